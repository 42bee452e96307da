import { PhoneEvent, type PhoneRequest } from '../../../src/contract/index.ts'
import { createUnreadRequests } from './unread-requests.ts'

/**
 * A line to the phone company: good for one call, or for waiting until one comes in. When its socket breaks, as
 * it does when the server is restarted, it comes back as the same line: nothing is lost and nothing said twice.
 */
export class PhoneLine {
  readonly #needs: PhoneLineNeeds
  readonly #unread = createUnreadRequests()
  #listener: LineListener | undefined
  #socket: PhoneSocket | undefined
  /** With which the line comes back; the phone company gives it. */
  #token: string | undefined
  #had = 0
  #isThere = false
  #isPutDown = false
  #attempts = 0
  #cancelAttempt: () => void = () => undefined
  #cancelGivingUp: (() => void) | undefined

  constructor(needs: PhoneLineNeeds, listener: LineListener) {
    this.#needs = needs
    this.#listener = listener
    this.#connect()
  }

  /** It was there, and is coming back. */
  get isAway(): boolean {
    return !this.#isThere && this.#token !== undefined
  }

  /** From now on somebody else listens to this line. */
  handTo(listener: LineListener): void {
    this.#listener = listener
  }

  /** Also while the line is away: it is sent on return. */
  send(request: PhoneRequest): void {
    const frame = this.#unread.add(request)
    if (this.#isThere) this.#socket?.send(frame)
  }

  /** Gives sound to the line, now or never: what would come late is dropped. */
  speak(sound: string): void {
    const socket = this.#socket
    if (!this.#isThere || !socket || socket.bufferedAmount > mostWaitingBytes) return
    socket.send(JSON.stringify({ type: 'sound', sound } satisfies PhoneRequest))
  }

  /** Leaves the line; nothing more is told of it. One that is away comes back to be put down. */
  close(): void {
    this.#listener = undefined
    this.#isPutDown = true
    if (!this.isAway) this.#end()
  }

  #connect(): void {
    this.#cancelAttempt()
    const socket = this.#needs.openSocket()
    this.#socket = socket
    const ifCurrent = (run: () => void) => () => {
      if (socket === this.#socket) run()
    }
    socket.addEventListener(
      'open',
      ifCurrent(() => this.#opened()),
    )
    socket.addEventListener(
      'close',
      ifCurrent(() => this.#broke()),
    )
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) this.#received(data)
    })
    this.#cancelAttempt = this.#needs.after(
      attemptDeadlineMs,
      ifCurrent(() => this.#broke()),
    )
  }

  #opened(): void {
    if (this.#token === undefined) return
    this.#socket?.send(JSON.stringify({ type: 'resume', token: this.#token, after: this.#had }))
  }

  #received(data: unknown): void {
    const event = parsePhoneEvent(data)
    if (event) this.#take(event)
    else this.#needs.onUnreadable()
  }

  #take(event: PhoneEvent): void {
    if (event.type === 'connected') this.#welcomed(event.resumeToken)
    else if (event.type === 'resumed') this.#returned(event.readUpTo)
    else if (event.type === 'not-resumed') this.#lose('over')
    else if (event.type === 'sound') this.#listener?.onSound?.(event.sound)
    // While the line is away, what is not of it is about the way to it.
    else if (!this.isAway || event.seq !== undefined) this.#happened(event)
  }

  #happened(event: LineEvent): void {
    if (event.seq !== undefined && event.seq <= this.#had) return
    this.#had = event.seq ?? this.#had
    this.#listener?.onEvent(event)
  }

  #welcomed(resumeToken: string): void {
    // On return the line has a token already, and wants no other.
    if (this.#token !== undefined) return
    this.#token = resumeToken
    this.#came()
    this.#listener?.onOpen()
  }

  #returned(readUpTo: number): void {
    this.#came()
    for (const frame of this.#unread.after(readUpTo)) this.#socket?.send(frame)
    if (this.#isPutDown) this.#end()
    else this.#listener?.onBack()
  }

  #came(): void {
    this.#cancelAttempt()
    this.#cancelGivingUp?.()
    this.#cancelGivingUp = undefined
    this.#attempts = 0
    this.#isThere = true
  }

  #broke(): void {
    const wasThere = this.#isThere
    this.#isThere = false
    this.#dropSocket(goesOnElsewhere)
    this.#cancelGivingUp ??= this.#needs.after(giveUpMs, () => this.#lose('unreachable'))
    const pauseMs = pausesMs[this.#attempts] ?? longestPauseMs
    this.#attempts += 1
    this.#cancelAttempt = this.#needs.after(pauseMs, () => this.#connect())
    if (wasThere) this.#listener?.onAway()
  }

  #lose(how: LostLine): void {
    const listener = this.#listener
    this.#listener = undefined
    this.#end()
    listener?.onLost(how)
  }

  #end(): void {
    this.#cancelGivingUp?.()
    this.#dropSocket(putDown)
  }

  #dropSocket(code: number): void {
    this.#cancelAttempt()
    const socket = this.#socket
    this.#socket = undefined
    socket?.close(code)
  }
}

export interface LineListener {
  readonly onOpen: () => void
  readonly onEvent: (event: LineEvent) => void
  /** Told of each piece of sound that is to be heard now. */
  readonly onSound?: (sound: string) => void
  /** The line broke, and is coming back. */
  readonly onAway: () => void
  readonly onBack: () => void
  /** The line is gone for good. */
  readonly onLost: (how: LostLine) => void
}

/** What happens on a line, without what is about the line itself, and without its sound. */
export type LineEvent = Exclude<
  PhoneEvent,
  { type: 'connected' | 'resumed' | 'not-resumed' | 'sound' }
>

/** `over`: the phone company has put the phone down meanwhile. */
export type LostLine = 'over' | 'unreachable'

export interface PhoneLineNeeds {
  readonly openSocket: () => PhoneSocket
  readonly after: (waitMs: number, run: () => void) => () => void
  /** Told of each frame that is no event of the contract; the frame is dropped. */
  readonly onUnreadable: () => void
}

export type PhoneSocket = Pick<WebSocket, 'send' | 'close' | 'addEventListener' | 'bufferedAmount'>

/** Codes of closing: the phone is put down, or only this socket is given up. */
const putDown = 1000
const goesOnElsewhere = 4001

/** About two seconds of sound that the network has not taken. */
const mostWaitingBytes = 24 * 1024

/** The first is no pause: whoever holds connections while the server starts has this one soonest. */
const pausesMs = [0, 250, 500]
const longestPauseMs = 1000
const attemptDeadlineMs = 5000
/** A little longer than the phone company keeps a line that is away, so that it is who says that it is over. */
const giveUpMs = 18_000

function parsePhoneEvent(frame: unknown): PhoneEvent | undefined {
  if (typeof frame !== 'string') return undefined
  try {
    return PhoneEvent.safeParse(JSON.parse(frame)).data
  } catch {
    return undefined
  }
}
