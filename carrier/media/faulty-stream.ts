import type { Clock } from '../clock.ts'
import type { StreamMoment } from '../faults/fault.ts'
import type { Faults, Target } from '../faults/faults.ts'
import type { Pacing } from '../pacing.ts'
import type { ServerSocket } from '../server-socket.ts'

/** The way to and from the server, with whatever faults strike a stream. Without any everything passes at once. */
export interface FaultyStream {
  /** The socket is open: the faults that last as long as it does are chosen now. */
  opened(): void
  sound(send: () => void): void
  message(send: () => void): void
  mark(send: () => void): void
  /** A frame of the server's came: it is read now or later. */
  received(read: () => void): void
  /** Something happened at which a fault may cut or stall the connection. */
  passed(moment: StreamMoment): void
  /** Whether nothing passes, so that the server's answer to anything cannot be waited for. */
  isStalled(): boolean
  stop(): void
}

export interface FaultyStreamParts {
  readonly faults: Faults
  readonly target: Target
  readonly clock: Clock
  readonly pacing: Pacing
  readonly socket: () => ServerSocket
}

export function createFaultyStream(parts: FaultyStreamParts): FaultyStream {
  return new StruckStream(parts)
}

class StruckStream implements FaultyStream {
  readonly #parts: FaultyStreamParts
  #bunchSize = 1
  #bunch: (() => void)[] = []
  /** What comes in a burst when the stall is over; nothing where it never is. */
  #held: (() => void)[] | undefined
  #isStalled = false
  #unread: (() => void)[] = []
  #readsEveryMs = 0
  #isOver = false

  constructor(parts: FaultyStreamParts) {
    this.#parts = parts
  }

  opened(): void {
    const { faults, target } = this.#parts
    const bunched = faults.strike('frames-bunched', target)
    if (bunched !== undefined) this.#bunchSize = bunched.frames ?? 3
    this.#readsEveryMs = faults.strike('stream-read-slowly', target)?.everyMs ?? 0
  }

  sound(send: () => void): void {
    const { faults, target } = this.#parts
    if (faults.strike('frame-lost', target) !== undefined) return
    this.#bunch.push(send)
    if (this.#bunch.length >= this.#bunchSize) this.#sendBunch()
    this.passed('frame-sent')
  }

  message(send: () => void): void {
    this.#sendBunch()
    this.#pass(send)
  }

  mark(send: () => void): void {
    const { faults, target, pacing } = this.#parts
    const delayed = faults.strike('mark-delayed', target)
    if (delayed === undefined) return this.message(send)
    pacing.after(delayed.delayMs, () => {
      if (!this.#isOver) this.message(send)
    })
  }

  received(read: () => void): void {
    if (this.#readsEveryMs === 0) return read()
    this.#unread.push(read)
    if (this.#unread.length > 1) return
    this.#parts.clock.after(this.#readsEveryMs, () => {
      for (const readNow of this.#unread.splice(0)) readNow()
    })
  }

  passed(moment: StreamMoment): void {
    const { faults, target } = this.#parts
    const cut = faults.strike('stream-cut', { ...target, moment })
    const stalled = faults.strike('stream-stalled', { ...target, moment })
    if (stalled !== undefined) this.#stall(stalled.forMs)
    if (cut !== undefined) this.#parts.socket().reset()
  }

  isStalled(): boolean {
    return this.#isStalled
  }

  stop(): void {
    this.#isOver = true
  }

  #pass(send: () => void): void {
    if (!this.#isStalled) send()
    else this.#held?.push(send)
  }

  #sendBunch(): void {
    for (const send of this.#bunch.splice(0)) this.#pass(send)
  }

  #stall(forMs: number | undefined): void {
    const { clock, socket } = this.#parts
    this.#isStalled = true
    socket().pause()
    if (forMs === undefined) return
    this.#held = []
    clock.after(forMs, () => {
      this.#isStalled = false
      socket().resume()
      for (const send of this.#held?.splice(0) ?? []) send()
    })
  }
}
