import type { FakeRealtimeOptions, TranscriptPlan } from './fake-options.ts'
import { atOnceOrAfter, type ModelTimer } from './model-clock.ts'
import type { TranscriptUsage } from './server-events.ts'
import type { SessionCore } from './session-core.ts'
import type { Transcription } from './session-settings.ts'

/** Writes down what the caller said, beside the model and later, as far as it is asked to. */
export interface Transcriber {
  /** `delivered` is told the words just before they go out. */
  write(utterance: WrittenUtterance): void
  stop(): void
}

export interface WrittenUtterance {
  readonly id: string
  readonly text: string
  readonly soundMs: number
  readonly delivered: (text: string) => void
}

interface Writing {
  readonly utterance: WrittenUtterance
  readonly plan: TranscriptPlan
  readonly by: Transcription
  readonly index: number
}

const usualDelayMs = 60

export function createTranscriber(
  core: SessionCore,
  plans: FakeRealtimeOptions['transcripts'],
): Transcriber {
  return new LateTranscriber(core, plans)
}

class LateTranscriber implements Transcriber {
  readonly #core: SessionCore
  readonly #plans: FakeRealtimeOptions['transcripts']
  readonly #timers = new Set<ModelTimer>()
  readonly #finished = new Set<number>()
  #waiting: Writing[] = []
  #count = 0

  constructor(core: SessionCore, plans: FakeRealtimeOptions['transcripts']) {
    this.#core = core
    this.#plans = plans
  }

  write(utterance: WrittenUtterance): void {
    const { clock, index: session, settings } = this.#core
    const by = settings().audio.input.transcription
    const index = this.#count
    this.#count += 1
    if (by === null) return
    const heard = { session, utterance: index, text: utterance.text }
    const plan = typeof this.#plans === 'function' ? this.#plans(heard) : (this.#plans ?? {})
    const { delayMs = usualDelayMs } = plan
    const callback = () => this.#due({ utterance, plan, by, index })
    this.#timers.add(atOnceOrAfter(clock, { delayMs, callback }))
  }

  stop(): void {
    for (const timer of this.#timers) timer.cancel()
    this.#timers.clear()
    this.#waiting = []
  }

  #due(writing: Writing): void {
    const { index, plan } = writing
    if (plan.notBefore !== undefined && !this.#finished.has(plan.notBefore)) {
      this.#waiting.push(writing)
      return
    }
    deliver(this.#core, writing)
    this.#finished.add(index)
    const released = this.#waiting.filter(({ plan: { notBefore } }) => notBefore === index)
    this.#waiting = this.#waiting.filter((one) => !released.includes(one))
    for (const one of released) this.#due(one)
  }
}

function deliver({ send }: SessionCore, { by, plan, utterance }: Writing): void {
  const at = { item_id: utterance.id, content_index: 0 }
  if (plan.outcome === 'missing') return
  if (plan.outcome === 'failed') {
    const error = { type: 'transcription_error', code: 'audio_unintelligible', message: unclear }
    return send({ type: 'conversation.item.input_audio_transcription.failed', ...at, error })
  }
  const text = plan.text ?? utterance.text
  for (const delta of text.match(/\s*\S+\s*/g) ?? []) {
    send({ type: 'conversation.item.input_audio_transcription.delta', ...at, delta })
  }
  utterance.delivered(text)
  send({
    type: 'conversation.item.input_audio_transcription.completed',
    ...at,
    transcript: text,
    ...(plan.language !== undefined && { languages: [{ code: plan.language }] }),
    usage: usageOf(text, { by, soundMs: utterance.soundMs }),
  })
}

const unclear = 'The audio could not be transcribed.'

/** The newer writers are paid by time, the older ones by tokens. */
function usageOf(
  text: string,
  { by, soundMs }: { by: Transcription; soundMs: number },
): TranscriptUsage {
  if (!by.model.startsWith('gpt-4o')) return { type: 'duration', seconds: soundMs / 1000 }
  const input = Math.ceil(soundMs / 100)
  const output = Math.ceil(text.length / 4)
  return {
    type: 'tokens',
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    input_token_details: { text_tokens: 0, audio_tokens: input },
  }
}
