import type { Answer } from './answer.ts'
import type { AudioLineEvent } from './audio-line.ts'
import { createCallerAwaited, type CallerAwaited } from './caller-awaited.ts'
import type { LeavingReason } from './caller-line.ts'
import { createHeardWords, type HeardWords } from './heard-words.ts'
import { createPressedKeys, type PressedKeys } from './pressed-keys.ts'
import type { Sound } from './sound.ts'
import { createSpeakingAgent, type SpeakingAgent } from './speech-agent.ts'
import {
  createCallerSpeech,
  type CallerSpeech,
  type Judgement,
  type Said,
} from './speech-caller.ts'
import { createCallerWords, type CallerWords, type WordsOfCaller } from './speech-caller-words.ts'
import { createSpeechEnding, sessionEndOf, type SpeechEnding } from './speech-ending.ts'
import { lastWordsOf } from './speech-last-words.ts'
import { turnToGoOn, writeOpening } from './speech-opening.ts'
import { speechRequestOf } from './speech-request.ts'
import { createSpeechSessions, type SpeechNews, type SpeechSessions } from './speech-sessions.ts'
import { createUnheardCaller, type UnheardCaller } from './speech-unheard.ts'
import type { SpokenTalkParts } from './talk-parts.ts'
import type { Opening, SessionEnd, SpokenTalk } from './talk.ts'
import { createTurnEnd } from './turn-end.ts'
import { createTurnStopwatch } from './turn-stopwatch.ts'
import { createTurnTaking, type TurnTaking } from './turn-taking.ts'

/** Joins a caller's line and a model that listens and speaks into one conversation, and writes down what happens. */
export function createSpokenConversation(parts: SpokenTalkParts): SpokenTalk {
  return new SpokenConversation(parts)
}

class SpokenConversation implements SpokenTalk {
  readonly #parts: SpokenTalkParts
  readonly #turns: TurnTaking
  readonly #heard: HeardWords
  readonly #sessions: SpeechSessions
  readonly #agent: SpeakingAgent
  readonly #caller: CallerSpeech
  readonly #callerWords: CallerWords
  readonly #keys: PressedKeys
  readonly #unheard: UnheardCaller
  readonly #over = Promise.withResolvers<SessionEnd>()
  readonly #turnEnd = createTurnEnd()
  readonly #ending: SpeechEnding
  readonly #awaited: CallerAwaited
  /** What the first session does not know: it was opened before. */
  #untold: string
  /** The last turn in which the caller wanted something. */
  #lastWish = 0

