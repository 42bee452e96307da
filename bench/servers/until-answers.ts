import { setTimeout as pause } from 'node:timers/promises'
import { nowMs } from '../processes/now.ts'

const betweenTriesMs = 50
const tryEndsWithinMs = 1_000

/**
 * Waits until an address answers as wanted.
 * @throws {Error} when it does not within the time; with what it said last.
 */
export async function untilAnswers(
  url: string,
  {
    withinMs,
    isReady,
  }: { withinMs: number; isReady: (reply: { ok: boolean; body: string }) => boolean },
): Promise<void> {
  const endMs = nowMs() + withinMs
  let last = 'nothing'
  while (nowMs() < endMs) {
    try {
      const reply = await fetch(url, { signal: AbortSignal.timeout(tryEndsWithinMs) })
      const body = await reply.text()
      last = `${reply.status} ${body}`
      if (isReady({ ok: reply.ok, body })) return
    } catch (error) {
      last = error instanceof Error ? error.message : String(error)
    }
    await pause(betweenTriesMs)
  }
  throw new Error(`${url} was not ready within ${withinMs / 1000} s; it answered: ${last}`)
}
