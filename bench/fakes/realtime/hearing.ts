import { createEar, type Ear, type Utterance } from './ear.ts'
import type { FakeRealtimeOptions, HearingHabits } from './fake-options.ts'
import type { FakeResponse } from './fake-session.ts'
import { wireItem, type CallerItem, type Item } from './items.ts'
import type { ModelTimer } from './model-clock.ts'
import { RefusedEvent } from './refused-event.ts'
import type { Responses } from './responses.ts'
import type { SessionCore } from './session-core.ts'
import type { TurnDetection } from './session-settings.ts'
import { createTranscriber, type Transcriber } from './transcriber.ts'

/** What becomes of the caller's sound: events of speech, utterances, transcripts, and answers if they are wanted. */
export interface Hearing extends Pick<Ear, 'hear' | 'heard' | 'heardMs'> {
  /** @throws {RefusedEvent} */
  commit(): void
  clear(): void
  /** Puts it into the conversation, and tells so. @throws {RefusedEvent} */
  enter(item: Item, after?: string | null): void
  /** The agent has answered: from now on the caller may be silent for too long. */
  answered(response: FakeResponse): void
  stop(): void
}

export interface HearingParts {
  readonly core: SessionCore
  readonly responses: Responses
  readonly habits: HearingHabits
  readonly transcripts: FakeRealtimeOptions['transcripts']
  /** An answer that was wanted and could not be. */
  readonly refused: (refusal: RefusedEvent) => void
}

export function createHearing(parts: HearingParts): Hearing {
  return new CallerHearing(parts)
}

class CallerHearing implements Hearing {
  readonly #parts: HearingParts
  readonly #transcriber: Transcriber
  readonly #ear: Ear
  #silence: ModelTimer | undefined

  constructor(parts: HearingParts) {
    const { core, habits, transcripts } = parts
    this.#parts = parts
    this.#transcriber = createTranscriber(core, transcripts)
    this.#ear = createEar({
      habits,
      detection: () => this.#detection(),
      newName: () => core.newName('item'),
      began: (at) => this.#began(at),
      ended: (at) => this.#ended(at),
    })
  }

  get heard(): string {
    return this.#ear.heard
  }

  get heardMs(): number {
    return this.#ear.heardMs
  }

  hear(sound: Buffer): void {
    this.#ear.hear(sound)
  }

  commit(): void {
    this.#take(this.#ear.commit())
  }

  clear(): void {
    this.#ear.clear()
    this.#parts.core.send({ type: 'input_audio_buffer.cleared' })
  }

  enter(item: Item, after?: string | null): void {
    const { conversation, send } = this.#parts.core
    conversation.insert(item, after)
    const told = { item: wireItem(item), previous_item_id: conversation.before(item.id) }
    send({ type: 'conversation.item.added', ...told })
    send({ type: 'conversation.item.done', ...told })
  }

  answered({ soundMs }: FakeResponse): void {
    this.#silence?.cancel()
    const detection = this.#detection()
    const silenceMs = detection?.type === 'server_vad' ? detection.idle_timeout_ms : null
    if (silenceMs === null) return
    // It counts from the end of what is played, which is made faster than it is played.
    const dueMs = soundMs + silenceMs
    this.#silence = this.#parts.core.clock.after(dueMs, () => this.#wasSilentFor(silenceMs))
  }

  stop(): void {
    this.#silence?.cancel()
    this.#transcriber.stop()
  }

  #detection(): TurnDetection | null {
    return this.#parts.core.settings().audio.input.turn_detection
  }

  #began({ id, startMs }: { id: string; startMs: number }): void {
    const { core, responses } = this.#parts
    this.#silence?.cancel()
    core.send({ type: 'input_audio_buffer.speech_started', audio_start_ms: startMs, item_id: id })
    if (this.#detection()?.interrupt_response === true) responses.interrupt()
  }

  #ended({ endMs, utterance }: { endMs: number; utterance: Utterance }): void {
    const at = { audio_end_ms: endMs, item_id: utterance.id }
    this.#parts.core.send({ type: 'input_audio_buffer.speech_stopped', ...at })
    this.#take(utterance)
    if (this.#detection()?.create_response === true) this.#answer()
  }

  #take({ id, soundMs, text }: Utterance): void {
    const { conversation, send } = this.#parts.core
    const item: Item & CallerItem = { by: 'caller', id, text, soundMs, transcript: null }
    const previous_item_id = conversation.items.at(-1)?.id ?? null
    send({ type: 'input_audio_buffer.committed', item_id: id, previous_item_id })
    this.enter(item)
    const delivered = (words: string) => (item.transcript = words)
    this.#transcriber.write({ id, text, soundMs, delivered })
  }

  #wasSilentFor(silenceMs: number): void {
    const { core } = this.#parts
    const id = core.newName('item')
    const [audio_start_ms, audio_end_ms] = [Math.max(0, this.heardMs - silenceMs), this.heardMs]
    const between = { audio_start_ms, audio_end_ms, item_id: id }
    core.send({ type: 'input_audio_buffer.timeout_triggered', ...between })
    this.#take({ id, text: '', soundMs: 0 })
    this.#answer()
  }

  #answer(): void {
    try {
      this.#parts.responses.create()
    } catch (refusal) {
      if (!(refusal instanceof RefusedEvent)) throw refusal
      this.#parts.refused(refusal)
    }
  }
}
