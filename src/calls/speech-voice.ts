import type { Clock, Timer } from '../lib/clock.ts'
import type { AudioLine } from './audio-line.ts'
import type { Utterance } from './speak.ts'
import { soundMs, type Sound } from './sound.ts'
import type { SpeechSession } from './speech-brain.ts'
import { heardMsOf, type SpokenPiece } from './speech-piece.ts'
import { soundAfter } from './speech-rest.ts'
import { paceOf, usualMsPerCharacter, wholeSentences, wordsWithin } from './speech-words.ts'

/** What is being said to the caller in sound, turn by turn, and how much of it was really heard. */
export interface SpeechVoice {
  /** More of what is said in a turn. */
  begin(piece: SpokenPiece): void
  spoke(piece: SpokenPiece, sound: Sound): void
  /** Nothing more comes of a piece. `broken`: what was to come after its sound is lost. */
  ended(piece: SpokenPiece, how: 'whole' | 'broken'): void
  /** No more pieces come for this turn. */
  close(turn: number): void
  closeAll(): void
  /**
   * Falls silent in this very tick, and keeps what was not heard.
   * @returns the turn whose words were cut in the middle, if any were.
   */
  hold(): number | undefined
  /**
   * Says what was kept.
   * @returns the piece that is to be gone on with where it was cut, because it was still being made, and which of
   * its words were known and not heard.
   */
  goOn(): { readonly piece: SpokenPiece; readonly unsaid: string } | undefined
  /** What was kept will not be said: the caller goes on. */
  drop(): void
  /** Another session goes on: it knows nothing of what is being said. */
  sessionLost(): void
  /** The line has played everything up to here. */
  played(throughMs: number): void
  /** The line is gone: what was heard so far is all there will be. */
  stop(): void
  /** What is said in this turn, as far as its words are known. */
  plannedIn(turn: number): string
  /** What was heard of what is being said. */
  readonly heardSoFar: string
  readonly isSpeaking: boolean
  readonly isHeld: boolean
}

export interface SpeechVoiceParts {
  readonly line: AudioLine
  readonly clock: Clock
  readonly session: () => Pick<SpeechSession, 'cutOff' | 'remember'>
  /** The first sound of a piece has left. */
  readonly onSent: (piece: SpokenPiece) => void
  /** The first sound of a piece is audible, and has been for so long. */
  readonly onFirstHeard: (piece: SpokenPiece, forMs: number) => void
  /** More was heard of a turn. */
  readonly onHearing: (utterance: Utterance) => void
  /** A turn is over: heard to its end, or cut. */
  readonly onHeard: (utterance: Utterance) => void
}

export function createSpeechVoice(parts: SpeechVoiceParts): SpeechVoice {
  return new LineVoice(parts)
}

/** A turn of the agent, whose pieces are said one after the other. */
interface OpenUtterance {
  readonly turn: number
  readonly pieces: SpokenPiece[]
  closed: boolean
  /** The longest whole sentences that were told to be heard. */
  sentences: string
}

/** Sound that was given to the line, or is kept for it. */
interface GivenSound {
  readonly piece: SpokenPiece
  readonly sound: Sound
  readonly ms: number
  /** Where it ends on the line; meaningless while it is kept. */
  readonly endMs: number
}

/** How often those who watch the call see more of the agent's words. */
const showsEveryMs = 1_000
/** A line that has not told by then that it has played everything never will. */
const playbackMarginMs = 5_000
/** Rounding, and what is shorter than any sound that could be heard. */
const inaudibleMs = 1

class LineVoice implements SpeechVoice {
  isHeld = false
  readonly #parts: SpeechVoiceParts
  #open: readonly OpenUtterance[] = []
  /** What the caller has not heard yet, in order. Its beginning may have been heard since. */
  #unheard: GivenSound[] = []
  #msPerCharacter = usualMsPerCharacter
  #show: Timer | undefined
  #overdue: Timer | undefined

  constructor(parts: SpeechVoiceParts) {
    this.#parts = parts
  }

  get isSpeaking(): boolean {
    return this.#open.length > 0
  }

  get heardSoFar(): string {
    const { playedMs } = this.#parts.line
    return this.#open.map((one) => this.#heardOf(one, playedMs)).join(' ')
  }

  plannedIn(turn: number): string {
    return plannedOf(this.#open.find((one) => one.turn === turn)?.pieces ?? [])
  }

  begin(piece: SpokenPiece): void {
    const present = this.#open.find(({ turn, closed }) => turn === piece.turn && !closed)
    if (present) return void present.pieces.push(piece)
    this.#open = [
      ...this.#open,
      { turn: piece.turn, pieces: [piece], closed: false, sentences: '' },
    ]
  }

  spoke(piece: SpokenPiece, sound: Sound): void {
    if (piece.isOver) return
    const ms = soundMs(sound)
    piece.soundMs += ms
    if (this.isHeld) this.#unheard.push({ piece, sound, ms, endMs: 0 })
    else this.#give(piece, sound, ms)
  }

