import type { Agent } from '../agents/agent.ts'
import type { Clock } from '../lib/clock.ts'
import { describeWithCause } from '../lib/errors.ts'
import type { Answer } from './answer.ts'
import type { AudioLine } from './audio-line.ts'
import type { OpenCall } from './open-call.ts'
import {
  failedEnds,
  type AskEnd,
  type SpeechAsk,
  type SpeechAsks,
  type SpokenToolCall,
} from './speech-asks.ts'
import type { SpeechSession } from './speech-brain.ts'
import { goOnAfterNoise, goOnFrom, toldOfTools } from './speech-instructions.ts'
import type { SpokenPiece } from './speech-piece.ts'
import { refuseTool, useToolsOf, type ToolRound, type ToolRoundTimes } from './speech-tool-round.ts'
import type { SpeechVoice } from './speech-voice.ts'
import type { ToolResult } from './tool.ts'
import type { ToolTurn } from './transcript.ts'
import type { TurnStopwatch } from './turn-stopwatch.ts'
import { createTurnTools, type TurnTools } from './turn-tools.ts'
import type { ToolBox } from './use-tool.ts'
import { writeDownAnswer } from './written-answer.ts'

/** Has the caller's turns answered in sound, one after the other, with the tools that the model asks for. */
export interface SpeechAnswerer {
  /** Begins an answer. One before it that was not given up comes to its end all the same. */
  answer(turn: SpokenTurn): void
  /** The caller fell in: nothing new is begun until it is known whether anything was said. */
  hold(): void
  /** Nothing was said. `owed`: what was cut while it was still being made. */
  release(owed: SpokenPiece | undefined): void
  /** Nobody wants the present answer any more; a tool that it began is waited for. */
  giveUp(): void
  readonly isAnswering: boolean
  /** What is to happen to the call after the present answer. */
  readonly afterwards: Answer['afterwards']
  /** Settles when every tool that was begun is done. */
  settled(): Promise<void>
}

export interface SpokenTurn {
  readonly turn: number
  readonly stopwatch: TurnStopwatch
  /** Settles when the caller's words are written down, or will not be. */
  readonly callerWords: Promise<unknown>
  /** What the answer is to do beyond answering. */
  readonly instruction?: string | undefined
  /** What is to happen after it, should the tools not say. */
  readonly afterwards?: Answer['afterwards']
}

export interface SpeechAnswererParts extends OpenCall {
  readonly agent: Agent
  readonly clock: Clock
  readonly toolBox: ToolBox
  readonly brain: string
  readonly line: Pick<AudioLine, 'givenMs' | 'playedMs'>
  readonly asks: SpeechAsks
  readonly voice: SpeechVoice
  readonly session: () => Pick<SpeechSession, 'toolDone'>
  /** Grows with each session: a session knows nothing of the calls of the one before. */
  readonly sessionAge: () => number
  /** Whether the model, or the transcript, has what the caller said in this turn. */
  readonly isCallerKnown: (turn: number) => boolean
  readonly wordsWhenLost: string
  readonly nextFiller: () => string
  readonly onToolStarted: (turn: number) => void
  readonly onAnswered: (turn: number, afterwards: Answer['afterwards']) => void
  /** The model cannot answer, again and again. */
  readonly onUnable: () => void
}

export function createSpeechAnswerer(parts: SpeechAnswererParts): SpeechAnswerer {
  return new TurnsInSound(parts)
}

/** More rounds than any honest answer needs. */
const mostRounds = 6
/** Who fails so often in a row will fail again. */
const mostFailures = 2

interface Answering extends SpokenTurn {
  readonly tools: TurnTools
  /** Asked for by the model, and not begun. */
  calls: readonly SpokenToolCall[]
  /** Done, and unknown to the session that answers now. */
  untold: readonly ToolTurn[]
  afterwards: Answer['afterwards']
  ask: SpeechAsk | undefined
  filler: SpeechAsk | undefined
  /** To be asked when the caller turns out to have said nothing. */
  due: (() => void) | undefined
  isGivenUp: boolean
  hasSpoken: boolean
  /** The last answer of the model, which may have asked for tools as well, had words. */
  hadWords: boolean
  rounds: number
  failure: string | undefined
}

class TurnsInSound implements SpeechAnswerer {
  readonly #parts: SpeechAnswererParts
  /** Not whole yet, in order; the last one is the present one. Those before it are goodbyes that go on. */
  #open: readonly Answering[] = []
  #tools: Promise<void> | undefined
  #failures = 0
  #held: PromiseWithResolvers<void> | undefined

  constructor(parts: SpeechAnswererParts) {
    this.#parts = parts
  }

