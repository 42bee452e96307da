import { setTimeout as pause } from 'node:timers/promises'
import { nowMs } from '../processes/now.ts'
import type { Program } from '../processes/start-program.ts'

const betweenTriesMs = 50
const tryEndsWithinMs = 1_000

export interface AwaitedAnswer {
  readonly withinMs: number
  readonly isReady: (reply: { ok: boolean; body: string }) => boolean
  /** Who is to answer. */
  readonly program: Program
}

/**
 * Waits until an address answers as wanted.
 * @throws {Error} when it does not within the time, or can no more; with what was said last.
 */
export async function untilAnswers(
  url: string,
  { isReady, program, withinMs }: AwaitedAnswer,
): Promise<void> {
  const endMs = nowMs() + withinMs
  let last = 'nothing'
  while (nowMs() < endMs && !program.hasEnded) {
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
  const log = program.lastWords()
  throw new Error(`${url} is not ready; it answered: ${last}\n${log}`)
}
