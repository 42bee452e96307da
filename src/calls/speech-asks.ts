import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { createMovableTimer, type MovableTimer } from '../lib/movable-timer.ts'
import type { Sound } from './sound.ts'
import type { SpeechEvent, SpeechSession, SpokenAnswerEnd } from './speech-brain.ts'
import { createPiece, type SpokenPiece } from './speech-piece.ts'
import type { SpeechVoice } from './speech-voice.ts'

/**
 * What was asked of the session with the model, and what comes of it. The session gives its answers in the order
 * in which they were asked for; here each of them finds whoever asked.
 */
export interface SpeechAsks {
  /** The agent's answer. Kept until the session is ready. */
  answer(asked: ToAnswer): SpeechAsk
  /** Exactly these words. */
  say(asked: ToSay): SpeechAsk
  /** The caller's words that did not come as sound, before what is asked next. */
  read(words: string): void
  /** Says the rest of words of the house that were cut; nothing where the piece is not of the house. */
  sayRest(piece: SpokenPiece, unsaid: string): void
  /** Nobody wants anything that was asked for. */
  giveUpAll(): void
  /** Nobody wants it any more; what has begun to be heard of it is for the voice to cut. */
  giveUp(ask: SpeechAsk): void
  receive(event: AnswerEvent): void
  spoke(answer: string, sound: Sound): void
  /** The session hears the caller: what was asked before is asked now. */
  sessionReady(): void
  /** Whoever waits for something is told that it is lost, and may ask again. */
  sessionLost(): void
  /** Something that was asked for has not come to its end. */
  readonly isWaiting: boolean
  stop(): void
  /** Settles when what was being made at the stop has ended, or does not within a moment: what it cost is known. */
  settled(): Promise<void>
}

export type AnswerEvent = Extract<SpeechEvent, { readonly answer: string }>
export type SpokenToolCall = Extract<SpeechEvent, { type: 'tool-call' }>
export type AskEnd = SpokenAnswerEnd | 'lost'

/** The model could not. */
export const failedEnds: ReadonlySet<AskEnd> = new Set(['failed', 'refused', 'cut-off'])

export interface ToAnswer {
  readonly turn: number
  readonly instruction?: string | undefined
  readonly onToolCall: (call: SpokenToolCall) => void
  /** `piece`: what it has said; `undefined`: it did not begin. */
  readonly onEnded: (reason: AskEnd, piece: SpokenPiece | undefined) => void
}

export interface ToSay extends Pick<ToAnswer, 'turn' | 'onEnded'> {
  readonly words: string
  readonly isFiller?: boolean
}

/** Something that was asked for. */
export interface SpeechAsk {
  readonly asked: ToAnswer | ToSay
}

export interface SpeechAsksParts {
  readonly clock: Clock
  readonly session: () => SpeechSession
  readonly voice: SpeechVoice
  /** Something was asked of a session that is ready, and it does not answer. */
  readonly onStalled: () => void
}

export function createSpeechAsks(parts: SpeechAsksParts): SpeechAsks {
  return new AskedOfSession(parts)
}

/** Whether the model could not, and the caller has heard nothing of it. */
export function isMute(reason: AskEnd, piece: SpokenPiece | undefined): boolean {
  return failedEnds.has(reason) && (piece?.soundMs ?? 0) === 0
}

/** The longest silence of a model within an answer, or before one, until it counts as lost. */
const stalledAfterMs = 6_000
/** A model that is told to stop tells within this long what it has cost. */
const endsWithinMs = 1_000
/** More than anybody listens to; a model that speaks for longer has lost itself. */
const longestAnswerMs = 120_000

const saysAll: ReadonlySet<SpokenAnswerEnd> = new Set(['finished', 'tools', 'too-long'])

interface OpenAsk extends SpeechAsk {
  /** For words of the house: their name. */
  readonly saying: string | undefined
  isSent: boolean
  isGivenUp: boolean
  answer: string | undefined
  piece: SpokenPiece | undefined
}

class AskedOfSession implements SpeechAsks {
  readonly #parts: SpeechAsksParts
  readonly #stalled: MovableTimer
  #open: readonly OpenAsk[] = []
  #isReady = false
  /** How many of what was asked had not ended at the stop. */
  #unended = 0
  readonly #allEnded = Promise.withResolvers<void>()
  #sayings = 0
  #toRead: readonly string[] = []
  /** Words of the house that were cut, and may be said all the same. */
  #cut: readonly OpenAsk[] = []

  constructor(parts: SpeechAsksParts) {
    this.#parts = parts
    this.#stalled = createMovableTimer(parts.clock, () => this.#stallUnlessDone())
  }

  get isWaiting(): boolean {
    return this.#open.some(({ isGivenUp }) => !isGivenUp)
  }

  answer(asked: ToAnswer): SpeechAsk {
    return this.#add(asked, undefined)
  }

  say(asked: ToSay): SpeechAsk {
    this.#sayings += 1
    return this.#add(asked, `words-${this.#sayings}`)
  }

