import type { WebSocket } from 'ws'
import type { Clock } from '../clock.ts'
import type { KeptPhone, KeptPhones } from './kept-phones.ts'
import type { LineEvent, NumberedEvent, SoundEvent } from './phone-event.ts'
import { parsePhoneFrame, refused } from './phone-request.ts'
import type { PhoneFrame, RefusedRequest, ResumeRequest } from './phone-request.ts'
import { soundMs } from './phone-sound.ts'

/**
 * A phone on a socket. A frame that cannot be used is answered in words and counted, and the call goes on. A
 * socket that is closed hangs up; one that breaks leaves the phone to another that has its token.
 */
export class SoftphoneSocket {
  readonly #socket: WebSocket
  readonly #phones: KeptPhones
  readonly #log: (line: string) => void
  readonly #clock: Pick<Clock, 'monotonicMs'>
  #kept: KeptPhone | undefined
  #refusals = 0
  #nextWordsOfSoundMs = 0

  constructor(socket: WebSocket, { phones, log, clock }: SoftphoneSocketParts) {
    this.#socket = socket
    this.#phones = phones
    this.#log = log
    this.#clock = clock
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
    if (request.type === 'sound') return this.#speak(kept, request.sound)
    if (request.type !== 'refused') return kept.phone.do(request)
    this.#refuse(kept, request)
  }

  #speak(kept: KeptPhone, sound: string): void {
    const isPossible = kept.gate.lets(soundMs(sound))
    const why = isPossible ? kept.phone.speak(Buffer.from(sound, 'base64')) : tooMuch
    if (why !== undefined) this.#refuse(kept, { why, isSound: true })
  }

  #refuse(kept: KeptPhone, { why, isSound = false }: Refusal): void {
    this.#refusals += 1
    if (!isSound) return kept.phone.complain(why)
    // Sound comes many times a second, and is answered in words once a second.
    const nowMs = this.#clock.monotonicMs()
    if (nowMs < this.#nextWordsOfSoundMs) return
    this.#nextWordsOfSoundMs = nowMs + 1000
    kept.phone.complain(why)
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

  #send(event: LineEvent | NumberedEvent | SoundEvent): void {
    const { readyState, OPEN, bufferedAmount } = this.#socket
    if (readyState !== OPEN) return
    // A phone that does not take its sound would hear it late.
    if (event.type === 'sound' && bufferedAmount > mostWaitingBytes) return
    this.#socket.send(JSON.stringify(event))
  }
}

export interface SoftphoneSocketParts {
  readonly phones: KeptPhones
  readonly log: (line: string) => void
  readonly clock: Pick<Clock, 'monotonicMs'>
}

type Refusal = Pick<RefusedRequest, 'why' | 'isSound'>

const tooMuch = 'That is more sound than anybody can have spoken by now.'

/** About two seconds of sound. */
const mostWaitingBytes = 32 * 1024

/** Closed on purpose by the phone itself, with a code or without. */
const hungUp: ReadonlySet<number> = new Set([1000, 1005])

const takenOver = 4000
