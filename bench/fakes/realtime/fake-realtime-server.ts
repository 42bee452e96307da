import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { usualHabits, usualPace, type FakeRealtimeOptions } from './fake-options.ts'
import type { FakeSession, Violation } from './fake-session.ts'
import type { FaultRule } from './faults.ts'
import type { Handshake, HandshakeAnswer } from './handshakes.ts'
import { scriptedMind, type Mind } from './mind.ts'
import { realModelClock, type ModelClock } from './model-clock.ts'
import { ModelSession } from './model-session.ts'
import { refuseHandshake } from './refusals.ts'
import { createWatchers } from './watchers.ts'

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
  /** Grows with everything that comes and goes. */
  readonly activity: number
  close(): Promise<void>
}

/** It listens on loopback alone. @throws when the port is taken. */
export async function createFakeRealtimeServer(
  options: FakeRealtimeOptions = {},
): Promise<FakeRealtimeServer> {
  const server = new LoopbackServer(options)
  await server.listen()
  return server
}

class LoopbackServer implements FakeRealtimeServer {
  readonly sessions: ModelSession[] = []
  readonly handshakes: Handshake[] = []
  port = 0
  readonly #options: FakeRealtimeOptions
  readonly #clock: ModelClock
  readonly #http = createServer((_request, response) => response.writeHead(404).end())
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 * 1024 })
  readonly #connections = new Set<Duplex>()
  /** Connections of which the handshake has not come yet. */
  readonly #knocking = new Set<Duplex>()
  readonly #rules: FaultRule[]
  readonly #watchers = createWatchers()
  readonly #mind: Mind
  #answer: (handshake: Handshake) => HandshakeAnswer
  #activity = 0
  #names = 0

  constructor(options: FakeRealtimeOptions) {
    this.#options = options
    this.#clock = options.clock ?? realModelClock
    this.#rules = [...(options.faults ?? [])]
    this.#answer = options.handshake ?? (() => 'accept')
    this.#mind = options.mind ?? scriptedMind([])
  }

  async listen(): Promise<void> {
    this.#http.on('connection', (socket) => {
      this.#connections.add(socket)
      this.#knocking.add(socket)
      socket.on('close', () => {
        this.#connections.delete(socket)
        this.#knocking.delete(socket)
        this.#happened()
      })
    })
    this.#http.on('upgrade', (request, socket, head) => this.#greet({ request, socket, head }))
    this.#http.listen(this.#options.port ?? 0, '127.0.0.1')
    await once(this.#http, 'listening')
    this.port = (this.#http.address() as AddressInfo).port
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}${path}`
  }

  get violations(): readonly Violation[] {
    return this.sessions.flatMap((session) => session.violations)
  }

  get activity(): number {
    return this.#activity
  }

  session(index: number, withinMs = 5000): Promise<FakeSession> {
    return this.#watchers.until({
      look: () => this.sessions[index],
      withinMs,
      describe: () => `${this.handshakes.length} handshakes, ${this.sessions.length} sessions`,
    })
  }

  answersHandshakes(answer: (handshake: Handshake) => HandshakeAnswer): void {
    this.#answer = answer
  }

  adds(rule: FaultRule): () => void {
    this.#rules.push(rule)
    return () => void this.#rules.splice(this.#rules.indexOf(rule), 1)
  }

  async settled(): Promise<void> {
    for (let round = 0; round < roundLimit; round += 1) {
      const before = this.#activity
      await this.#greeted()
      await Promise.all(this.sessions.map((session) => session.delivered()))
      if (this.#activity === before) return
    }
  }

  async close(): Promise<void> {
    for (const session of this.sessions) if (session.closed === undefined) session.closes(1006)
    for (const socket of this.#connections) socket.destroy()
    this.#sockets.close()
    if (!this.#http.listening) return
    this.#http.close()
    await once(this.#http, 'close')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  /** Whoever has knocked has said who they are. */
  async #greeted(): Promise<void> {
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    if (this.#knocking.size === 0) return
    const look = () => this.#knocking.size === 0
    const watch = { look, withinMs: patienceMs, describe: () => 'a handshake' }
    await this.#watchers.until(watch).catch(() => undefined)
  }

  #greet(attempt: Attempt): void {
    this.#knocking.delete(attempt.socket)
    const handshake = { index: this.handshakes.length, ...readHandshake(attempt.request) }
    this.handshakes.push(handshake)
    this.#happened()
    // A caller who hangs up before the answer is nobody's error.
    attempt.socket.on('error', () => undefined)
    const wrong = wrongIn(attempt.request, { handshake, options: this.#options })
    if (wrong !== undefined) return refuseHandshake(attempt.socket, wrong)
    const answer = this.#answer(handshake)
    if (answer === 'accept') this.#accept(attempt, handshake)
    else if (answer === 'drop') attempt.socket.destroy()
    else if (answer === 'hang') return
    else if ('refuse' in answer) refuseHandshake(attempt.socket, answer.refuse)
    else this.#clock.after(answer.acceptAfterMs, () => this.#accept(attempt, handshake))
  }

  #accept({ head, request, socket }: Attempt, { model = '' }: Handshake): void {
    if (socket.destroyed) return
    this.#sockets.handleUpgrade(request, socket, head, (connection) => {
      const session = this.#open(connection, model)
      this.sessions.push(session)
      if (request.headers['openai-beta'] !== undefined) session.refusesBeta()
      this.#happened()
    })
  }

  #open(socket: WebSocket, model: string): ModelSession {
    const { configuresAfterMs = 10, expiresAfterMs = 3_600_000, keepsSound = false } = this.#options
    return new ModelSession({
      socket,
      index: this.sessions.length,
      model,
      clock: this.#clock,
      mind: this.#mind,
      pace: { ...usualPace, ...this.#options.pace },
      habits: { ...usualHabits, ...this.#options.hearing },
      transcripts: this.#options.transcripts,
      expiresAfterMs,
      configuresAfterMs,
      keepsSound,
      rules: () => this.#rules,
      newName: (kind) => `${kind}_${(this.#names += 1)}`,
      happened: () => this.#happened(),
    })
  }

  #happened(): void {
    this.#activity += 1
    this.#watchers.happened()
  }
}

interface Attempt {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

const path = '/v1/realtime'
const roundLimit = 25
/** Real time, and short: whoever knocks and says nothing is passed over. */
const patienceMs = 200

function readHandshake({ headers, url = '' }: IncomingMessage): Omit<Handshake, 'index'> {
  const model = new URL(url, 'ws://localhost').searchParams.get('model')
  const { authorization, 'user-agent': userAgent } = headers
  return { model: model ?? undefined, authorization, userAgent }
}

/** The status with which a wrong handshake is refused. */
function wrongIn(
  { url = '' }: IncomingMessage,
  { handshake, options }: { handshake: Handshake; options: FakeRealtimeOptions },
): number | undefined {
  const { apiKey, models } = options
  const { authorization, model } = handshake
  if (new URL(url, 'ws://localhost').pathname !== path) return 404
  if (apiKey !== undefined && authorization !== `Bearer ${apiKey}`) return 401
  if (model === undefined) return 400
  return models === undefined || models.includes(model) ? undefined : 404
}