  get isAnswering(): boolean {
    return this.#open.length > 0
  }

  get afterwards(): Answer['afterwards'] {
    return this.#open.at(-1)?.afterwards
  }

  async settled(): Promise<void> {
    await this.#tools
  }

  answer(turn: SpokenTurn): void {
    const answering = { ...this.#newAnswering(turn.turn), ...turn, afterwards: turn.afterwards }
    this.#open = [...this.#open, answering]
    const begin = () => this.#ask(answering, { instruction: turn.instruction, isNewRound: true })
    // Results of tools are told before the next answer is asked for.
    if (this.#tools) void this.#tools.then(begin)
    else begin()
  }

  hold(): void {
    this.#held ??= Promise.withResolvers<void>()
  }

  release(owed: SpokenPiece | undefined): void {
    this.#held?.resolve()
    this.#held = undefined
    for (const answering of this.#open) this.#resume(answering, owed)
  }

  giveUp(): void {
    this.#held?.resolve()
    this.#held = undefined
    const open = this.#open
    this.#open = []
    for (const answering of open) this.#giveUp(answering)
  }

  #resume(answering: Answering, owed: SpokenPiece | undefined): void {
    const { due } = answering
    answering.due = undefined
    if (due) return due()
    if (owed?.turn !== answering.turn || !owed.isRemembered) return
    if (answering.calls.length > 0) return this.#useTools(answering)
    this.#ask(answering, { instruction: goOnAfterNoise, isNewRound: false })
  }

  #giveUp(answering: Answering): void {
    answering.isGivenUp = true
    for (const ask of [answering.ask, answering.filler]) if (ask) this.#parts.asks.giveUp(ask)
    for (const call of answering.calls) refuseTool(this.#telling(answering), call)
    answering.calls = []
    this.#writeDown(answering)
    this.#parts.voice.close(answering.turn)
  }

  #newAnswering(turn: number): Omit<Answering, keyof SpokenTurn> {
    const { agent, call, clock, live, recorder, toolBox } = this.#parts
    const tools = createTurnTools({
      toolBox,
      recorder,
      clock,
      context: () => ({ call: call(), agent, now: clock.now() }),
      turns: () => live.turns.filter((one) => one.turn <= turn),
    })
    return {
      tools,
      calls: [],
      untold: [],
      ask: undefined,
      filler: undefined,
      due: undefined,
      isGivenUp: false,
      hasSpoken: false,
      hadWords: false,
      rounds: 0,
      failure: undefined,
    }
  }

  #ask(answering: Answering, how: { instruction: string | undefined; isNewRound: boolean }): void {
    if (answering.isGivenUp) return
    if (this.#held) return void (answering.due = () => this.#ask(answering, how))
    if (how.isNewRound) {
      answering.rounds += 1
      answering.tools.offers()
    }
    const { asks, brain } = this.#parts
    if (answering.rounds > mostRounds) {
      return this.#fail(answering, `${brain} called tools ${mostRounds} times without an answer`)
    }
    const untold = answering.untold.length > 0 ? [toldOfTools(answering.untold)] : []
    answering.untold = []
    const words = [...untold, ...(how.instruction === undefined ? [] : [how.instruction])]
    const ask = asks.answer({
      turn: answering.turn,
      instruction: words.length > 0 ? words.join(' ') : undefined,
      onToolCall: (call) => void (answering.calls = [...answering.calls, call]),
      onEnded: (reason, piece) => {
        if (answering.ask === ask) answering.ask = undefined
        this.#ended(answering, { reason, piece, how })
      },
    })
    answering.ask = ask
  }

  #ended(
    answering: Answering,
    { reason, piece, how }: { reason: AskEnd; piece: SpokenPiece | undefined; how: AskedHow },
  ): void {
    answering.hadWords = piece !== undefined && piece.soundMs > 0
    answering.hasSpoken ||= answering.hadWords
    if (reason === 'lost') return this.#lost(answering, how)
    // Cut by us: the caller, who fell in, decides how it goes on.
    if (piece?.wasCut === true) return
    if (failedEnds.has(reason))
      this.#fail(answering, `${this.#parts.brain} gave no answer: ${reason}`)
    else this.#answered(answering)
  }