  constructor(parts: SpokenTalkParts) {
    const { clock, lastTurn, live, opening, recorder, session } = parts
    this.#parts = parts
    this.#untold = session ? opening.words : ''
    this.#turns = createTurnTaking(
      (phase) => {
        recorder.phase = phase
        live.phaseBecame(phase)
      },
      { lastTurn },
    )
    this.#heard = createHeardWords({ clock, live, recorder, notice: opening.notice })
    this.#callerWords = createCallerWords({ clock, live, recorder })
    this.#keys = createPressedKeys(clock, (keys) => this.#callerWrote(keys, undefined))
    this.#unheard = createUnheardCaller(clock, () => this.#askAgain())
    this.#sessions = this.#keepSessions()
    this.#agent = createSpeakingAgent({
      ...parts,
      turns: this.#turns,
      heard: this.#heard,
      sessions: this.#sessions,
      isCallerKnown: (turn) => this.#callerWords.areThere(turn),
      onAnswered: (turn, afterwards) => this.#answered(turn, afterwards),
      onSilent: () => this.#whenAllIsSaid(),
      onUnable: () => this.#stepDown(),
    })
    this.#awaited = this.#awaitCaller()
    this.#ending = this.#planEnd()
    this.#caller = this.#listenToCaller()
    this.#open()
    this.#sessions.begin(session)
  }

  get opening(): Opening {
    return this.#parts.opening
  }

  get ended(): Promise<SessionEnd> {
    return this.#over.promise
  }

  heard(sound: Sound): void {
    this.#sessions.ears.hear(sound)
  }

  receive(event: AudioLineEvent): void {
    if (this.#turns.isOver) return
    switch (event.type) {
      case 'played':
        return this.#agent.played(event.throughMs)
      case 'key-pressed':
        return this.#keyPressed(event.key)
      case 'sound-lost':
        return this.#parts.live.soundLost(event.lostMs)
      case 'line-closed':
        return void this.#lineClosed(event.by)
    }
  }

  lineClosed(by: SessionEnd['by']): void {
    this.receive({ type: 'line-closed', by })
  }

  turnEnds(): Promise<void> {
    if (this.#turns.isOver || this.#isPause) return Promise.resolve()
    return this.#turnEnd.next()
  }

  closeWith(words: string): void {
    if (this.#turns.isOver || this.#ending.isAskedFor || this.#ending.isUnable) return
    this.#wrapUp(words)
  }

  leave(why: LeavingReason): void {
    if (!this.#turns.isOver) this.#parts.line.leave(why)
  }

  get #isPause(): boolean {
    return !this.#agent.isBusy && !this.#caller.isUndecided
  }

  /** What is being said leads to the end of the call, and is not spoken over. */
  get #isEnding(): boolean {
    return this.#turns.mayEnd() || this.#agent.afterwards !== undefined
  }

  get #judgement(): Judgement {
    if (this.#isEnding) return 'maybe-courtesy'
    const { goesOnAfterNoise } = this.#parts.agent.voice.speech
    return goesOnAfterNoise && this.#turns.isHeldUp ? 'maybe-noise' : 'as-said'
  }

  #open(): void {
    writeOpening(this.#parts, { heard: this.#heard, turns: this.#turns })
    const goesOn = turnToGoOn(this.#parts, this.#turns)
    if (goesOn) this.#agent.answer(goesOn)
    this.#whenAllIsSaid()
  }

  #keepSessions(): SpeechSessions {
    return createSpeechSessions({
      ...this.#parts,
      request: () => speechRequestOf(this.#parts),
      listener: {
        spoke: (answer, sound) => this.#agent.modelSpoke(answer, sound),
        receive: (event) => this.#modelTold(event),
      },
      onReady: () => this.#modelIsReady(),
      onLost: () => this.#modelWasLost(),
      onUnable: () => this.#stepDown(),
      isOver: () => this.#turns.isOver,
      isPause: () => this.#isPause && !this.#callerWords.areMissing,
    })
  }

  #listenToCaller(): CallerSpeech {
    return createCallerSpeech({
      clock: this.#parts.clock,
      judgement: () => this.#judgement,
      hasAgentAsked: () => this.#agent.hasAsked,
      onSpeaking: (isSpeaking) => this.#callerSpeaks(isSpeaking),
      onSaid: (said, before) => this.#callerSaid(said, before),
      onNothing: (what, said) => this.#callerSaidNothing(what, said),
      onWords: (utterance, words) => this.#wordsCame(utterance, words),
      onSaidAfterAll: (text, language) => this.#callerWrote(text, language),
    })
  }

  #awaitCaller(): CallerAwaited {
    const { agent, clock } = this.#parts
    return createCallerAwaited({
      clock,
      silenceMs: agent.voice.patience.silenceMs,
      mayBeSilent: () => this.#agent.isBusy,
      isHeldUp: () => this.#turns.isHeldUp,
      onSilent: () => {
        const isWaiting = !this.#agent.isBusy && !this.#ending.isAskedFor
        if (isWaiting) this.#agent.house.callerIsSilent()
      },
      onNothingSaid: () => this.#goOnUnlessCallerSpeaks(),
    })
  }

  #planEnd(): SpeechEnding {
    return createSpeechEnding({
      ...this.#parts,
      wrapUp: this.#parts.standingWords.wrapUp,
      onLongEnough: () => this.#whenAllIsSaid(),
      onNotClosed: () => this.lineClosed('agent'),
    })
  }

  #modelTold(event: SpeechNews): void {
    switch (event.type) {
      case 'used': {
        const payload = { turn: this.#turns.turn, brain: this.#parts.speech.name, ...event.usage }
        return void this.#parts.recorder.record({ kind: 'brain-used', payload })
      }
      case 'caller-started':
      case 'caller-stopped':
      case 'caller-finished':
      case 'caller-words':
        return this.#caller.receive(event)
      default:
        if (!this.#turns.isOver) this.#agent.modelTold(event)
    }
  }

  #modelIsReady(): void {
    if (this.#untold !== '') this.#sessions.present.remember(this.#untold)
    this.#untold = ''
    this.#agent.modelIsReady()
    this.#unheard.modelIsReady()
  }

  #modelWasLost(): void {
    this.#untold = ''
    this.#callerWords.sessionLost()
    this.#unheard.modelWasLost({ wasSpeaking: this.#caller.sessionLost() })
    this.#agent.modelWasLost()
    this.#whenAllIsSaid()
  }

  /** Something was said, and nobody heard it. */
  #askAgain(): void {
    if (!this.#isPause || this.#ending.isAskedFor) return
    this.#callerWords.neverCome(this.#turns.callerFinished())
    this.#agent.house.say(this.#parts.standingWords.lost)
  }

  /** The call goes on where somebody can speak, once the caller has heard what is being said. */
  #stepDown(): void {
    if (this.#turns.isOver || this.#ending.isUnable) return
    this.#ending.isUnable = true
    const { afterwards } = this.#agent
    this.#callerWords.sessionLost()
    this.#caller.sessionLost()
    // Who was about to be put through, or to hang up, needs no model for that.
    if (afterwards !== undefined) this.#answered(this.#turns.turn, afterwards)
    const isEnding = this.#turns.mayEnd() || this.#ending.lastWords !== undefined
    if (!isEnding) this.#ending.instead = 'relay'
    this.#agent.modelIsGone()
    this.#whenAllIsSaid()
  }

  #callerSpeaks(isSpeaking: boolean): void {
    if (this.#turns.isOver) return
    this.#unheard.noLonger()
    if (isSpeaking && !this.#isEnding) this.#agent.fallSilent()
    if (isSpeaking) this.#awaited.speaks('')
    else this.#awaited.stopsSpeaking()
  }

  /** `before`: said shortly before, and taken for nothing by itself. */
  #callerSaid(said: Said, before: readonly Said[]): void {
    const isEnding = this.#isEnding
    if (!isEnding) this.#agent.takeBack()
    for (const { utterance } of before) {
      const turn = this.#turns.callerFinished()
      void this.#callerWords.begin(utterance, { turn, mayBeNothing: true })
    }
    const { endedMs, utterance } = said
    const written = (turn: number) => this.#callerWords.begin(utterance, { turn })
    this.#callerGoesOn((turn) => ({ words: written(turn), endedMs }), isEnding)
  }

  /** Something that was no sound for the model, or came too late to be one. */
  #callerWrote(text: string, language: string | undefined): void {
    if (this.#turns.isOver) return
    this.#callerGoesOn((turn) => {
      this.#agent.read(text)
      const words = this.#callerWords.wrote(turn, { text, language })
      return { words, endedMs: undefined }
    })
  }

  #callerGoesOn(begin: (turn: number) => SaidInTurn, isEnding = this.#isEnding): void {
    // Words after which the call ends are heard to their end, whatever comes then.
    if (!isEnding) this.#agent.takeBack()
    const turn = this.#turns.callerFinished()
    this.#callerWasUnderstood()
    const { words, endedMs: speechEndedMs } = begin(turn)
    if (this.#turns.isOver || this.#ending.isAskedFor) return
    const { isUnable, lastWords } = this.#ending
    if (lastWords !== undefined && isEnding) this.#turns.endAfter(turn)
    if (lastWords !== undefined || isUnable) return this.#whenAllIsSaid()
    const stopwatch = createTurnStopwatch(this.#parts.clock, { turn, speechEndedMs })
    this.#heard.timeTurn(turn, stopwatch)
    void words.then(() => stopwatch.wordsAreDurable())
    this.#agent.answer({ turn, stopwatch, callerWords: words })
  }

  #callerWasUnderstood(): void {
    this.#awaited.understood()
    this.#unheard.noLonger()
    // The carrier has been asked already.
    if (!this.#ending.isAskedFor) this.#ending.transfer = undefined
    this.#lastWish = this.#turns.turn
    this.#keys.drop()
    this.#agent.house.callerWasUnderstood()
  }

  #callerSaidNothing(what: 'noise' | 'courtesy' | 'unfinished', said: Said): void {
    if (what === 'noise') this.#sessions.present.forget(said.utterance)
    if (this.#turns.isOver) return
    if (what === 'courtesy') {
      const turn = this.#turns.callerFinished()
      void this.#callerWords.begin(said.utterance, { turn, mayBeNothing: true })
      this.#turns.endAfter(turn)
    }
    this.#goOnUnlessCallerSpeaks()
  }

  #goOnUnlessCallerSpeaks(): void {
    if (this.#turns.isHeldUp && !this.#caller.isUndecided) this.#agent.goOn()
    else this.#whenAllIsSaid()
  }

  #wordsCame(utterance: string, words: WordsOfCaller): boolean {
    const isOfTurn = this.#callerWords.came(utterance, words)
    if (isOfTurn && !this.#turns.isOver && this.#isPause) this.#sessions.pause()
    return isOfTurn
  }

  #keyPressed(key: string): void {
    void this.#parts.recorder.record({ kind: 'key-pressed', payload: { key } })
    if (this.#ending.isUnable) return
    if (!this.#isEnding) this.#agent.fallSilent()
    if (this.#turns.isHeldUp) this.#awaited.fellIn()
    this.#awaited.pressedKey()
    this.#keys.press(key)
  }

  #answered(turn: number, afterwards: Answer['afterwards']): void {
    if (afterwards !== undefined) this.#turns.endAfter(turn)
    // Whoever has spoken since wants something else.
    const isWanted = turn >= this.#lastWish
    if (typeof afterwards === 'object' && isWanted) this.#ending.transfer = afterwards
    this.#whenAllIsSaid()
  }

  #whenAllIsSaid(): void {
    if (this.#turns.isOver || !this.#isPause || this.#turns.isHeldUp) return
    this.#turns.agentFellSilent()
    this.#turnEnd.reached()
    if (this.#ending.isUnable || this.#turns.mayEnd()) return this.#ending.ask()
    if (this.#ending.lastWords !== undefined) return this.#wrapUp(this.#ending.lastWords)
    this.#sessions.pause()
    this.#awaited.begin()
  }

  #wrapUp(words: string): void {
    this.#ending.lastWords = words
    if (this.#turns.isHeldUp) this.#agent.takeBack()
    this.#agent.giveUp()
    this.#agent.house.goodbye(words)
  }

  async #lineClosed(by: SessionEnd['by']): Promise<void> {
    this.#awaited.noLonger()
    this.#ending.closed()
    this.#unheard.noLonger()
    this.#keys.drop()
    this.#turns.lineClosed()
    this.#agent.stop()
    this.#turnEnd.reached()
    // What a tool has begun for the caller belongs to the call, also when the caller did not wait.
    const { clock } = this.#parts
    const said = { clock, sessions: this.#sessions, speech: this.#caller, words: this.#callerWords }
    await Promise.all([this.#agent.settled(), lastWordsOf(said)])
    this.#caller.stop()
    this.#sessions.close()
    this.#over.resolve(sessionEndOf(this.#ending, by))
  }
}

interface SaidInTurn {
  /** Settles when its words are written down, or will not be. */
  readonly words: Promise<unknown>
  /** When the caller fell silent, on the monotonic clock; `undefined`: just now. */
  readonly endedMs: number | undefined
}
