import { setTimeout as delay } from 'node:timers/promises'

/**
 * Asks again and again until there is an answer, for at most `deadlineMs`.
 * @returns the first answer that is not `undefined`, or `undefined` when the time is over.
 */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  { everyMs, deadlineMs }: { everyMs: number; deadlineMs: number },
): Promise<T | undefined> {
  const giveUpAt = performance.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (performance.now() >= giveUpAt) return undefined
    await delay(everyMs)
  }
}
