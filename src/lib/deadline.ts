import { AppError } from './errors.ts'
import type { Clock } from './clock.ts'

/** Thrown when something took longer than it was given. */
export class DeadlineExceeded extends AppError {
  override readonly code = 'deadline-exceeded'
  override readonly retryable = true
}

/**
 * Waits for `work`, but no longer than `deadlineMs`.
 * @throws {DeadlineExceeded} naming `what` when the time is over; `work` itself is not stopped.
 */
export async function withDeadline<T>(
  work: Promise<T>,
  { deadlineMs, what, clock }: { deadlineMs: number; what: string; clock: Clock },
): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const timer = clock.after(deadlineMs, () =>
    reject(new DeadlineExceeded(`${what} took longer than ${deadlineMs} ms`)),
  )
  try {
    return await Promise.race([work, tooLate])
  } finally {
    timer.cancel()
  }
}
