import type { Answer } from './answer.ts'
import type { HeardWords } from './heard-words.ts'
import { createHouseWords, type HouseWords } from './house-words.ts'
import type { Sound } from './sound.ts'
import { createSpeechAnswerer, type SpeechAnswerer, type SpokenTurn } from './speech-answerer.ts'
import {
  createSpeechAsks,
  isMute,
  type AnswerEvent,
  type AskEnd,
  type SpeechAsks,
} from './speech-asks.ts'
import type { SpokenPiece } from './speech-piece.ts'
import type { SpeechSessions } from './speech-sessions.ts'
import { createSpeechVoice, type SpeechVoice } from './speech-voice.ts'
import type { SpokenTalkParts } from './talk-parts.ts'
import type { TurnTaking } from './turn-taking.ts'

/** The agent's side of a spoken conversation: what it says, answers and does, and how it is stopped. */
export interface SpeakingAgent {
  /** What is said without the model's choosing. */
  readonly house: HouseWords
  answer(turn: SpokenTurn): void
  /** The caller's words that did not come as sound. */
  read(words: string): void
  /** The caller fell in: silent in this very tick, until it is known whether anything was said. */
  fallSilent(): void
  /** Nothing was said: goes on where it stopped. */
  goOn(): void
  /** The caller has gone on: what was not heard is never said, and the present answer not wanted any more. */
  takeBack(): void
  /** The present answer is not wanted any more; what has begun to be said is said. */
  giveUp(): void
  modelSpoke(answer: string, sound: Sound): void
  modelTold(event: AnswerEvent): void
  /** A session hears the caller: what was asked meanwhile is asked now. */
  modelIsReady(): void
  /** The session is gone: what it owed is asked of the next one. */
  modelWasLost(): void
  /** There is no next one: what is being heard is heard to its end, and nothing more comes. */
  modelIsGone(): void
  played(throughMs: number): void
  /** The line is gone. */
  stop(): void
  /** Settles when every tool that was begun is done, and it is known what the last answer has cost. */
  settled(): Promise<void>
  /** It speaks, or is about to. */
  readonly isBusy: boolean
  /** What is to happen to the call after the present answer. */
  readonly afterwards: Answer['afterwards']
  /** What the caller has heard so far ends in a question. */
  readonly hasAsked: boolean
}

export interface SpeakingAgentParts extends SpokenTalkParts {
  readonly turns: TurnTaking
  readonly heard: HeardWords
  readonly sessions: SpeechSessions
  readonly isCallerKnown: (turn: number) => boolean
  readonly onAnswered: (turn: number, afterwards: Answer['afterwards']) => void
  /** Something was heard to its end, or will not be said: maybe it was the last. */
  readonly onSilent: () => void
  readonly onUnable: () => void
}

export function createSpeakingAgent(parts: SpeakingAgentParts): SpeakingAgent {
  return new AgentInSound(parts)
}

class AgentInSound implements SpeakingAgent {
  readonly house: HouseWords
  readonly #parts: SpeakingAgentParts
  readonly #voice: SpeechVoice
  readonly #asks: SpeechAsks
  readonly #answerer: SpeechAnswerer

