import type { Call } from './call.ts'
import { callOver } from './call-over.ts'

/** Resolves so much later, or when the call is over, of which nothing stays behind. */
export async function pacedWait(
  call: Pick<Call, 'over' | 'pacing'>,
  delayMs: number,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = call.pacing.after(delayMs, resolve)
  await Promise.race([promise, callOver(call)])
  timer.cancel()
}
