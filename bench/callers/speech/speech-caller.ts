import { nowMs } from '../../processes/now.ts'
import type { CarrierAccount } from '../../servers/measured-server.ts'
import type { CallBook } from '../../sound/call-book.ts'
import {
  callAt,
  callerFrame,
  callerFrameMs,
  isWholeModelFrame,
  numberAt,
} from '../../sound/frame-tag.ts'
import type { Ticking } from './frame-clock.ts'
import { openMediaSocket, type MediaSocket } from './media-socket.ts'
import { placeMediaCall } from './place-media-call.ts'
import type { SpeechSchedule } from './speech-schedule.ts'

export interface SpeechCallerParts {
  readonly serverUrl: string
  readonly account: CarrierAccount
  /** From 1 on. */
  readonly number: number
  readonly book: CallBook
  readonly schedule: SpeechSchedule
  readonly onFrameLeft: (atMs: number, lateMs: number) => void
  /** Sound that is not one whole piece of what the model sent for this call. */
  readonly onStrangeSound: () => void
  readonly onLost: (why: string) => void
}

/** Calls, and has the server's ear from then on. */
export async function startSpeechCaller(parts: SpeechCallerParts): Promise<SpeechCaller> {
  const { account, number, onLost, serverUrl } = parts
  const call = await placeMediaCall(serverUrl, { account, number })
  let caller: SpeechCaller | undefined
  const socket = await openMediaSocket(call, {
    account,
    events: {
      onSound: (message, at) => caller?.hears(message, at),
      onMark: (name) => caller?.marked(name),
      onClear: () => caller?.cleared(),
      onLost: (code) => onLost(`A stream was closed with ${code}`),
    },
  })
  caller = new SpeechCaller(parts, socket)
  return caller
}

export class SpeechCaller implements Ticking {
  readonly #parts: SpeechCallerParts
  readonly #socket: MediaSocket
  #frames = 0
  #markTimer: NodeJS.Timeout | undefined

  constructor(parts: SpeechCallerParts, socket: MediaSocket) {
    this.#parts = parts
    this.#socket = socket
  }

  tick(atMs: number, lateMs: number): void {
    const { book, number: call, onFrameLeft, schedule } = this.#parts
    onFrameLeft(atMs, lateMs)
    const isSpeech = schedule.speaksNext()
    const payload = callerFrame({ call, isSpeech, number: book.toModel.send(nowMs()) })
    this.#socket.sendFrame(payload, this.#frames * callerFrameMs)
    this.#frames += 1
    this.#sendMarks(atMs)
  }

  hears(message: Buffer, at: number): void {
    const { book, number: call, onStrangeSound } = this.#parts
    const isOurs = at !== -1 && callAt(message, at) === call && isWholeModelFrame(message, at)
    if (isOurs) book.soundCame(numberAt(message, at), nowMs())
    else onStrangeSound()
  }

  marked(name: string): void {
    const { playback } = this.#parts.book
    const atMs = nowMs()
    const dueMs = playback.mark(name, atMs)
    if (dueMs <= atMs) this.#sendMarks(atMs)
    else this.#timeMarks()
  }

  cleared(): void {
    for (const name of this.#parts.book.cleared(nowMs())) this.#socket.sendMark(name)
  }

  hangUp(): void {
    clearTimeout(this.#markTimer)
    this.#socket.stop()
  }

  #sendMarks(atMs: number): void {
    for (const name of this.#parts.book.playback.takeMarks(atMs)) this.#socket.sendMark(name)
  }

  /** One timer a call, for the mark that is due next. */
  #timeMarks(): void {
    const dueMs = this.#parts.book.playback.nextMarkMs
    if (dueMs === undefined) return
    clearTimeout(this.#markTimer)
    this.#markTimer = setTimeout(
      () => {
        this.#sendMarks(nowMs())
        this.#timeMarks()
      },
      Math.max(0, dueMs - nowMs()),
    )
  }
}
