import { nowMs } from '../../processes/now.ts'
import type { CallBook } from '../../sound/call-book.ts'
import { modelFrame } from '../../sound/frame-tag.ts'
import { CallerEar } from './caller-ear.ts'
import {
  answerCancelled,
  answerEnd,
  answerStart,
  refusal,
  soundDelta,
  utteranceEnd,
  utteranceWords,
  wordsDelta,
  wordsOfAnswer,
  type ModelEvent,
  type ToldAnswer,
} from './model-events.ts'
import { PacedAnswer, type SpeechPace } from './paced-answer.ts'
import { changedSetting, usualSetting, type SessionUpdate } from './session-setting.ts'

/** The far end of a session: where to write to. */
export interface SessionWire {
  send(text: string): void
}

interface RunningAnswer extends ToldAnswer {
  readonly paced: PacedAnswer
}

/** What a server asks of the model. */
export interface ClientEvent {
  readonly type: string
  readonly session?: SessionUpdate
  readonly item_id?: string
  readonly audio_end_ms?: number
  readonly response?: { readonly metadata?: object | null }
}

/** One call as the speech model has it: it hears, answers, is stopped, and is told what of it was heard. */
export class ModelSession {
  readonly call: number
  readonly #wire: SessionWire
  readonly #pace: SpeechPace
  readonly #book: CallBook
  readonly #onRefused: (code: string) => void
  readonly #ear: CallerEar
  #setting = usualSetting
  #utterances = 0
  #answer: RunningAnswer | undefined

  constructor(parts: ModelSessionParts) {
    this.#wire = parts.wire
    this.#pace = parts.pace
    this.call = parts.call
    this.#book = parts.book
    this.#onRefused = parts.onRefused
    this.#ear = new CallerEar({
      onStarted: (audio_start_ms) => this.#callerStarts(audio_start_ms),
      onStopped: (audio_end_ms) => this.#callerStops(audio_end_ms),
    })
  }

  update(session: SessionUpdate): void {
    this.#setting = changedSetting(this.#setting, session)
  }

  hear(number: number, isSpeech: boolean): void {
    this.#book.frameHeard(number, nowMs())
    if (this.#setting.hearsSpeech) this.#ear.hear(isSpeech, this.#setting.silenceMs)
  }

  receive({ audio_end_ms = 0, item_id = '', response, type }: ClientEvent): void {
    if (type === 'response.create') this.#answerNow(response?.metadata ?? null)
    else if (type === 'response.cancel') this.#cancel()
    else if (type === 'conversation.item.truncate') this.#truncate(item_id, audio_end_ms)
    else this.#refuse('unknown_event', `Unknown event ${type}`)
  }

  close(): void {
    this.#answer?.paced.stop()
    this.#answer = undefined
  }

  #callerStarts(audio_start_ms: number): void {
    this.#utterances += 1
    this.#book.speechStarts(nowMs())
    this.#tell({ type: 'input_audio_buffer.speech_started', audio_start_ms, item_id: this.#said })
    if (this.#setting.stopsByItself) this.#stop('turn_detected')
  }

  #callerStops(audio_end_ms: number): void {
    const item_id = this.#said
    this.#tell({ type: 'input_audio_buffer.speech_stopped', audio_end_ms, item_id })
    for (const event of utteranceEnd(item_id)) this.#tell(event)
    const tag = `Q${this.call}-${this.#utterances}`
    setTimeout(() => this.#tell(utteranceWords(item_id, tag)), wordsTakeMs)
    if (this.#setting.answersByItself) this.#answerNow(null)
  }

  #answerNow(metadata: object | null): void {
    if (this.#answer) return this.#refuse('conversation_already_has_active_response', 'One at once')
    const number = this.#book.answerBegins(nowMs())
    const names = {
      response_id: `resp_${this.call}_${number}`,
      item_id: `item_${this.call}_${number}`,
    }
    const words = wordsOfAnswer(`Q${this.call}-${this.#utterances}`, this.#pace.pieces)
    const answer = { names, metadata }
    const say = (piece: number) => this.#say(answer, { number, piece, words })
    this.#answer = { ...answer, paced: new PacedAnswer(this.#pace, say) }
    for (const event of answerStart(answer)) this.#tell(event)
  }

  #say(answer: ToldAnswer, { number, piece, words }: Spoken): void {
    const { names } = answer
    const word = words[piece] ?? ''
    if (word !== '') this.#tell(wordsDelta(names, word))
    const frame = this.#book.soundSent(number, nowMs())
    this.#wire.send(
      soundDelta(names, modelFrame({ call: this.call, number: frame, isSpeech: true })),
    )
    if (piece + 1 < this.#pace.pieces) return
    this.#answer = undefined
    for (const event of answerEnd(answer, words.join(''))) this.#tell(event)
  }

  #cancel(): void {
    if (this.#answer) this.#stop('client_cancelled')
    else this.#refuse('response_cancel_not_active', 'Nothing is being answered')
  }

  #stop(reason: 'client_cancelled' | 'turn_detected'): void {
    if (this.#answer === undefined) return
    const answer = this.#answer
    answer.paced.stop()
    this.#answer = undefined
    for (const event of answerCancelled(answer, reason)) this.#tell(event)
  }

  #truncate(item_id: string, audio_end_ms: number): void {
    const [, call, number] = item_id.split('_')
    if (call !== String(this.call)) return this.#refuse('item_not_found', `No item ${item_id}`)
    this.#book.truncated(Number(number), audio_end_ms)
    const content_index = 0
    this.#tell({ type: 'conversation.item.truncated', item_id, content_index, audio_end_ms })
  }

  get #said(): string {
    return `said_${this.call}_${this.#utterances}`
  }

  #refuse(code: string, message: string): void {
    this.#onRefused(code)
    this.#tell(refusal(code, message))
  }

  #tell(event: ModelEvent): void {
    this.#wire.send(JSON.stringify({ ...event, event_id: 'event_any' }))
  }
}

export interface ModelSessionParts {
  readonly wire: SessionWire
  readonly pace: SpeechPace
  readonly call: number
  readonly book: CallBook
  readonly onRefused: (code: string) => void
}

interface Spoken {
  readonly number: number
  readonly piece: number
  readonly words: readonly string[]
}

/** Writing down what was said is a model of its own, and slower. */
const wordsTakeMs = 400
