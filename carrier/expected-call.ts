import type { CallEngine, PlacedCall } from './call-engine.ts'
import { calleeOf } from './callee.ts'
import type { CalleeProfile } from './callee.ts'
import { createCaller } from './caller/caller.ts'
import type { Caller, CallerParts } from './caller/caller.ts'
import { createWatching } from './caller/watching.ts'

/**
 * A call that a test expects the server to make, or to have made by `<Dial>`. On a stepped clock, waiting
 * for it plays every call on.
 */
export interface ExpectedCall {
  /** Resolves when it rings there. @throws {NotAsExpected} */
  rings(): Promise<Caller>
  /** Resolves when it was picked up. Whoever answered is a caller like any other. @throws {NotAsExpected} */
  answers(): Promise<Caller>
}

export function expectCall(
  { number, profile }: { number: string; profile: CalleeProfile },
  { engine, ...parts }: CallerParts & { engine: CallEngine },
): ExpectedCall {
  let ringing: { placed: PlacedCall; caller: Caller } | undefined
  const callee = calleeOf(profile)
  engine.callees.expect(number, {
    rings(placed) {
      ringing = { placed, caller: createCaller(placed, parts) }
      return callee.rings(placed)
    },
  })
  const watching = createWatching({
    ...parts,
    subscribe: (stirred) => engine.subscribe(stirred),
    nextDueMs: () => nextDueMs(engine),
  })

  async function rings(): Promise<Caller> {
    await watching.until({
      fulfilled: () => ringing !== undefined,
      hopeless: () => false,
      account: () => `Expected a call to ${number}. ${accountOf(engine)}`,
    })
    if (ringing === undefined) throw new TypeError('A call that rang has a caller.')
    return ringing.caller
  }

  return {
    rings,
    async answers() {
      const caller = await rings()
      await caller.answered()
      return caller
    },
  }
}

/** When anything happens by itself at any call. */
function nextDueMs(engine: CallEngine): number | undefined {
  const due = Math.min(...engine.calls().map(({ pacing }) => pacing.nextDueMs() ?? Infinity))
  return Number.isFinite(due) ? due : undefined
}

function accountOf(engine: CallEngine): string {
  const calls = engine.calls().map(({ to, state }) => `one to ${to} is ${state().status}`)
  return calls.length === 0 ? 'There is no call now.' : `Of the calls, ${calls.join(', ')}.`
}
