import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../callers/random.ts'
import { FrameClock } from '../callers/speech/frame-clock.ts'
import { startSpeechCaller, type SpeechCaller } from '../callers/speech/speech-caller.ts'
import {
  createSpeechSchedule,
  usualSpeechManner,
  type SpeechManner,
} from '../callers/speech/speech-schedule.ts'
import { usualSpeechPace, type SpeechPace } from '../fakes/speech-load/paced-answer.ts'
import { createSpeechModel } from '../fakes/speech-load/speech-model.ts'
import { nowMs } from '../processes/now.ts'
import type { CarrierAccount } from '../servers/measured-server.ts'
import { LoadBooks, type BooksReport } from '../sound/load-books.ts'

export interface SpeechCrowd {
  readonly serverUrl: string
  readonly account: CarrierAccount
  readonly calls: number
}

export interface LoadReport extends BooksReport {
  /** Pieces of sound that reached a caller and were not one whole piece of what the model sent for this call. */
  readonly strangePieces: number
  /** What the model refused, by its code, as often as it did. */
  readonly refused: Readonly<Record<string, number>>
  /** Lines that the server let go, from the first call on. */
  readonly lostLines: readonly string[]
}

export interface SpeechHabits {
  readonly manner: SpeechManner
  readonly pace: SpeechPace
  /** What is later than this is lost. */
  readonly arrivesWithinMs: number
}

const usualHabits: SpeechHabits = {
  manner: usualSpeechManner,
  pace: usualSpeechPace,
  arrivesWithinMs: 5_000,
}
/** No carrier puts hundreds of calls through in the same moment. */
const betweenCallsMs = 10
const usuallyArrivesWithinMs = 1_000
const betweenLooksMs = 200

/** Callers who speak, and the model that they speak with, on one clock. */
export class SpeechLoad implements Disposable {
  readonly #habits: SpeechHabits
  readonly #books = new LoadBooks()
  readonly #clock = new FrameClock(nowMs)
  readonly #callers: SpeechCaller[] = []
  readonly #lostLines: string[] = []
  readonly #refused: Record<string, number> = {}
  #model: Server | undefined
  #strangePieces = 0

  constructor(habits: SpeechHabits = usualHabits) {
    this.#habits = habits
  }

  /** @returns the address that a server is to reach the model at. */
  async openModel({ opensAfterMs }: { readonly opensAfterMs: number }): Promise<string> {
    const model = createSpeechModel({
      books: this.#books,
      pace: this.#habits.pace,
      opensAfterMs,
      onRefused: (code) => (this.#refused[code] = (this.#refused[code] ?? 0) + 1),
    })
    this.#model = model.listen(0, '127.0.0.1')
    await once(model, 'listening')
    // What an open server on a port has.
    const { port } = model.address() as AddressInfo
    return `ws://127.0.0.1:${port}/v1/realtime`
  }

  /** @throws {Error} when a call is not answered as it should be. */
  async gather(crowd: SpeechCrowd): Promise<void> {
    const starting: Promise<void>[] = []
    for (let number = 1; number <= crowd.calls; number += 1) {
      const started = this.#join(crowd, number)
      // Looked at below; until then it may fail quietly.
      started.catch(() => undefined)
      starting.push(started)
      await pause(betweenCallsMs)
    }
    await Promise.all(starting)
  }

  /** That the model has begun since it counts. */
  get answers(): number {
    return this.#books.answers
  }

  /** From here on it counts. */
  begin(): void {
    this.#books.begin(nowMs())
  }

  /** What happens from here on counts for nothing. */
  end(): void {
    this.#books.end(nowMs())
  }

  /** Once everything has had its time to arrive. */
  async report(): Promise<LoadReport> {
    const untilMs = nowMs() + this.#habits.arrivesWithinMs
    await pause(usuallyArrivesWithinMs)
    while (nowMs() < untilMs && this.#books.isMissingSome) await pause(betweenLooksMs)
    return {
      ...this.#books.report(),
      strangePieces: this.#strangePieces,
      refused: this.#refused,
      lostLines: this.#lostLines,
    }
  }

  /** Everybody hangs up. */
  disperse(): void {
    for (const caller of this.#callers.splice(0)) {
      this.#clock.remove(caller)
      caller.hangUp()
    }
  }

  [Symbol.dispose](): void {
    this.disperse()
    this.#model?.close()
  }

  async #join(crowd: SpeechCrowd, number: number): Promise<void> {
    const caller = await startSpeechCaller({
      serverUrl: crowd.serverUrl,
      account: crowd.account,
      number,
      book: this.#books.bookOf(number),
      schedule: createSpeechSchedule(createRandom(number), this.#habits.manner),
      onFrameLeft: (atMs, lateMs) => this.#books.frameLeft(atMs, lateMs),
      onStrangeSound: () => (this.#strangePieces += 1),
      onLost: (why) => this.#lostLines.push(why),
    })
    this.#callers.push(caller)
    this.#clock.add(caller)
  }
}
