import { LiveEvent, type LiveRequest } from '../../src/contract/index.ts'
import { backoffMs } from './backoff.ts'

/** The one live socket of a page. It comes back by itself and repeats what was subscribed. */
export class LiveConnection {
  readonly #needs: LiveNeeds
  readonly #wanted = new Map<string, { request: LiveRequest; holders: number }>()
  readonly #eventListeners = new Set<(event: LiveEvent) => void>()
  readonly #statusListeners = new Set<() => void>()
  #status: LiveStatus = { state: 'off' }
  #socket: LiveSocket | undefined
  #attempt = 0
  #cancelTimer: () => void = () => undefined

  constructor(needs: LiveNeeds) {
    this.#needs = needs
  }

  get status(): LiveStatus {
    return this.#status
  }

  start(): void {
    if (this.#status.state === 'off') this.#connect()
  }

  stop(): void {
    this.#attempt = 0
    this.#drop()
    this.#become({ state: 'off' })
  }

  retryNow(): void {
    if (this.#status.state === 'away') this.#connect()
  }

  onStatus(listener: () => void): () => void {
    this.#statusListeners.add(listener)
    return () => this.#statusListeners.delete(listener)
  }

  onEvent(listener: (event: LiveEvent) => void): () => void {
    this.#eventListeners.add(listener)
    return () => this.#eventListeners.delete(listener)
  }

  /** Holds a subscription until the returned function is called; the last holder ends it. */
  subscribe(request: LiveRequest): () => void {
    const key = JSON.stringify(request)
    const wanted = this.#wanted.get(key)
    this.#wanted.set(key, { request, holders: (wanted?.holders ?? 0) + 1 })
    if (!wanted) this.#send(request)
    let held = true
    return () => {
      if (held) this.#release(key)
      held = false
    }
  }

  #release(key: string): void {
    const wanted = this.#wanted.get(key)
    if (!wanted) return
    if (wanted.holders > 1) {
      this.#wanted.set(key, { ...wanted, holders: wanted.holders - 1 })
      return
    }
    this.#wanted.delete(key)
    const callSid = 'callSid' in wanted.request ? wanted.request.callSid : undefined
    const stillWanted = [...this.#wanted.values()].some(
      ({ request }) => request.callSid === callSid,
    )
    if (!stillWanted) this.#send({ type: 'unsubscribe', ...(callSid ? { callSid } : {}) })
  }

  #connect(): void {
    this.#drop()
    if (this.#status.state !== 'away') this.#become({ state: 'connecting' })
    const socket = this.#needs.openSocket()
    this.#socket = socket
    socket.addEventListener('open', () => this.#opened(socket))
    socket.addEventListener('message', ({ data }) => this.#received(data))
    socket.addEventListener('close', () => this.#lost(socket))
    this.#cancelTimer = this.#needs.after(openDeadlineMs, () => this.#lost(socket))
  }

  #opened(socket: LiveSocket): void {
    if (socket !== this.#socket) return
    this.#cancelTimer()
    this.#attempt = 0
    this.#become({ state: 'open' })
    for (const { request } of this.#wanted.values()) this.#send(request)
  }

  #lost(socket: LiveSocket): void {
    if (socket !== this.#socket) return
    this.#drop()
    this.#attempt += 1
    const waitMs = backoffMs({ attempt: this.#attempt, random: this.#needs.random })
    this.#cancelTimer = this.#needs.after(waitMs, () => this.#connect())
    this.#become({ state: 'away', attempts: this.#attempt })
  }

  #drop(): void {
    this.#cancelTimer()
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }

  #received(frame: unknown): void {
    const event = parseLiveEvent(frame)
    if (event) for (const listener of this.#eventListeners) listener(event)
    else this.#needs.onUnreadable()
  }

  #send(request: LiveRequest): void {
    if (this.#status.state === 'open') this.#socket?.send(JSON.stringify(request))
  }

  #become(status: LiveStatus): void {
    this.#status = status
    for (const listener of this.#statusListeners) listener()
  }
}

export type LiveStatus =
  | { readonly state: 'off' | 'connecting' | 'open' }
  | { readonly state: 'away'; readonly attempts: number }

export interface LiveNeeds {
  readonly openSocket: () => LiveSocket
  /** Runs something later; the returned function calls it off. */
  readonly after: (waitMs: number, run: () => void) => () => void
  readonly random: () => number
  /** Told of each frame that is no event of the contract; the frame is dropped. */
  readonly onUnreadable: () => void
}

/** The four members of a WebSocket that are used here. */
export type LiveSocket = Pick<WebSocket, 'send' | 'close' | 'addEventListener'>

const openDeadlineMs = 10_000

function parseLiveEvent(frame: unknown): LiveEvent | undefined {
  if (typeof frame !== 'string') return undefined
  try {
    return LiveEvent.safeParse(JSON.parse(frame)).data
  } catch {
    return undefined
  }
}
