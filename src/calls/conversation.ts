import type { Answer } from './answer.ts'
import type { Brain } from './brain.ts'
import { brokenAnswerOf, isToldAgain, type BrokenAnswer } from './broken-answer.ts'
import { createTurnAnswerer, type TurnAnswerer } from './answer-turns.ts'
import { createCallerAwaited, type CallerAwaited } from './caller-awaited.ts'
import type { CallerLine, LeavingReason, LineEvent } from './caller-line.ts'
import { flagCall } from './flag-call.ts'
import { createHeardWords, type HeardWords } from './heard-words.ts'
import { createHouseWords, type HouseWords } from './house-words.ts'
import { createLineEnding, type LineEnding } from './line-ending.ts'
import { createPressedKeys, type PressedKeys } from './pressed-keys.ts'
import { createSpeaker, type Speaker } from './speak.ts'
import type { Opening, SessionEnd, Talk } from './talk.ts'
import type { TalkParts } from './talk-parts.ts'
import type { Transfer } from './tool.ts'
import { createTurnEnd } from './turn-end.ts'
import { createTurnStopwatch } from './turn-stopwatch.ts'
import { createTurnTaking, type TurnTaking } from './turn-taking.ts'

/**
 * Joins a caller's line and a brain into one conversation, and writes down what happens in it. A call that
 * loses its line, or comes back from a person, has another conversation afterwards.
 */
export interface Conversation extends Talk {
  /** What the caller's line reports. Events after `line-closed` are ignored. */
  receive(event: LineEvent): void
}

export interface ConversationParts extends TalkParts {
  readonly brain: Brain
  readonly line: CallerLine
}

export function createConversation(parts: ConversationParts): Conversation {
  return new LineConversation(parts)
}

/** What the caller does that is not yet, or not at all, something said. */
type Stirring = Exclude<
  LineEvent,
  {
    type:
      | 'caller-spoke'
      | 'caller-interrupted'
      | 'line-closed'
      | `playback-${'started' | 'advanced' | 'finished'}`
  }
>

class LineConversation implements Conversation {
  readonly #parts: ConversationParts
  readonly #turns: TurnTaking
  readonly #speaker: Speaker
  readonly #answerer: TurnAnswerer
  readonly #house: HouseWords
  readonly #heard: HeardWords
  readonly #awaited: CallerAwaited
  readonly #ending: LineEnding
  readonly #keys: PressedKeys
  readonly #over = Promise.withResolvers<SessionEnd>()
  readonly #turnEnd = createTurnEnd()
  #transfer: Transfer | undefined

