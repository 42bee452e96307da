import type { CarrierAccount } from './account.ts'
import { buildEngine } from './build-engine.ts'
import { defaultCallerNumber, defaultNumber } from './numbers.ts'
import type { CallEngine } from './call-engine.ts'
import { createCaller } from './caller/caller.ts'
import type { Caller } from './caller/caller.ts'
import type { Clock } from './clock.ts'
import { expectCall } from './expected-call.ts'
import type { ExpectedCall } from './expected-call.ts'
import type { CalleeProfile } from './callee.ts'
import { defaultQuirks } from './quirks.ts'
import type { CarrierQuirks } from './quirks.ts'
import { systemRandom } from './random.ts'
import type { Random } from './random.ts'
import type { FaultRule } from './faults/fault.ts'
import type { Faults } from './faults/faults.ts'
import type { ServerAddresses } from './server-address.ts'
import { startCarrierServer } from './server.ts'
import type { CarrierServer } from './server.ts'
import { createSettling } from './settling.ts'
import { createSteppedClock, isStepped } from './stepped-clock.ts'
import type { TraceEntry, Violation } from './witness.ts'

/** A carrier inside a test: callers to play, time to move, and everything that happened to look at. */
export interface Carrier extends AsyncDisposable {
  /** A call to the number. It goes on by itself; what the test awaits decides how far. */
  placeCall(options?: { from?: string }): Caller
  /**
   * Somebody is at this number for the next call to it, and answers after three seconds of ringing where
   * nothing else is said. Numbers at which nobody is expected are not answered.
   */
  expectCall(number: string, profile?: CalleeProfile): ExpectedCall
  /**
   * From now on the server's public address means the one that listens here: what a load balancer does. Sockets
   * that stand stay where they are; each request, each try of one and each new socket goes there.
   */
  pointTo(localUrl: string): void
  /** Opens the REST API and the softphone's socket. @returns their address, on a port that is free. */
  listen(): Promise<string>
  /** Moves a stepped clock; on a real one it waits. */
  advance(ms: number): Promise<void>
  readonly clock: Clock
  readonly trace: readonly TraceEntry[]
  /** What the server did wrong so far. */
  readonly violations: readonly Violation[]
  /** What goes wrong on purpose from now on: `carrier.faults.add({ kind: 'webhook-dropped', nth: 2 })`. */
  readonly faults: Faults
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
  readonly quirks?: Partial<CarrierQuirks>
  /** From one call that the server asks for to the next; 0, for no queue, when left out. */
  readonly betweenCallsMs?: number
  /** Status callbacks are late by up to so much, by chance; 0, which keeps their order, when left out. */
  readonly callbackJitterMs?: number
  /** What goes wrong on purpose from the beginning. */
  readonly faults?: readonly FaultRule[]
  /** Gets what the listening carrier writes down. */
  readonly log?: (line: string) => void
  /** Sees every entry as it is made. */
  readonly trace?: (entry: TraceEntry) => void
  /** How much real time without anything new a caller waits before giving up. */
  readonly patienceMs?: number
}

export function createCarrier(settings: CarrierSettings): Carrier {
  const { clock = createSteppedClock(), patienceMs = 5000, log = () => undefined } = settings
  const trace: TraceEntry[] = []
  const violations: Violation[] = []
  let pointedTo: string | undefined
  const servers: CarrierServer[] = []
  const { engine, rest, webhooks, faults } = buildEngine({
    ...engineSettings(settings),
    server: {
      get localUrl() {
        return pointedTo ?? settings.server.localUrl
      },
      publicUrl: settings.server.publicUrl,
      socketUrl: settings.server.socketUrl,
    },
    clock,
    restUrl: () => newestAddress(servers),
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
  const { authToken } = settings.account
  return {
    placeCall: ({ from = defaultCallerNumber } = {}) =>
      createCaller(engine.placeCall({ from }), { clock, patienceMs }),
    expectCall: (number, profile = 'answers') =>
      expectCall({ number, profile }, { engine, clock, patienceMs }),
    pointTo(localUrl) {
      pointedTo = localUrl
    },
    async listen() {
      const { random = systemRandom } = settings
      const parts = { engine, rest, authToken, clock, random, log, port: 0 }
      servers.push(await startCarrierServer(parts))
      return newestAddress(servers) ?? ''
    },
    async advance(ms) {
      if (isStepped(clock)) return await clock.advance(ms)
      const { promise, resolve } = Promise.withResolvers<void>()
      clock.after(ms, resolve)
      return await promise
    },
    clock,
    trace,
    violations,
    faults,
    engine,
    async [Symbol.asyncDispose]() {
      stopSettling()
      await engine.close(patienceMs)
      for (const server of servers) await server.close()
    },
  }
}

function newestAddress(servers: readonly CarrierServer[]): string | undefined {
  return servers.map(({ port }) => `http://127.0.0.1:${port}`).at(-1)
}

function engineSettings(settings: CarrierSettings) {
  return {
    ...settings,
    number: settings.number ?? defaultNumber,
    random: settings.random ?? systemRandom,
    strict: settings.strict ?? true,
    speed: settings.speed ?? 1,
    quirks: { ...defaultQuirks, ...settings.quirks },
    betweenCallsMs: settings.betweenCallsMs ?? 0,
    callbackJitterMs: settings.callbackJitterMs ?? 0,
  }
}
