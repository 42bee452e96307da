import { AppError } from '../lib/errors.ts'

/** A brain could not answer: it is down, refused, stalled or spoke nonsense. */
export class BrainFailed extends AppError {
  override readonly code = 'brain-failed'
  override readonly retryable = true
}