  ended(piece: SpokenPiece, how: 'whole' | 'broken'): void {
    if (piece.isOver) return
    piece.isOver = true
    if (how === 'broken') piece.words = this.#wordsOf(piece, piece.soundMs)
    piece.isWhole = true
    this.#msPerCharacter = paceOf(piece) ?? this.#msPerCharacter
    const isLast = this.#open.some(({ closed, turn }) => closed && turn === piece.turn)
    if (isLast && !this.isHeld) this.#waitUntilPlayed()
  }

  close(turn: number): void {
    const utterance = this.#open.find((one) => one.turn === turn)
    if (!utterance || utterance.closed) return
    utterance.closed = true
    if (!this.isHeld) this.#waitUntilPlayed()
  }

  closeAll(): void {
    for (const { turn } of this.#open) this.close(turn)
  }

  hold(): number | undefined {
    if (this.isHeld) return undefined
    this.isHeld = true
    this.#overdue?.cancel()
    const playedMs = this.#parts.line.clear()
    const cut = this.#pieces.filter((piece) => this.#isPlaying(piece, playedMs))
    for (const piece of cut) this.#cutOff(piece, heardMsOf(piece, playedMs))
    this.#show?.cancel()
    this.#show = undefined
    this.#unheard = this.#unheard.flatMap((given) => restOf(given, playedMs))
    for (const piece of this.#pieces) this.#heldAt(piece, playedMs)
    for (const utterance of this.#open) this.#showHeard(utterance, playedMs)
    this.#finishThoseHeard(playedMs)
    return cut.at(0)?.turn
  }

  goOn(): ReturnType<SpeechVoice['goOn']> {
    if (!this.isHeld) return undefined
    this.isHeld = false
    const piece = this.#pieces.find((one) => one.wasCut && !one.isWhole)
    const kept = this.#unheard.filter((given) => given.piece !== piece)
    for (const one of this.#pieces) if (one !== piece) this.#becomesOurs(one)
    const unsaid = piece ? this.#endWhereItWasCut(piece) : ''
    this.#unheard = []
    for (const { piece: one, sound, ms } of kept) this.#give(one, sound, ms)
    if (this.#open.some(({ closed }) => closed)) this.#waitUntilPlayed()
    return piece && { piece, unsaid }
  }

  drop(): void {
    if (!this.isHeld && !this.isSpeaking) return
    this.hold()
    this.isHeld = false
    this.#unheard = []
    for (const piece of this.#pieces) if (!isAllHeard(piece)) this.#cutOff(piece, 0)
    for (const utterance of this.#open) this.#finish(utterance, 0)
  }

  sessionLost(): void {
    for (const piece of this.#pieces) {
      this.ended(piece, 'broken')
      Object.assign(piece, { isRemembered: false, wasCut: false })
    }
  }

  played(throughMs: number): void {
    for (const piece of this.#pieces) {
      const forMs = throughMs - (piece.fromMs ?? throughMs)
      if (forMs > 0) this.#becameAudible(piece, forMs)
    }
    if (!this.isHeld) this.#forgetWhatWasHeard(throughMs)
    this.#finishThoseHeard(throughMs)
  }

  stop(): void {
    this.#show?.cancel()
    this.#overdue?.cancel()
    const { playedMs } = this.#parts.line
    for (const utterance of this.#open) this.#finish(utterance, playedMs)
    this.#unheard = []
  }

  #waitUntilPlayed(): void {
    const { clock, line } = this.#parts
    this.#overdue?.cancel()
    const leftMs = line.givenMs - line.playedMs + playbackMarginMs
    this.#overdue = clock.after(leftMs, () => this.played(line.givenMs))
    line.tellWhenPlayed()
  }

  get #pieces(): SpokenPiece[] {
    return this.#open.flatMap(({ pieces }) => pieces)
  }

  #give(piece: SpokenPiece, sound: Sound, ms: number): void {
    const { line } = this.#parts
    const isFirst = piece.fromMs === undefined
    piece.fromMs ??= line.givenMs
    line.play(sound)
    this.#forgetWhatWasHeard(line.playedMs)
    this.#unheard.push({ piece, sound, ms, endMs: line.givenMs })
    if (!isFirst) return
    line.tellWhenPlayed()
    this.#parts.onSent(piece)
    this.#show ??= this.#parts.clock.after(showsEveryMs, () => this.#showMore())
  }

  #forgetWhatWasHeard(playedMs: number): void {
    let heard = 0
    while (heard < this.#unheard.length && this.#isHeard(heard, playedMs)) heard += 1
    if (heard > 0) this.#unheard.splice(0, heard)
  }

  #isHeard(at: number, playedMs: number): boolean {
    return (this.#unheard[at]?.endMs ?? Infinity) <= playedMs
  }

  /** It has begun to be heard, and there would be more of it. */
  #isPlaying(piece: SpokenPiece, playedMs: number): boolean {
    const heardMs = heardMsOf(piece, playedMs)
    return heardMs > 0 && (!piece.isOver || heardMs < piece.soundMs - inaudibleMs)
  }

  #cutOff(piece: SpokenPiece, heardMs: number): void {
    const isKnown = piece.isRemembered || !piece.isOver
    if (isKnown && !piece.wasCut) this.#parts.session().cutOff(piece.answer, Math.floor(heardMs))
    piece.wasCut = true
    piece.isOver = true
  }

  /** From here on its position is the one that was kept, and not the line's. */
  #heldAt(piece: SpokenPiece, playedMs: number): void {
    const heardMs = heardMsOf(piece, playedMs)
    if (heardMs > 0) this.#becameAudible(piece, heardMs - piece.heardBeforeMs)
    piece.heardBeforeMs = heardMs
    piece.fromMs = undefined
    this.#tellSession(piece)
  }

  #becameAudible(piece: SpokenPiece, forMs: number): void {
    if (piece.isAudible) return
    piece.isAudible = true
    this.#parts.onFirstHeard(piece, forMs)
  }

  /** What the model does not remember by itself, as far as it was heard. */
  #tellSession(piece: SpokenPiece): void {
    if (piece.isRemembered) return
    const heard = this.#wordsOf(piece, piece.heardBeforeMs)
    const more = heard.slice(piece.told.length).trim()
    if (more === '') return
    piece.told = heard
    this.#parts.session().remember(more)
  }

