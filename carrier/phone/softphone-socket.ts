import type { WebSocket } from 'ws'
import type { KeptPhone, KeptPhones } from './kept-phones.ts'
import type { LineEvent, NumberedEvent } from './phone-event.ts'
import { parsePhoneFrame, refused } from './phone-request.ts'
import type { PhoneFrame, ResumeRequest } from './phone-request.ts'

/**
 * A phone on a socket. A frame that cannot be used is answered in words and counted, and the call goes on. A
 * socket that is closed hangs up; one that breaks leaves the phone to another that has its token.
 */
export class SoftphoneSocket {
  readonly #socket: WebSocket
  readonly #phones: KeptPhones
  readonly #log: (line: string) => void
  #kept: KeptPhone | undefined
  #refusals = 0

  constructor(
    socket: WebSocket,
    { phones, log }: { phones: KeptPhones; log: (line: string) => void },
  ) {
    this.#socket = socket
    this.#phones = phones
    this.#log = log
  }

  /** Listens to the phone from now on. */
  serve(): void {
    this.#socket.on('message', (frame: Buffer, isBinary) => {
      this.#received(
        isBinary
          ? { n: undefined, request: refused('A phone sends text, and this was binary.') }
          : parsePhoneFrame(frame.toString('utf8')),
      )
    })
    // What follows is always a close.
    this.#socket.on('error', (error) => this.#log(`A phone's socket failed: ${error.message}`))
    this.#socket.on('close', (code) => this.#closed(code))
    const fresh = this.#phones.make()
    this.#send({ type: 'connected', resumeToken: fresh.resumeToken })
    this.#take(fresh, { after: 0 })
  }

  #received({ n, request }: PhoneFrame): void {
    const kept = this.#kept
    if (kept === undefined) return
    if (request.type === 'resume') return this.#resume(kept, request)
    // Sent again after a break, because nobody knew whether it had come.
    if (n !== undefined && n <= kept.readUpTo) return
    kept.readUpTo = n ?? kept.readUpTo
    kept.isUsed = true
    if (request.type !== 'refused') return kept.phone.do(request)
    this.#refusals += 1
    kept.phone.complain(request.why)
  }

  #resume(fresh: KeptPhone, { token, after }: ResumeRequest): void {
    if (fresh.isUsed || token === fresh.resumeToken) {
      return fresh.phone.complain('A phone that is in use cannot become another.')
    }
    const kept = this.#phones.takeBack(token)
    if (kept === undefined) return this.#send({ type: 'not-resumed' })
    this.#phones.putAway(fresh)
    this.#send({ type: 'resumed', readUpTo: kept.readUpTo })
    this.#take(kept, { after })
  }

  #take(kept: KeptPhone, { after }: { after: number }): void {
    this.#kept = kept
    kept.leaveSocket = () => {
      this.#kept = undefined
      this.#socket.close(takenOver, 'Taken over by another connection')
    }
    kept.told.listen((event) => this.#send(event), { after })
  }

  #closed(code: number): void {
    if (this.#refusals > 0) this.#log(`A phone closed after ${this.#refusals} unusable messages.`)
    const kept = this.#kept
    this.#kept = undefined
    if (kept === undefined) return
    if (hungUp.has(code)) this.#phones.putAway(kept)
    else this.#phones.keep(kept)
  }

  #send(event: LineEvent | NumberedEvent): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(event))
  }
}

/** Closed on purpose by the phone itself, with a code or without. */
const hungUp: ReadonlySet<number> = new Set([1000, 1005])

const takenOver = 4000
