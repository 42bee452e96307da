import { createWordsListener } from '../../../carrier/speech/audible-words.ts'
import type { HearingHabits } from './fake-options.ts'
import { RefusedEvent } from './refused-event.ts'
import type { TurnDetection } from './session-settings.ts'
import { createVoiceDetector, windowMs, type VoiceDetector } from './voice-detector.ts'

/** Hears the caller: understands the words, and finds where they begin and end. */
export interface Ear {
  /** The next sound, of any length. */
  hear(sound: Buffer): void
  /** Makes what was heard since the last time an utterance. @throws {RefusedEvent} when that is nothing. */
  commit(): Utterance
  /** Forgets what was heard since the last time. */
  clear(): void
  readonly heardMs: number
  /** All words since the beginning. */
  readonly heard: string
}

export interface Utterance {
  readonly id: string
  readonly text: string
  readonly soundMs: number
}

export interface EarParts {
  readonly habits: HearingHabits
  /** As the session is configured now; `null`: it is not told where speech begins and ends. */
  readonly detection: () => TurnDetection | null
  readonly newName: () => string
  readonly began: (at: { readonly id: string; readonly startMs: number }) => void
  /** The utterance is whole, and no part of what is heard next. */
  readonly ended: (at: { readonly utterance: Utterance; readonly endMs: number }) => void
}

const windowBytes = windowMs * 8
const leastCommitMs = 100

export function createEar(parts: EarParts): Ear {
  return new WordsEar(parts)
}

class WordsEar implements Ear {
  heardMs = 0
  heard = ''
  readonly #parts: EarParts
  readonly #listener = createWordsListener()
  readonly #detector: VoiceDetector
  #waiting = Buffer.alloc(0)
  #words = ''
  /** Where in the sound begins, and ends, what is no utterance yet. */
  #fromMs = 0
  #toMs = 0
  #id: string | undefined

  constructor(parts: EarParts) {
    this.#parts = parts
    this.#detector = createVoiceDetector({
      beginsAfterMs: () => parts.habits.beginsAfterMs,
      endsAfterMs: () => silenceOf(parts.detection(), parts.habits),
      began: (atMs) => this.#begin(atMs),
      ended: (endMs) => parts.ended({ utterance: this.#take(), endMs }),
    })
  }

  hear(sound: Buffer): void {
    this.heardMs += sound.length / 8
    const all = this.#waiting.length === 0 ? sound : Buffer.concat([this.#waiting, sound])
    let at = 0
    for (; at + windowBytes <= all.length; at += windowBytes) {
      this.#understand(all.subarray(at, at + windowBytes))
    }
    this.#waiting = Buffer.from(all.subarray(at))
  }

  commit(): Utterance {
    const soundMs = this.#toMs - this.#fromMs
    if (soundMs >= leastCommitMs) return this.#take()
    throw new RefusedEvent(
      'input_audio_buffer_commit_empty',
      `Error committing input audio buffer: buffer too small. Expected at least ${leastCommitMs}ms of audio, but buffer only has ${soundMs.toFixed(2)}ms of audio.`,
    )
  }

  clear(): void {
    this.#words = ''
    this.#fromMs = this.#toMs
  }

  #understand(window: Buffer): void {
    const understood = this.#listener.hear(window)
    this.#words += understood
    this.heard += understood
    this.#toMs += windowMs
    if (this.#parts.detection() !== null) this.#detector.judge(window)
  }

  #begin(atMs: number): void {
    const paddingMs = paddingOf(this.#parts.detection())
    const startMs = Math.max(this.#fromMs, atMs - paddingMs)
    const id = this.#parts.newName()
    this.#fromMs = startMs
    this.#id = id
    this.#parts.began({ id, startMs })
  }

  #take(): Utterance {
    const id = this.#id ?? this.#parts.newName()
    const utterance = { id, text: this.#words, soundMs: this.#toMs - this.#fromMs }
    this.#id = undefined
    this.clear()
    return utterance
  }
}

function silenceOf(detection: TurnDetection | null, habits: HearingHabits): number {
  return detection?.type === 'server_vad'
    ? detection.silence_duration_ms
    : habits.meaningEndsAfterMs
}

function paddingOf(detection: TurnDetection | null): number {
  return detection?.type === 'server_vad' ? detection.prefix_padding_ms : 300
}