  #answered(answering: Answering): void {
    if (answering.calls.length > 0) return this.#useTools(answering)
    if (answering.hasSpoken || answering.afterwards !== undefined) return this.#whole(answering)
    this.#fail(answering, `${this.#parts.brain} said nothing`)
  }

  /** What the model was about to say went down with its session, which goes on in another one. */
  #lost(answering: Answering, { instruction }: AskedHow): void {
    answering.calls = []
    const { isCallerKnown, voice } = this.#parts
    if (!isCallerKnown(answering.turn)) return this.#sayThatItIsLost(answering)
    const said = voice.plannedIn(answering.turn)
    const goOn = said === '' ? instruction : goOnFrom(said)
    this.#ask(answering, { instruction: goOn, isNewRound: false })
  }

  #fail(answering: Answering, reason: string): void {
    answering.failure = reason
    answering.afterwards = undefined
    for (const call of answering.calls) refuseTool(this.#telling(answering), call)
    answering.calls = []
    this.#failures += 1
    if (this.#failures < mostFailures) return this.#sayThatItIsLost(answering)
    this.giveUp()
    this.#parts.onUnable()
  }

  #sayThatItIsLost(answering: Answering): void {
    const { asks, wordsWhenLost: words } = this.#parts
    const { turn } = answering
    const onEnded = (reason: AskEnd, piece: SpokenPiece | undefined): void => {
      const isSaid = piece !== undefined && piece.soundMs > 0
      if (isSaid || answering.isGivenUp) return this.#whole(answering)
      if (reason === 'lost') return this.#sayThatItIsLost(answering)
      this.giveUp()
      this.#parts.onUnable()
    }
    answering.ask = asks.say({ turn, words, onEnded })
  }

  #whole(answering: Answering): void {
    if (answering.isGivenUp) return
    if (answering.failure === undefined) this.#failures = 0
    this.#open = this.#open.filter((one) => one !== answering)
    this.#writeDown(answering)
    this.#parts.voice.close(answering.turn)
    this.#parts.onAnswered(answering.turn, answering.afterwards)
  }

  #useTools(answering: Answering): void {
    const { calls } = answering
    answering.calls = []
    const { agent, clock, line } = this.#parts
    const times = {
      clock,
      fillerAfterMs: agent.voice.patience.fillerAfterMs,
      stillHeardForMs: () => line.givenMs - line.playedMs,
    }
    this.#tools = this.#useAll(answering, { ...this.#telling(answering), calls }, times)
  }

  async #useAll(answering: Answering, round: ToolRound, times: ToolRoundTimes): Promise<void> {
    try {
      await useToolsOf(round, times)
    } catch (error) {
      answering.failure = describeWithCause(error)
    }
    this.#tools = undefined
    // One that has begun is said; one that has not would come after what it was to cover.
    if (answering.filler) this.#parts.asks.giveUp(answering.filler)
    if (!answering.isGivenUp) this.#goOnAfterTools(answering, round.calls)
  }

  #goOnAfterTools(answering: Answering, calls: readonly SpokenToolCall[]): void {
    // Whoever says goodbye and hangs up in one answer has said it.
    const isGoodbyeSaid = answering.hadWords && calls.length === 1
    if (answering.afterwards === 'hang-up' && isGoodbyeSaid) return this.#whole(answering)
    this.#ask(answering, { instruction: undefined, isNewRound: true })
  }

  #telling(answering: Answering): Omit<ToolRound, 'calls'> {
    const { asks, clock, live, nextFiller, onToolStarted, session, sessionAge } = this.#parts
    const { callerWords, stopwatch, tools, turn } = answering
    const age = sessionAge()
    const tell = ({ toolCallId }: SpokenToolCall, result: ToolResult): boolean => {
      if (sessionAge() !== age) return false
      session().toolDone({ toolCallId, result })
      return true
    }
    return {
      turn,
      callerWords,
      callerHasDecided: async () => this.#held?.promise,
      isGivenUp: () => answering.isGivenUp,
      use: async ({ toolCallId, tool, arguments: args }) => {
        const beganMs = clock.monotonicMs()
        const used = await tools.use({ turn, toolCallId, tool, arguments: args })
        stopwatch.toolTook(clock.monotonicMs() - beganMs)
        return used
      },
      onStarted(tool) {
        live.startedTool(tool)
        onToolStarted(turn)
      },
      onDone: (call, used) => {
        live.usedTool(used)
        answering.afterwards ??= used.result.ok ? used.result.afterwards : undefined
        if (!tell(call, used.result)) answering.untold = [...answering.untold, used]
      },
      onNotDone: tell,
      sayFiller: () => {
        if (this.#held) return
        const filler = { turn, words: nextFiller(), isFiller: true, onEnded: () => undefined }
        answering.filler = asks.say(filler)
      },
    }
  }

  #writeDown(answering: Answering): void {
    const { brain, voice } = this.#parts
    const { failure, turn } = answering
    const planned = voice.plannedIn(turn)
    writeDownAnswer(this.#parts, turn, { brain, planned, failure })
  }
}

interface AskedHow {
  readonly instruction: string | undefined
}
