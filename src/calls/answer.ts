import { withDeadline } from '../lib/deadline.ts'
import { describeWithCause } from '../lib/errors.ts'
import { BrainFailed } from './brain-failed.ts'
import type { Recorded } from './call-recorder.ts'
import type { Speaker } from './speak.ts'
import { think, type Thinking, type Thought } from './think.ts'
import type { ToolTurn } from './transcript.ts'
import type { TurnStopwatch } from './turn-stopwatch.ts'

/** One answer of the agent: what it takes to give it, and who wants to know of its steps. */
export interface Answering {
  readonly thinking: Thinking
  readonly speaker: Speaker
  readonly stopwatch: TurnStopwatch
  /** Settles when the caller's words are written down, or cannot be. */
  readonly callerWords: Promise<Recorded>
  /** Said before anything else, such as a notice that the caller did not hear to its end. */
  readonly firstSay: string
  /** Said when the brain fails, so that the caller is not left in silence. */
  readonly wordsWhenLost: string
  readonly onToolStarted: (tool: string) => void
  readonly onToolFinished: (turn: ToolTurn) => void
}

export interface Answer {
  readonly planned: string
  readonly hangUp: boolean
  /** Why the brain could not answer, when it could not. */
  readonly failure: string | undefined
}

/** Nothing is spoken before the caller's words are durable, but nobody waits longer than this for it. */
const durableWithinMs = 150

/** Thinks and speaks until the answer is whole, the brain failed, or `signal` aborts. Never throws. */
export async function answer(answering: Answering, signal: AbortSignal): Promise<Answer> {
  const { speaker, wordsWhenLost } = answering
  const spoken = createSpokenAnswer(answering, signal)
  let failure: string | undefined
  try {
    for await (const thought of think(answering.thinking, signal)) await spoken.take(thought)
    if (spoken.isSilent && !signal.aborted) throw new BrainFailed('The brain said nothing')
  } catch (error) {
    failure = describeWithCause(error)
    await spoken.say(spoken.planned === '' ? wordsWhenLost : ` ${wordsWhenLost}`)
  }
  if (!signal.aborted) speaker.close()
  return { planned: spoken.planned, hangUp: spoken.hangUp && failure === undefined, failure }
}

/** An answer while it is being given. */
function createSpokenAnswer(answering: Answering, signal: AbortSignal) {
  const { onToolFinished, onToolStarted, speaker, stopwatch, thinking } = answering
  let planned = ''
  let hangUp = false

  async function say(text: string): Promise<void> {
    const first = planned === ''
    if (first && (await callerWordsAreSafe(answering)) === 'taken-over') return
    if (signal.aborted) return
    const words = first ? answering.firstSay + text : text
    planned += words
    speaker.say(thinking.turn, words)
    stopwatch.wordsSent()
  }

  return {
    say,
    async take(thought: Thought): Promise<void> {
      if (thought.type === 'words') {
        stopwatch.brainSpoke()
        return say(thought.text)
      }
      if (thought.type === 'tool-started') return onToolStarted(thought.tool)
      onToolFinished(thought.toolTurn)
      hangUp ||= endsCall(thought.toolTurn)
    },
    get planned() {
      return planned
    },
    get hangUp() {
      return hangUp
    },
    get isSilent() {
      return !/[\p{L}\p{N}]/u.test(planned) && !hangUp
    },
  }
}

async function callerWordsAreSafe({ callerWords, thinking, stopwatch }: Answering) {
  const limit = {
    deadlineMs: durableWithinMs,
    what: 'Writing the words down',
    clock: thinking.clock,
  }
  const recorded = await withDeadline(callerWords, limit).catch(() => 'memory-only' as const)
  stopwatch.wordsAreDurable()
  return recorded
}

function endsCall({ result }: ToolTurn): boolean {
  return result.ok && result.afterwards === 'hang-up'
}