  read(words: string): void {
    if (this.#isReady) this.#parts.session().read(words)
    else this.#toRead = [...this.#toRead, words]
  }

  sayRest(piece: SpokenPiece, unsaid: string): void {
    const ask = [...this.#cut, ...this.#open].find((one) => one.piece === piece)
    this.#cut = []
    if (ask && 'words' in ask.asked) this.say({ ...ask.asked, words: unsaid })
  }

  giveUpAll(): void {
    this.#cut = []
    for (const ask of this.#open) this.giveUp(ask)
  }

  giveUp(ask: SpeechAsk): void {
    const open = this.#open.find((one) => one === ask)
    if (!open) return
    open.isGivenUp = true
    if (!open.isSent) this.#close(open)
  }

  receive(event: AnswerEvent): void {
    // Words that nobody hears are no answer.
    if (event.type !== 'answer-words') this.#heardFrom()
    if (event.type === 'answer-started') return this.#started(event)
    const ask = this.#open.find(({ answer }) => answer === event.answer)
    if (!ask) return event.type === 'answer-ended' ? this.#endedAfterStop() : undefined
    if (event.type === 'answer-ended') return this.#ended(ask, event.reason)
    if (event.type === 'answer-words') return addWords(ask, event.text)
    if ('onToolCall' in ask.asked) ask.asked.onToolCall(event)
  }

  spoke(answer: string, sound: Sound): void {
    const ask = this.#open.find((one) => one.answer === answer)
    if (ask?.piece) this.#spoke(ask, ask.piece, sound)
    this.#heardFrom()
  }

  sessionReady(): void {
    this.#isReady = true
    for (const words of this.#toRead) this.#parts.session().read(words)
    this.#toRead = []
    for (const ask of this.#open) this.#send(ask)
  }

  sessionLost(): void {
    this.#isReady = false
    this.#stalled.cancel()
    this.#unended = 0
    this.#allEnded.resolve()
    const lost = this.#open
    this.#open = []
    this.#cut = []
    for (const ask of lost) {
      if (!ask.isGivenUp) ask.asked.onEnded('lost', ask.piece)
    }
  }

  stop(): void {
    this.#isReady = false
    this.#stalled.cancel()
    for (const { answer } of this.#open) {
      if (answer !== undefined) this.#parts.session().cutOff(answer, 0)
    }
    this.#unended = this.#open.filter(({ isSent }) => isSent).length
    this.#open = []
  }

  async settled(): Promise<void> {
    if (this.#unended === 0) return
    const { clock } = this.#parts
    const limit = { deadlineMs: endsWithinMs, what: 'The end of an answer', clock }
    await withDeadline(this.#allEnded.promise, limit).catch(() => undefined)
  }

  #endedAfterStop(): void {
    this.#unended -= 1
    if (this.#unended === 0) this.#allEnded.resolve()
  }

  #add(asked: ToAnswer | ToSay, saying: string | undefined): OpenAsk {
    const ask: OpenAsk = {
      asked,
      saying,
      isSent: false,
      isGivenUp: false,
      answer: undefined,
      piece: undefined,
    }
    this.#open = [...this.#open, ask]
    if (this.#isReady) this.#send(ask)
    return ask
  }

  #send(ask: OpenAsk): void {
    if (ask.isSent) return
    ask.isSent = true
    const { asked, saying } = ask
    this.#heardFrom()
    const session = this.#parts.session()
    if (saying !== undefined && 'words' in asked) return session.say({ saying, words: asked.words })
    const instruction = 'instruction' in asked ? asked.instruction : undefined
    if (instruction === undefined) session.answer()
    else session.answer({ instruction })
  }

  #started({ answer, saying }: Extract<AnswerEvent, { type: 'answer-started' }>): void {
    const ask = this.#open.find((one) => one.answer === undefined && one.saying === saying)
    // What nobody asked for is not heard.
    if (!ask || ask.isGivenUp) this.#parts.session().cutOff(answer, 0)
    if (!ask) return
    ask.answer = answer
    if (ask.isGivenUp) return
    const { turn } = ask.asked
    const isOurs = 'words' in ask.asked
    const words = 'words' in ask.asked ? ask.asked.words : ''
    const isFiller = 'isFiller' in ask.asked && (ask.asked.isFiller ?? false)
    ask.piece = createPiece({ turn, answer, words, isFiller, isRemembered: !isOurs })
    this.#parts.voice.begin(ask.piece)
  }

  #spoke(ask: OpenAsk, piece: SpokenPiece, sound: Sound): void {
    this.#parts.voice.spoke(piece, sound)
    if (piece.soundMs < longestAnswerMs) return
    this.#parts.session().cutOff(piece.answer, Math.floor(piece.soundMs))
    this.#ended(ask, 'too-long')
  }

  #ended(ask: OpenAsk, reason: SpokenAnswerEnd): void {
    this.#close(ask)
    const { piece } = ask
    if (piece) this.#parts.voice.ended(piece, saysAll.has(reason) ? 'whole' : 'broken')
    if (ask.isGivenUp) return
    const isCut = piece?.wasCut === true && ask.saying !== undefined
    if (isCut) this.#cut = [...this.#cut, ask]
    else ask.asked.onEnded(reason, piece)
  }

  #close(ask: OpenAsk): void {
    this.#open = this.#open.filter((one) => one !== ask)
    if (this.#open.length === 0) this.#stalled.cancel()
  }

  #heardFrom(): void {
    if (this.#open.length === 0) return
    this.#stalled.fireAt(this.#parts.clock.monotonicMs() + stalledAfterMs)
  }

  #stallUnlessDone(): void {
    if (this.#open.length > 0) this.#parts.onStalled()
  }
}

/** Words of the house are known beforehand, and what comes after a cut is not heard. */
function addWords({ piece, saying }: OpenAsk, text: string): void {
  if (piece && !piece.isOver && saying === undefined) piece.words += text
}
