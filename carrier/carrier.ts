import type { CarrierAccount } from './account.ts'
import { buildEngine } from './build-engine.ts'
import { defaultCallerNumber, defaultNumber } from './numbers.ts'
import type { CallEngine } from './call-engine.ts'
import { createCaller } from './caller/caller.ts'
import type { Caller } from './caller/caller.ts'
import type { Clock } from './clock.ts'
import { systemRandom } from './random.ts'
import type { Random } from './random.ts'
import type { RelayQuirks } from './relay/relay-session.ts'
import type { ServerAddresses } from './server-address.ts'
import { createSettling } from './settling.ts'
import { createSteppedClock, isStepped } from './stepped-clock.ts'
import type { TraceEntry, Violation } from './witness.ts'

/** A carrier inside a test: callers to play, time to move, and everything that happened to look at. */
export interface Carrier extends AsyncDisposable {
  /** A call to the number. It goes on by itself; what the test awaits decides how far. */
  placeCall(options?: { from?: string }): Caller
  /** Moves a stepped clock; on a real one it waits. */
  advance(ms: number): Promise<void>
  readonly clock: Clock
  readonly trace: readonly TraceEntry[]
  /** What the server did wrong so far. */
  readonly violations: readonly Violation[]
  /** For a softphone socket in front of this carrier. */
  readonly engine: CallEngine
}

export interface CarrierSettings {
  readonly account: CarrierAccount
  readonly server: ServerAddresses
  /** The number that is called. */
  readonly number?: string
  /** A stepped clock of its own when left out. */
  readonly clock?: Clock
  /** `createSeededRandom(…)` for the same identifiers in each run. */
  readonly random?: Random
  /** Ends a call at an unknown verb. True when left out, since this is for tests. */
  readonly strict?: boolean
  /** How many times faster than people the agent speaks; 1 when left out. */
  readonly speed?: number
  readonly quirks?: Partial<RelayQuirks>
  /** Sees every entry as it is made. */
  readonly trace?: (entry: TraceEntry) => void
  /** How much real time without anything new a caller waits before giving up. */
  readonly patienceMs?: number
}

export function createCarrier(settings: CarrierSettings): Carrier {
  const { clock = createSteppedClock(), patienceMs = 5000 } = settings
  const trace: TraceEntry[] = []
  const violations: Violation[] = []
  const { engine, webhooks } = buildEngine({
    ...settings,
    clock,
    number: settings.number ?? defaultNumber,
    random: settings.random ?? systemRandom,
    strict: settings.strict ?? true,
    speed: settings.speed ?? 1,
    quirks: { tokensPlayedAfterInterrupt: false, ...settings.quirks },
    sinks: {
      onTrace(entry) {
        trace.push(entry)
        settings.trace?.(entry)
      },
      onViolation: (violation) => violations.push(violation),
    },
  })
  const settle = createSettling({ engine, webhooks, activity: () => trace.length })
  const stopSettling = isStepped(clock) ? clock.settleWith(settle) : () => undefined
  return {
    placeCall: ({ from = defaultCallerNumber } = {}) =>
      createCaller(engine.placeCall({ from }), { clock, patienceMs }),
    async advance(ms) {
      if (isStepped(clock)) return await clock.advance(ms)
      const { promise, resolve } = Promise.withResolvers<void>()
      clock.after(ms, resolve)
      return await promise
    },
    clock,
    trace,
    violations,
    engine,
    async [Symbol.asyncDispose]() {
      stopSettling()
      await engine.close(patienceMs)
    },
  }
}
