import { soundMs, type Sound } from '../../calls/sound.ts'
import type { EventOf } from './server-events.ts'
import type { SpeechNews } from './speech-news.ts'
import { transcriptUsageOf } from './usage.ts'

export interface CallerHearingParts {
  readonly news: SpeechNews
  /** Who writes down what is said, for the record of what it costs. */
  readonly transcriptionModel: string
  /** How long before speech the server puts its beginning, and how long after it its end. */
  readonly leadMs: number
  readonly trailMs: number
}

const mostWhole = 16

/** What the server hears of the caller: where speech begins and ends in the sound it was given, and its words. */
export class CallerHearing {
  readonly #parts: CallerHearingParts
  #givenMs = 0
  /** Where the last utterance ends: what the next one begins with cannot reach further back. */
  #earliestMs = 0
  /** The newest that are whole: what comes of one once more is no other. */
  #whole: readonly string[] = []
  /** Who speaks: an utterance that has begun and not ended. */
  #speaking: string | undefined

  constructor(parts: CallerHearingParts) {
    this.#parts = parts
  }

  /** This sound was given to the server. */
  gave(sound: Sound): void {
    this.#givenMs += soundMs(sound)
  }

  started({ audio_start_ms: atMs, item_id: utterance }: Started): void {
    if (this.#speaking === utterance || this.#whole.includes(utterance)) return
    this.#speaking = utterance
    const agoMs = this.#agoMs(atMs, (atMs ?? 0) > this.#earliestMs ? this.#parts.leadMs : 0)
    this.#parts.news.tell({ type: 'caller-started', utterance, agoMs })
  }

  stopped({ audio_end_ms: atMs, item_id: utterance }: Stopped): void {
    if (this.#speaking !== utterance) return
    this.#speaking = undefined
    this.#earliestMs = atMs ?? this.#givenMs
    const agoMs = this.#agoMs(atMs, -this.#parts.trailMs)
    this.#parts.news.tell({ type: 'caller-stopped', utterance, agoMs })
  }

  committed({ item_id: utterance }: EventOf<'input_audio_buffer.committed'>): void {
    if (this.#whole.includes(utterance)) return
    this.#whole = [...this.#whole, utterance].slice(-mostWhole)
    this.#parts.news.tell({ type: 'caller-finished', utterance })
  }

  transcribed(event: EventOf<'conversation.item.input_audio_transcription.completed'>): void {
    const { item_id: utterance, languages, transcript, usage } = event
    const { news, transcriptionModel } = this.#parts
    const language = languages?.[0]?.code ?? undefined
    news.tell({ type: 'caller-words', utterance, text: transcript.trim(), language })
    if (usage) news.tell({ type: 'used', usage: transcriptUsageOf(transcriptionModel, usage) })
  }

  notTranscribed(event: EventOf<'conversation.item.input_audio_transcription.failed'>): void {
    const { item_id: utterance } = event
    this.#parts.news.tell({ type: 'caller-words', utterance, text: undefined, language: undefined })
  }

  /** How long ago something was, in sound: since then, so much was given. */
  #agoMs(atMs: number | null | undefined, laterMs: number): number {
    if (atMs === null || atMs === undefined) return 0
    return Math.max(0, this.#givenMs - (atMs + laterMs))
  }
}

type Started = EventOf<'input_audio_buffer.speech_started'>
type Stopped = EventOf<'input_audio_buffer.speech_stopped'>
