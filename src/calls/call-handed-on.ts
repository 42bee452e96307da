import { AppError } from '../lib/errors.ts'

/** This process stops, and another one goes on with the call: the carrier is to ask once more. */
export class CallHandedOn extends AppError {
  override readonly code = 'call-handed-on'
  override readonly retryable = true

  constructor() {
    super('This server stops, and another one goes on with its calls')
  }
}