  constructor(parts: SpeakingAgentParts) {
    const { clock, recorder, sessions, speech, standingWords, turns } = parts
    this.#parts = parts
    this.#voice = this.#giveVoice()
    this.#asks = createSpeechAsks({
      clock,
      session: () => sessions.present,
      voice: this.#voice,
      onStalled: () => sessions.stalled(),
    })
    this.#answerer = createSpeechAnswerer({
      ...parts,
      brain: speech.name,
      wordsWhenLost: standingWords.lost,
      asks: this.#asks,
      voice: this.#voice,
      session: () => sessions.present,
      sessionAge: () => sessions.age,
      onToolStarted: (turn) => turns.agentBegan(turn, 'using-tool'),
    })
    const speaker = {
      say: (turn: number, words: string) => this.#sayOfHouse(turn, words),
      close: () => undefined,
    }
    this.house = createHouseWords({ standingWords, turns, speaker, recorder })
  }

  get isBusy(): boolean {
    return this.#voice.isSpeaking || this.#answerer.isAnswering || this.#asks.isWaiting
  }

  get afterwards(): Answer['afterwards'] {
    return this.#answerer.afterwards
  }

  get hasAsked(): boolean {
    return this.#voice.heardSoFar.trimEnd().endsWith('?')
  }

  answer(turn: SpokenTurn): void {
    this.#answerer.answer(turn)
  }

  read(words: string): void {
    this.#asks.read(words)
  }

  fallSilent(): void {
    if (this.#voice.isHeld || !this.isBusy) return
    this.#stop()
  }

  #stop(): void {
    const cut = this.#voice.hold()
    this.#answerer.hold()
    this.#parts.turns.callerInterrupted()
    if (cut !== undefined) this.#parts.live.interrupted(cut)
    // It had said all it had to say.
    if (!this.isBusy) this.goOn()
  }

  goOn(): void {
    const { turns } = this.#parts
    turns.callerStayedSilent()
    const owed = this.#voice.goOn()
    if (owed) this.#asks.sayRest(owed.piece, owed.unsaid)
    this.#answerer.release(owed?.piece)
    turns.agentBegan(turns.turn, this.#voice.isSpeaking ? 'speaking' : 'thinking')
    this.#parts.onSilent()
  }

  takeBack(): void {
    this.#withoutFallingSilent(() => {
      this.#answerer.giveUp()
      this.#asks.giveUpAll()
      this.#voice.drop()
    })
  }

  giveUp(): void {
    this.#withoutFallingSilent(() => this.#answerer.giveUp())
  }

  /** Until all of it is gone, nothing is taken for the agent's silence. */
  #withoutFallingSilent(stop: () => void): void {
    const { turns } = this.#parts
    turns.callerInterrupted()
    stop()
    turns.callerStayedSilent()
  }

  modelSpoke(answer: string, sound: Sound): void {
    this.#asks.spoke(answer, sound)
  }

  modelTold(event: AnswerEvent): void {
    this.#asks.receive(event)
  }

  modelIsReady(): void {
    this.#asks.sessionReady()
  }

  modelWasLost(): void {
    this.#voice.sessionLost()
    if (this.#voice.isHeld) this.takeBack()
    this.#asks.sessionLost()
  }

  modelIsGone(): void {
    this.#voice.sessionLost()
    if (this.#voice.isHeld) this.takeBack()
    this.#answerer.giveUp()
    this.#asks.stop()
    this.#voice.closeAll()
  }

  played(throughMs: number): void {
    this.#voice.played(throughMs)
  }

  stop(): void {
    this.#answerer.giveUp()
    this.#asks.stop()
    this.#voice.stop()
  }

  async settled(): Promise<void> {
    await Promise.all([this.#answerer.settled(), this.#asks.settled()])
  }

  #giveVoice(): SpeechVoice {
    const { heard, onSilent, sessions, turns } = this.#parts
    return createSpeechVoice({
      ...this.#parts,
      session: () => sessions.present,
      onSent: ({ isFiller, turn }) => (isFiller ? undefined : heard.wasSent(turn)),
      onFirstHeard: ({ isFiller, turn }, forMs) => {
        heard.becameAudible(turn, { forMs, isFiller })
        turns.agentBegan(turn, 'speaking')
      },
      onHearing: (utterance) => heard.hearing(utterance),
      onHeard: (utterance) => {
        heard.heard(utterance, { standing: this.house.isOurs(utterance.turn) })
        onSilent()
      },
    })
  }

  /** Words that are known beforehand: where a session is lost in the middle of them, the next one says the rest. */
  #sayOfHouse(turn: number, words: string, isLastTry = false): void {
    const onEnded = (reason: AskEnd, piece: SpokenPiece | undefined): void => {
      const unsaid = words.slice(piece?.words.length ?? 0).trim()
      if (reason === 'lost' && unsaid !== '') return this.#sayOfHouse(turn, unsaid)
      const wasMute = isMute(reason, piece)
      if (wasMute && !isLastTry) return this.#sayOfHouse(turn, words, true)
      this.#voice.close(turn)
      if (wasMute) return this.#parts.onUnable()
      this.#parts.onSilent()
    }
    this.#asks.say({ turn, words, onEnded })
  }
}
