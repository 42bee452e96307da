import { exactWordsIn } from './exact-words.ts'
import type { SpeakingPace } from './fake-options.ts'
import type { FakeResponse } from './fake-session.ts'
import { wireItem, type Item } from './items.ts'
import type { Mind, MindAnswer, MindRequest } from './mind.ts'
import type { ModelTimer } from './model-clock.ts'
import type { ResponseStatus, StatusDetails, WireResponse } from './server-events.ts'
import type { SessionCore } from './session-core.ts'
import { speechPieces, type SpeechPiece } from './speech-pieces.ts'
import { beginSpokenItem, type SpokenItem } from './spoken-item.ts'
import { sendToolCall } from './tool-call-item.ts'
import { spokenTokens, textTokens, usageOf, type Tokens } from './usage.ts'

/** One response in the making, from `response.created` to `response.done`. */
export interface ResponseRun {
  readonly id: string
  readonly isOutOfBand: boolean
  readonly soundMs: number
  readonly record: FakeResponse
  begin(): void
  cancel(reason: 'turn_detected' | 'client_cancelled'): void
  /** The session is over: nothing more is sent. */
  stop(): void
}

export interface ResponseRunParts {
  readonly core: SessionCore
  readonly mind: Mind
  readonly pace: SpeakingPace
  readonly id: string
  readonly request: Omit<MindRequest, 'signal'>
  readonly modalities: readonly ('audio' | 'text')[]
  readonly maxOutputTokens: number | 'inf'
  /** What it reads, and what the one before it read. */
  readonly input: Tokens
  readonly before: Tokens | undefined
  /** Just before `response.done`. */
  readonly ended: () => void
}

export function createResponseRun(parts: ResponseRunParts): ResponseRun {
  return new Run(parts)
}

class Run implements ResponseRun {
  readonly #parts: ResponseRunParts
  readonly #abort = new AbortController()
  readonly #output: Item[] = []
  #status: ResponseStatus = 'in_progress'
  #details: StatusDetails | null = null
  #spoken: SpokenItem | undefined
  #pieces: SpeechPiece[] = []
  #toolTokens = 0
  #timer: ModelTimer | undefined

  constructor(parts: ResponseRunParts) {
    this.#parts = parts
  }

  get id(): string {
    return this.#parts.id
  }

  get isOutOfBand(): boolean {
    return this.#parts.request.isOutOfBand
  }

  get soundMs(): number {
    return this.#spoken?.soundMs ?? 0
  }