  /** The model was told that no more was heard, and more will be. */
  #becomesOurs(piece: SpokenPiece): void {
    if (!piece.wasCut || !piece.isRemembered) return
    piece.isRemembered = false
    piece.told = this.#wordsOf(piece, piece.heardBeforeMs)
  }

  #endWhereItWasCut(piece: SpokenPiece): string {
    const heard = this.#wordsOf(piece, piece.heardBeforeMs)
    const unsaid = piece.words.slice(heard.length).trim()
    Object.assign(piece, { words: heard, soundMs: piece.heardBeforeMs, isWhole: true })
    return unsaid
  }

  #wordsOf(piece: SpokenPiece, heardMs: number): string {
    return wordsWithin(piece, { heardMs, msPerCharacter: this.#msPerCharacter })
  }

  #heardOf({ pieces }: OpenUtterance, playedMs: number): string {
    return pieces
      .map((piece) => this.#wordsOf(piece, heardMsOf(piece, playedMs)).trim())
      .filter((words) => words !== '')
      .join(' ')
  }

  #showMore(): void {
    this.#show = undefined
    const { line, clock } = this.#parts
    this.#forgetWhatWasHeard(line.playedMs)
    for (const utterance of this.#open) this.#showHeard(utterance, line.playedMs)
    if (line.playedMs >= line.givenMs) return
    this.#show = clock.after(showsEveryMs, () => this.#showMore())
  }

  #showHeard(utterance: OpenUtterance, playedMs: number): void {
    const heard = this.#heardOf(utterance, playedMs)
    if (heard === '') return
    const { turn, pieces } = utterance
    const told = { turn, planned: plannedOf(pieces), interrupted: false }
    const sentences = wholeSentences(heard)
    if (sentences.length > utterance.sentences.length) {
      utterance.sentences = sentences
      this.#parts.onHearing({ ...told, heard: sentences })
    }
    if (heard !== sentences) this.#parts.onHearing({ ...told, heard })
  }

  #finishThoseHeard(playedMs: number): void {
    for (const utterance of this.#open) {
      const { closed, pieces } = utterance
      if (!closed || !pieces.every((piece) => isAllHeard(piece, playedMs))) return
      this.#finish(utterance, playedMs)
    }
  }

  #finish(utterance: OpenUtterance, playedMs: number): void {
    const { turn, pieces } = utterance
    this.#open = this.#open.filter((one) => one !== utterance)
    if (this.#open.length === 0) this.#overdue?.cancel()
    for (const piece of pieces) this.#heldAt(piece, playedMs)
    const planned = plannedOf(pieces)
    const isWhole = pieces.every((piece) => isAllHeard(piece))
    const heard = isWhole ? planned : this.#heardOf(utterance, playedMs)
    this.#parts.onHeard({ turn, planned, heard, interrupted: heard !== planned })
  }
}

function plannedOf(pieces: readonly SpokenPiece[]): string {
  return pieces
    .map(({ words }) => words.trim())
    .filter((words) => words !== '')
    .join(' ')
}

/** Without a position of the line: as far as it was kept. */
function isAllHeard(piece: SpokenPiece, playedMs = 0): boolean {
  const isMeant = piece.isOver && (piece.isWhole || !piece.wasCut)
  return isMeant && heardMsOf(piece, playedMs) >= piece.soundMs - inaudibleMs
}

function restOf(given: GivenSound, playedMs: number): GivenSound[] {
  if (given.endMs <= playedMs) return []
  const beganMs = given.endMs - given.ms
  const sound = soundAfter(given.sound, playedMs - beganMs)
  return [{ ...given, sound, ms: soundMs(sound) }]
}