  constructor(parts: ConversationParts) {
    const { clock, lastTurn, line, live, opening, recorder, standingWords } = parts
    this.#parts = parts
    this.#turns = createTurnTaking(
      (phase) => {
        recorder.phase = phase
        live.phaseBecame(phase)
      },
      { lastTurn },
    )
    this.#heard = createHeardWords({ clock, live, recorder, notice: opening.notice })
    this.#speaker = createSpeaker({
      line,
      clock,
      onFirstHeard: (turn) => this.#becameAudible(turn),
      onHearing: (utterance) => this.#heard.hearing(utterance),
      onHeard: (utterance) => {
        this.#heard.heard(utterance, { standing: this.#house.isOurs(utterance.turn) })
        this.#whenAllIsSaid()
      },
    })
    this.#answerer = createTurnAnswerer({
      ...parts,
      wordsWhenLost: standingWords.lost,
      speaker: this.#speaker,
      onToolStarted: (turn) => this.#turns.agentBegan(turn, 'using-tool'),
      onAnswered: (turn, answer) => this.#answered(turn, answer),
    })
    this.#house = createHouseWords({
      standingWords,
      turns: this.#turns,
      speaker: this.#speaker,
      recorder,
    })
    this.#awaited = this.#awaitCaller()
    this.#ending = this.#planEnd()
    this.#keys = createPressedKeys(clock, (keys) =>
      this.#reactTo({ type: 'caller-spoke', text: keys, language: undefined }),
    )
    this.#open()
  }

  get opening(): Opening {
    return this.#parts.opening
  }

  get ended(): Promise<SessionEnd> {
    return this.#over.promise
  }

  receive(event: LineEvent): void {
    if (!this.#turns.isOver) this.#reactTo(event)
  }

  lineClosed(by: SessionEnd['by']): void {
    this.receive({ type: 'line-closed', by })
  }

  turnEnds(): Promise<void> {
    if (this.#turns.isOver || !this.#isBusy) return Promise.resolve()
    return this.#turnEnd.next()
  }

  closeWith(words: string): void {
    if (this.#turns.isOver || this.#ending.isAskedFor) return
    this.#wrapUp(words)
  }

  leave(why: LeavingReason): void {
    if (!this.#turns.isOver) this.#parts.line.leave(why)
  }

  get #isBusy(): boolean {
    return this.#speaker.isSpeaking || this.#answerer.isAnswering
  }

  #open(): void {
    const { brokenAnswer, live, opening } = this.#parts
    // One turn of the agent is one line of the transcript: only the greeting is the first.
    const turn = live.turns.length === 0 ? 0 : this.#turns.houseSpeaks()
    if (turn > 0) this.#house.claimTurn(turn)
    if (brokenAnswer) this.#goOnWith(brokenAnswer)
    if (opening.words === '') this.#whenAllIsSaid()
    else this.#speaker.alreadySpeaking(turn, opening.words)
  }

  #awaitCaller(): CallerAwaited {
    const { agent, clock, line } = this.#parts
    return createCallerAwaited({
      clock,
      silenceMs: agent.voice.patience.silenceMs,
      mayBeSilent: () => line.can.reportsSilence || this.#isBusy,
      isHeldUp: () => this.#turns.isHeldUp,
      onSilent: () => this.#callerSilent(),
      onNothingSaid: () => {
        this.#turns.callerStayedSilent()
        this.#whenAllIsSaid()
      },
    })
  }

  #planEnd(): LineEnding {
    const { clock, endsAtMs, line, standingWords } = this.#parts
    return createLineEnding({
      clock,
      line,
      endsAtMs,
      wrapUp: standingWords.wrapUp,
      onLongEnough: () => this.#whenAllIsSaid(),
      onNotClosed: () => this.receive({ type: 'line-closed', by: 'agent' }),
    })
  }

  /** The caller has asked already, and need not do so again. */
  #goOnWith(goesOn: BrokenAnswer): void {
    const { clock } = this.#parts
    const turn = this.#turns.agentGoesOn()
    const stopwatch = createTurnStopwatch(clock, { turn, speechEndedMs: undefined })
    const callerWords = Promise.resolve('durable' as const)
    this.#answerer.answer({ turn, stopwatch, callerWords, firstSay: '', goesOn })
  }

  #reactTo(event: LineEvent): void {
    switch (event.type) {
      case 'caller-spoke':
        return this.#callerSpoke(event)
      case 'caller-interrupted':
        return this.#callerInterrupted(event.heardText)
      case 'playback-started':
        return this.#speaker.playbackStarted()
      case 'playback-advanced':
        return this.#speaker.playbackAdvanced(event.text)
      case 'playback-finished':
        return this.#speaker.playbackFinished()
      case 'line-closed':
        return void this.#lineClosed(event.by)
      default:
        this.#callerStirred(event)
    }
  }

  /** What is no words yet, or never will be. */
  #callerStirred(event: Stirring): void {
    const { live, recorder } = this.#parts
    const { turn } = this.#turns
    switch (event.type) {
      case 'caller-speaking':
        return this.#awaited.speaks(event.text)
      case 'caller-stopped-speaking':
        return this.#awaited.stopsSpeaking()
      case 'key-pressed':
        this.#awaited.pressedKey()
        void recorder.record({ kind: 'key-pressed', payload: { key: event.key } })
        return this.#keys.press(event.key)
      case 'caller-silent':
        return this.#callerSilent()
      case 'caller-unclear':
        return this.#house.callerIsUnclear({ text: event.text, confidence: event.confidence })
      case 'playback-doubted':
        flagCall({ live, recorder }, { flag: 'heard-in-doubt', turn, detail: event.detail })
    }
  }

  #callerSpoke({ delivery, text, language }: Extract<LineEvent, { type: 'caller-spoke' }>): void {
    const { clock, live, opening, recorder } = this.#parts
    if (isToldAgain(live.turns, delivery)) return this.#answerAgain()
    if (this.#turns.callerSpoke(text) === 'ignore') return this.#whenAllIsSaid()
    const { speechEndedMs } = this.#awaited
    this.#awaited.understood()
    this.#keys.drop()
    this.#house.callerWasUnderstood()
    this.#transfer = undefined
    const { turn } = this.#turns
    const stopwatch = createTurnStopwatch(clock, { turn, speechEndedMs })
    const said = { turn, text, ...(delivery !== undefined && { delivery }) }
    live.heardCaller({ speaker: 'caller', ...said, at: clock.now() })
    const callerWords = recorder.record({ kind: 'caller-said', payload: { ...said, language } })
    if (this.#ending.lastWords !== undefined) return this.#wrapUp(this.#ending.lastWords)
    this.#heard.timeTurn(turn, stopwatch)
    const mustIntroduce = !this.#heard.isNoticeHeard && !this.#speaker.isSpeaking
    const firstSay = mustIntroduce ? `${opening.notice} ` : ''
    this.#answerer.answer({ turn, stopwatch, callerWords, firstSay })
  }

  /** The carrier asks again for an answer that it has not got. */
  #answerAgain(): void {
    const { live } = this.#parts
    const owed = brokenAnswerOf(live.turns)
    if (owed) return this.#goOnWith({ ...owed, saidAlready: '' })
    const given = live.turns.findLast((turn) => turn.speaker === 'agent')
    if (given?.speaker !== 'agent') return this.#whenAllIsSaid()
    this.#speaker.say(this.#turns.agentGoesOn(), given.planned)
    this.#speaker.close()
  }

  #callerInterrupted(heardText: string): void {
    // An interruption can arrive after the words that caused it; their answer is not what was cut.
    const { turn } = this.#turns
    if (this.#speaker.pending.some((utterance) => utterance.turn === turn)) {
      this.#turns.callerInterrupted()
      this.#answerer.giveUp()
    }
    const [cut] = this.#speaker.pending
    if (cut) this.#parts.live.interrupted(cut.turn)
    this.#speaker.interrupted(heardText)
    this.#awaited.fellIn()
  }

  #callerSilent(): void {
    if (!this.#isBusy) this.#house.callerIsSilent()
  }

  #becameAudible(turn: number): void {
    this.#heard.becameAudible(turn)
    this.#turns.agentBegan(turn, 'speaking')
  }

  #answered(turn: number, { afterwards }: Answer): void {
    if (afterwards !== undefined) this.#turns.endAfter(turn)
    if (typeof afterwards === 'object') this.#transfer = afterwards
    this.#whenAllIsSaid()
  }

  #whenAllIsSaid(): void {
    if (this.#turns.isOver || this.#isBusy) return
    this.#turns.agentFellSilent()
    this.#turnEnd.reached()
    if (this.#turns.mayEnd()) return this.#ending.ask()
    const lastWords = this.#turns.isHeldUp ? undefined : this.#ending.lastWords
    if (lastWords !== undefined) return this.#wrapUp(lastWords)
    this.#parts.line.listen()
    this.#awaited.begin()
  }

  #wrapUp(words: string): void {
    this.#ending.lastWords = words
    this.#answerer.giveUp()
    this.#house.goodbye(words)
  }

  async #lineClosed(by: SessionEnd['by']): Promise<void> {
    this.#awaited.noLonger()
    this.#ending.closed()
    this.#keys.drop()
    this.#turns.lineClosed()
    this.#answerer.giveUp()
    this.#speaker.stop()
    this.#turnEnd.reached()
    // What a tool has begun for the caller belongs to the call, also when the caller did not wait.
    await this.#answerer.settled()
    // After our own end nothing was left to say, however the connection went down.
    const isOurs = by === 'fault' && this.#ending.isAskedFor
    this.#over.resolve({ by: isOurs ? 'agent' : by, transfer: this.#transfer })
  }
}
