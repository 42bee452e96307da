import type { FakeRealtimeOptions } from './fake-options.ts'
import type { FakeSession, Violation } from './fake-session.ts'
import type { FaultRule } from './faults.ts'
import type { Handshake, HandshakeAnswer } from './handshakes.ts'

/**
 * OpenAI's Realtime server, as far as a phone call can tell: it hears words as sound, thinks what its mind
 * thinks, and speaks in words as sound. It answers wrong events as the vendor does, and keeps a list of them.
 */
export interface FakeRealtimeServer extends AsyncDisposable {
  /** Such as `ws://127.0.0.1:40123/v1/realtime`, without a query. */
  readonly url: string
  readonly port: number
  /** All that were ever opened, in order. */
  readonly sessions: readonly FakeSession[]
  /** All that were ever tried, the refused ones too. */
  readonly handshakes: readonly Handshake[]
  /** Of all sessions, in order of the sessions. */
  readonly violations: readonly Violation[]
  /** Waits for a session (from 0 on) to be opened, for so long in real time. */
  session(index: number, withinMs?: number): Promise<FakeSession>
  /** From now on handshakes are answered so. */
  answersHandshakes(answer: (handshake: Handshake) => HandshakeAnswer): void
  /** @returns what takes the rule away again. */
  adds(rule: FaultRule): () => void
  /**
   * Resolves when everything it sent was read and everything it was sent has been understood: what a stepped
   * clock waits for between two timers.
   */
  settled(): Promise<void>
  close(): Promise<void>
}

export function createFakeRealtimeServer(
  options: FakeRealtimeOptions = {},
): Promise<FakeRealtimeServer> {
  return Promise.reject(new Error(`No session can be opened yet on ${options.port ?? 'any port'}`))
}
