import type { IncomingMessage } from 'node:http'
import type { Clock } from '../lib/clock.ts'

export interface IncomingBodyParts {
  readonly clock: Clock
  /** What the body fails with when it breaks off. */
  readonly reasonFor: (error: Error) => Error
}

type Piece = Buffer<ArrayBuffer>

/** How long a body that nobody wants any more may take to its end before its connection is given up. */
const restWithinMs = 1_000
/** A reader who is slower than the model is waited for, not remembered for. */
const mostPiecesWaiting = 16

/**
 * The body of a response as it comes. Whoever reads it by `for await`, as the vendors' kits do, gets the pieces
 * of the socket themselves: web streams in between cost a fifth of a turn's processor time.
 */
export function incomingBody(
  incoming: IncomingMessage,
  parts: IncomingBodyParts,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = new IncomingPieces(incoming, parts)
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const next = await pieces.next()
        if (next.done === true) controller.close()
        else controller.enqueue(next.value)
      },
      cancel: () => pieces.letEnd(),
    },
    { highWaterMark: 0 },
  )
  return Object.assign(stream, { [Symbol.asyncIterator]: () => pieces })
}

class IncomingPieces implements AsyncIterableIterator<Piece> {
  readonly #incoming: IncomingMessage
  readonly #clock: Clock
  readonly #came: Piece[] = []
  #reader: PromiseWithResolvers<IteratorResult<Piece>> | undefined
  #end: 'none' | 'whole' | Error = 'none'

  constructor(incoming: IncomingMessage, { clock, reasonFor }: IncomingBodyParts) {
    this.#incoming = incoming
    this.#clock = clock
    incoming.on('data', (piece: Piece) => this.#take(piece))
    incoming.once('end', () => this.#finish('whole'))
    incoming.on('error', (error) => this.#finish(reasonFor(error)))
    incoming.once('close', () => this.#finish(reasonFor(new Error('The connection was closed'))))
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<Piece>> {
    const piece = this.#came.shift()
    if (piece) {
      if (this.#came.length === 0) this.#incoming.resume()
      return Promise.resolve({ done: false, value: piece })
    }
    if (this.#end === 'whole') return Promise.resolve({ done: true, value: undefined })
    if (this.#end !== 'none') return Promise.reject(this.#end)
    this.#reader = Promise.withResolvers()
    return this.#reader.promise
  }

  return(): Promise<IteratorResult<Piece>> {
    this.letEnd()
    return Promise.resolve({ done: true, value: undefined })
  }

  /** Reads the rest and throws it away, so that the connection can be used again. */
  letEnd(): void {
    const incoming = this.#incoming
    if (incoming.closed) return
    incoming.removeAllListeners('data')
    const timer = this.#clock.after(restWithinMs, () => incoming.destroy())
    incoming.once('close', () => timer.cancel())
    incoming.resume()
  }

  #take(piece: Piece): void {
    const reader = this.#reader
    this.#reader = undefined
    if (reader) return reader.resolve({ done: false, value: piece })
    if (this.#came.push(piece) >= mostPiecesWaiting) this.#incoming.pause()
  }

  #finish(end: 'whole' | Error): void {
    if (this.#end !== 'none') return
    this.#end = end
    const reader = this.#reader
    this.#reader = undefined
    if (end === 'whole') reader?.resolve({ done: true, value: undefined })
    else reader?.reject(end)
  }
}
