import { AppError } from '../lib/errors.ts'

/** Something was to be written for a call that the call book does not have. */
export class UnknownCall extends AppError {
  override readonly code = 'unknown-call'

  constructor(callId: string) {
    super(`There is no call ${callId}`)
  }
}
