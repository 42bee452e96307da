import { AppError } from '../lib/errors.ts'
import type { SwitchReason } from './brain.ts'

/** Why a brain failed: what a switch says, but for `resting`, which is not a failure. */
export type BrainFailure = Exclude<SwitchReason, 'resting'>

/** A brain could not answer: it is down, refused, stalled or spoke nonsense. */
export class BrainFailed extends AppError {
  override readonly code = 'brain-failed'
  override readonly retryable = true
  /** `error` where nobody said more. */
  readonly why: BrainFailure
  /** How long its vendor wants to be left alone, in milliseconds. `undefined`: it did not say. */
  readonly retryAfterMs: number | undefined
  /** Whether it will fail until the owner changes something: a wrong key, a model that does not exist. */
  readonly needsOwner: boolean

  constructor(message: string, options: BrainFailedOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.why = options.why ?? 'error'
    this.retryAfterMs = options.retryAfterMs
    this.needsOwner = options.needsOwner ?? false
  }
}

export interface BrainFailedOptions {
  readonly cause?: unknown
  readonly why?: BrainFailure
  readonly retryAfterMs?: number | undefined
  readonly needsOwner?: boolean
}
