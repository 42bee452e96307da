import type { Agent } from '../agents/agent.ts'
import { isAborted } from '../lib/abort.ts'
import type { Clock } from '../lib/clock.ts'
import { describeWithCause } from '../lib/errors.ts'
import { answer, type Answer, type Answering } from './answer.ts'
import type { Brain } from './brain.ts'
import type { BrokenAnswer } from './broken-answer.ts'
import type { Call } from './call.ts'
import type { CallRecorder, Recorded } from './call-recorder.ts'
import type { LiveCall } from './live-call.ts'
import { otherPartyOf } from './parties.ts'
import type { Speaker } from './speak.ts'
import { withAgentTurn, type AgentTurn, type ToolTurn } from './transcript.ts'
import type { TurnStopwatch } from './turn-stopwatch.ts'
import { createTurnTools } from './turn-tools.ts'
import type { ToolBox, ToolCall } from './use-tool.ts'
import { writeDownAnswer } from './written-answer.ts'

/** Answers the caller's turns, one after the other, and writes down what was planned and done. */
export interface TurnAnswerer {
  /** Begins an answer; the one before is given up first, but a tool that it began is waited for. */
  answer(turn: TurnToAnswer): void
  giveUp(): void
  readonly isAnswering: boolean
  /** Settles when the newest answer has ended, with the tools that it began. */
  settled(): Promise<void>
}

export interface TurnToAnswer {
  readonly turn: number
  readonly stopwatch: TurnStopwatch
  readonly callerWords: Promise<Recorded>
  readonly firstSay: string
  /** This is the rest of an answer that broke off; absent for the caller's own words. */
  readonly goesOn?: BrokenAnswer
}

export interface TurnAnswererParts {
  readonly call: () => Call
  readonly agent: Agent
  readonly callerName: () => string | undefined
  readonly brain: Brain
  readonly toolBox: ToolBox
  readonly recorder: CallRecorder
  readonly speaker: Speaker
  readonly live: LiveCall
  readonly clock: Clock
  readonly wordsWhenLost: string
  readonly nextFiller: () => string
  readonly onToolStarted: (turn: number) => void
  /** The newest answer is whole: nothing more comes for it. */
  readonly onAnswered: (turn: number, answer: Answer) => void
}

/** Made once: a reason of its own for each answer would cost a stack trace each. */
const isGivenUp = new Error('The caller has gone on')

export function createTurnAnswerer(parts: TurnAnswererParts): TurnAnswerer {
  let stop = new AbortController()
  let last: Promise<void> = Promise.resolve()
  let isAnswering = false

  async function answerAfter(
    before: Promise<void>,
    next: TurnToAnswer,
    { signal }: AbortController,
  ) {
    await before
    if (signal.aborted) return
    const given = await answer(answeringOf(parts, next), signal)
    writeDownAnswer(parts, next.turn, given)
    if (isAborted(signal)) return
    isAnswering = false
    const afterwards = given.afterwards ?? next.goesOn?.afterwards
    parts.onAnswered(next.turn, { ...given, afterwards })
  }

  return {
    answer(next) {
      stop.abort(isGivenUp)
      stop = new AbortController()
      isAnswering = true
      // An answer never fails; if it does all the same, this call has lost a turn and no more.
      last = answerAfter(last, next, stop).catch((error: unknown) => {
        const reason = describeWithCause(error)
        void parts.recorder.record({ kind: 'brain-failed', payload: { turn: next.turn, reason } })
      })
    },
    giveUp() {
      stop.abort(isGivenUp)
      isAnswering = false
    },
    get isAnswering() {
      return isAnswering
    },
    settled: () => last,
  }
}

function answeringOf(parts: TurnAnswererParts, next: TurnToAnswer): Answering {
  const { agent, brain, call, callerName, clock, live, recorder, speaker, toolBox } = parts
  const { turn, stopwatch, callerWords, firstSay, goesOn } = next
  const tools = createTurnTools({
    toolBox,
    recorder,
    clock,
    context: () => ({ call: call(), agent, now: clock.now() }),
    turns: () => transcriptFor(parts, turn),
  })
  // What was heard before the line broke belongs to the first words after it only.
  let saidAlready = goesOn?.saidAlready ?? ''
  let toolBeganMs = 0
  const request = (saidBeforeTools: string) => {
    const asked = { saidAlready, saidBeforeTools, tools: tools.offers() }
    saidAlready = ''
    return {
      ...asked,
      agent,
      caller: { phoneNumber: otherPartyOf(call()), name: callerName() },
      transcript: goesOn ? goingOn(parts, { turn, goesOn }) : transcriptFor(parts, turn),
      now: clock.now(),
    }
  }
  return {
    thinking: { brain, clock, turn, request, useTool: (toUse: ToolCall) => tools.use(toUse) },
    speaker,
    stopwatch,
    callerWords,
    firstSay,
    wordsWhenLost: parts.wordsWhenLost,
    nextFiller: parts.nextFiller,
    fillerAfterMs: agent.voice.patience.fillerAfterMs,
    onToolStarted(tool) {
      toolBeganMs = clock.monotonicMs()
      live.startedTool(tool)
      parts.onToolStarted(turn)
    },
    onToolFinished(used: ToolTurn) {
      stopwatch.toolTook(clock.monotonicMs() - toolBeganMs)
      live.usedTool(used)
    },
  }
}

/** As if the line had never broken: what was said about that is no part of the answer. */
function goingOn(
  { live }: TurnAnswererParts,
  { turn, goesOn }: { turn: number; goesOn: BrokenAnswer },
) {
  const since = live.turns.filter((one) => one.speaker === 'tool' && one.turn === turn)
  return [...goesOn.transcript, ...since]
}

/** What a brain builds on: what was heard, and what is being played because it was sent before. */
function transcriptFor({ live, speaker, clock }: TurnAnswererParts, turn: number) {
  return speaker.pending
    .filter((utterance) => utterance.turn < turn)
    .map(({ heard, ...utterance }): AgentTurn => ({
      ...utterance,
      speaker: 'agent',
      text: heard,
      at: clock.now(),
    }))
    .reduce(withAgentTurn, live.turns)
}
