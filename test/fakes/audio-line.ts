import { createWordsListener } from '../../carrier/speech/audible-words.ts'
import type { AudioLine, AudioLineListener } from '../../src/calls/audio-line.ts'
import { soundMs, type Sound } from '../../src/calls/sound.ts'
import type { Clock, Timer } from '../../src/lib/clock.ts'

/** A line that plays what it is given in real time, by the test's clock, to a caller who understands words. */
export interface FakeAudioLine extends AudioLine {
  /** What the caller has heard until now, in words. */
  readonly heard: string
  /** What was done on the line, but for playing: `clear`, `end`, `leave`. */
  readonly deeds: readonly string[]
  readonly isOpen: boolean
  presses(key: string): void
  /** The line goes down; after `end` that is by the agent. */
  closes(by?: 'caller' | 'fault'): void
  /** From now on it tells nothing of what it has played. */
  losesMarks(): void
}

interface Mark {
  readonly throughMs: number
  readonly timer: Timer
}

export function createFakeAudioLine(
  clock: Clock,
  listener: () => AudioLineListener | undefined,
): FakeAudioLine {
  return new PlayedLine(clock, listener)
}

class PlayedLine implements FakeAudioLine {
  readonly deeds: string[] = []
  givenMs = 0
  isOpen = true
  readonly #clock: Clock
  readonly #listener: () => AudioLineListener | undefined
  #given = Buffer.alloc(0)
  /** When all that was given will have been played. */
  #silentAtMs = 0
  #marks: readonly Mark[] = []
  #isEnding = false
  #tellsMarks = true

  constructor(clock: Clock, listener: () => AudioLineListener | undefined) {
    this.#clock = clock
    this.#listener = listener
  }

  get playedMs(): number {
    return this.givenMs - Math.max(0, this.#silentAtMs - this.#clock.monotonicMs())
  }

  get heard(): string {
    return createWordsListener().hear(this.#given.subarray(0, Math.floor(this.playedMs * 8)))
  }

  play(sound: Sound): void {
    if (!this.isOpen || this.#isEnding) return
    const ms = soundMs(sound)
    this.#silentAtMs = Math.max(this.#silentAtMs, this.#clock.monotonicMs()) + ms
    this.givenMs += ms
    this.#given = Buffer.concat([this.#given, Buffer.from(sound.toString('latin1'), 'base64')])
  }

  tellWhenPlayed(): void {
    if (!this.isOpen || this.#isEnding || !this.#tellsMarks) return
    const throughMs = this.givenMs
    const leftMs = throughMs - this.playedMs
    if (leftMs <= 0) return this.#tell({ type: 'played', throughMs })
    const timer = this.#clock.after(leftMs, () => {
      this.#marks = this.#marks.filter((one) => one !== mark)
      this.#tell({ type: 'played', throughMs })
    })
    const mark: Mark = { throughMs, timer }
    this.#marks = [...this.#marks, mark]
  }

  clear(): number {
    if (!this.isOpen || this.#isEnding) return this.playedMs
    this.deeds.push('clear')
    this.#forget()
    return this.givenMs
  }

  end(): void {
    if (!this.isOpen || this.#isEnding) return
    this.deeds.push('end')
    this.#forget()
    this.#isEnding = true
  }

  leave(): void {
    if (!this.isOpen) return
    this.deeds.push('leave')
    this.#close('agent')
  }

  presses(key: string): void {
    this.#tell({ type: 'key-pressed', key })
  }

  closes(by: 'caller' | 'fault' = 'caller'): void {
    if (this.isOpen) this.#close(this.#isEnding ? 'agent' : by)
  }

  losesMarks(): void {
    this.#tellsMarks = false
    for (const { timer } of this.#marks) timer.cancel()
  }

  /** Everything that has not been played. */
  #forget(): void {
    const { playedMs } = this
    for (const { timer } of this.#marks) timer.cancel()
    this.#marks = []
    this.#given = this.#given.subarray(0, Math.floor(playedMs * 8))
    this.givenMs = playedMs
    this.#silentAtMs = this.#clock.monotonicMs()
  }

  #close(by: 'caller' | 'agent' | 'fault'): void {
    this.#forget()
    this.#tell({ type: 'line-closed', by })
    this.isOpen = false
  }

  #tell(event: Parameters<AudioLineListener['receive']>[0]): void {
    if (this.isOpen) this.#listener()?.receive(event)
  }
}