  get record(): FakeResponse {
    const { request } = this.#parts
    const { id, isOutOfBand } = this
    return {
      id,
      isOutOfBand,
      metadata: request.metadata,
      instructions: request.ownInstructions,
      status: this.#status,
      reason: this.#details?.reason ?? this.#details?.error?.code,
      ...spokenFacts(this.#spoken),
    }
  }

  begin(): void {
    const { core, request } = this.#parts
    core.send({ type: 'response.created', response: this.#wire() })
    const left = { limit: 1000, remaining: 999 - request.response, reset_seconds: 0.06 }
    const tokens = { limit: 200_000, remaining: 195_000, reset_seconds: 1.5 }
    const rate_limits = [
      { name: 'requests', ...left } as const,
      { name: 'tokens', ...tokens } as const,
    ]
    core.send({ type: 'rate_limits.updated', rate_limits })
    this.#think()
  }

  cancel(reason: 'turn_detected' | 'client_cancelled'): void {
    const { latePieces, areLateAfterDone } = this.#parts.pace
    const late = reason === 'client_cancelled' ? this.#pieces.splice(0, latePieces) : []
    this.#halt()
    if (!areLateAfterDone) this.#sendLate(late)
    this.#endSpoken('incomplete')
    this.#finish('cancelled', { reason })
    if (areLateAfterDone) this.#sendLate(late)
  }

  stop(): void {
    this.#halt()
    this.#status = 'cancelled'
  }

  #sendLate(pieces: readonly SpeechPiece[]): void {
    for (const piece of pieces) this.#spoken?.send(piece)
  }

  #halt(): void {
    this.#abort.abort()
    this.#timer?.cancel()
    this.#pieces = []
  }

  #think(): void {
    const { mind, request } = this.#parts
    const says = request.isOutOfBand ? exactWordsIn(request.ownInstructions) : undefined
    if (says !== undefined) return this.#consider({ says })
    const fail = (error: unknown) => {
      const message = error instanceof Error ? error.message : 'The mind failed'
      this.#consider({ fails: { code: 'server_error', message } })
    }
    try {
      const answer = mind({ ...request, signal: this.#abort.signal })
      if (answer instanceof Promise) answer.then((found) => this.#consider(found)).catch(fail)
      else this.#consider(answer)
    } catch (error) {
      fail(error)
    }
  }

  #consider(answer: MindAnswer): void {
    if (this.#isOver()) return
    const { core, pace } = this.#parts
    this.#after(answer.thinksMs ?? pace.thinksMs, () => {
      const says = answer.says ?? ''
      if (says !== '') {
        const isAudio = this.#parts.modalities.includes('audio')
        this.#spoken = beginSpokenItem(core, { isAudio, place: this.#nextPlace() })
        this.#output.push(this.#spoken.item)
        this.#pieces = speechPieces(says, pace.pieceMs)
      }
      this.#speak(answer)
    })
  }

  #speak(answer: MindAnswer): void {
    const [piece] = this.#pieces
    if (piece === undefined) return this.#conclude(answer)
    if (this.#isPastLimit(piece)) return this.#conclude({ ...answer, isTooLong: true })
    this.#pieces.shift()
    this.#spoken?.send(piece)
    // A piece may be the one at which the session breaks.
    if (this.#isOver()) return
    if (this.#pieces.length === 0) return this.#conclude(answer)
    const { pieceMs, speed } = this.#parts.pace
    this.#after(pieceMs / speed, () => this.#speak(answer))
  }

  #isPastLimit({ sound }: SpeechPiece): boolean {
    const { maxOutputTokens: most } = this.#parts
    const { audio, text } = this.#written()
    return most !== 'inf' && audio + text + spokenTokens(sound.length / 8) > most
  }

  #conclude(answer: MindAnswer): void {
    const shortfall = shortfallOf(answer)
    this.#endSpoken(shortfall === undefined ? 'completed' : 'incomplete')
    if (shortfall !== undefined) return this.#finish(shortfall.type, shortfall)
    for (const asked of answer.tools ?? []) {
      const item = sendToolCall(this.#parts.core, { asked, place: this.#nextPlace() })
      this.#toolTokens += textTokens(item.name + item.arguments)
      this.#output.push(item)
    }
    this.#finish('completed')
  }

  #finish(
    status: Exclude<ResponseStatus, 'in_progress'>,
    details: Omit<StatusDetails, 'type'> = {},
  ): void {
    this.#status = status
    this.#details = { ...details, type: status }
    this.#parts.ended()
    this.#parts.core.send({ type: 'response.done', response: this.#wire() })
  }

  #endSpoken(status: 'completed' | 'incomplete'): void {
    if (this.#spoken?.item.status === 'in_progress') this.#spoken.end(status)
  }

  #wire(): WireResponse {
    const { before, core, id, input, maxOutputTokens, modalities, request } = this.#parts
    const { format, voice } = core.settings().audio.output
    const isOver = this.#isOver()
    return {
      object: 'realtime.response',
      id,
      status: this.#status,
      status_details: this.#details,
      output: isOver ? this.#output.map(wireItem) : [],
      conversation_id: this.isOutOfBand ? null : `conv_${core.index}`,
      output_modalities: modalities,
      max_output_tokens: maxOutputTokens,
      audio: { output: { format, voice: typeof voice === 'string' ? voice : voice.id } },
      usage: isOver ? usageOf({ input, output: this.#written(), before }) : null,
      metadata: request.metadata ?? null,
    }
  }

  #written(): Tokens {
    const text = textTokens(this.#spoken?.text ?? '') + this.#toolTokens
    return { text, audio: spokenTokens(this.soundMs) }
  }

  #nextPlace() {
    const { id, isOutOfBand } = this
    return { responseId: id, outputIndex: this.#output.length, isOutOfBand }
  }

  #isOver(): boolean {
    return this.#status !== 'in_progress'
  }

  #after(delayMs: number, callback: () => void): void {
    // What happens at once may set a timer of its own.
    if (delayMs === 0) callback()
    else this.#timer = this.#parts.core.clock.after(delayMs, callback)
  }
}

/** Why an answer is not what it should be. */
function shortfallOf({ fails, isTooLong, refuses }: MindAnswer): StatusDetails | undefined {
  if (fails !== undefined) {
    const message = fails.message ?? 'The server had an error while processing your request.'
    return { type: 'failed', error: { type: 'server_error', code: fails.code, message } }
  }
  if (isTooLong === true) return { type: 'incomplete', reason: 'max_output_tokens' }
  return refuses === true ? { type: 'incomplete', reason: 'content_filter' } : undefined
}

function spokenFacts(spoken: SpokenItem | undefined) {
  if (spoken === undefined) {
    return { itemId: undefined, text: '', soundMs: 0, truncatedAtMs: undefined }
  }
  const { item, soundMs, text } = spoken
  return { itemId: item.id, text, soundMs, truncatedAtMs: item.heardMs }
}
