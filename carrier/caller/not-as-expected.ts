import { CarrierError } from '../errors.ts'

/** The call went another way than a test or a script says it should. The message is the account of it. */
export class NotAsExpected extends CarrierError {
  override readonly code = 'not-as-expected'
}
