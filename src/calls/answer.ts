import { createMovableTimer, type MovableTimer } from '../lib/movable-timer.ts'
import { withDeadline } from '../lib/deadline.ts'
import { describeWithCause } from '../lib/errors.ts'
import { BrainFailed } from './brain-failed.ts'
import type { BrainSwitch } from './brain.ts'
import { createBrainsAsked, type BrainsAsked, type BrainUsed } from './brains-asked.ts'
import type { Recorded } from './call-recorder.ts'
import type { Speaker } from './speak.ts'
import { think, type Thinking, type Thought } from './think.ts'
import type { Transfer } from './tool.ts'
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
  /** Said when nothing is heard for `fillerAfterMs`, and again only after a long while without words. */
  readonly nextFiller: () => string
  readonly fillerAfterMs: number
  readonly onToolStarted: (tool: string) => void
  readonly onToolFinished: (turn: ToolTurn) => void
}

export interface Answer {
  readonly planned: string
  /** What happens to the call once this answer has been heard. */
  readonly afterwards: 'hang-up' | Transfer | undefined
  /** Why the brain could not answer, when it could not. */
  readonly failure: string | undefined
  /** The brain that said the last of it. */
  readonly brain: string
  readonly switches: readonly BrainSwitch[]
  /** What its requests came to, also of brains that did not win. */
  readonly used: readonly BrainUsed[]
}

/** Nothing is spoken before the caller's words are durable, but nobody waits longer than this for it. */
const durableWithinMs = 150
/** How long a word takes to say: what was sent is still heard while the next words are awaited. */
const msPerCharacter = 60
/** A caller who still waits so long after a filler is not left to wonder whether anybody is there. */
const nextFillerAfterMs = 10_000

/** Thinks and speaks until the answer is whole, the brain failed, or `signal` aborts. Never throws. */
export async function answer(answering: Answering, signal: AbortSignal): Promise<Answer> {
  const spoken = new SpokenAnswer(answering, signal)
  let failure: string | undefined
  try {
    for await (const thought of think(answering.thinking, signal)) await spoken.take(thought)
    if (spoken.isSilent && !signal.aborted) throw new BrainFailed('The brain said nothing')
  } catch (error) {
    failure = describeWithCause(error)
    await spoken.say(answering.wordsWhenLost, { apart: true })
  }
  spoken.close()
  const { brains, planned } = spoken
  const afterwards = failure === undefined ? spoken.afterwards : undefined
  return { planned, afterwards, failure, ...brains.read() }
}

/** An answer while it is being given. */
class SpokenAnswer {
  planned = ''
  afterwards: Answer['afterwards']
  readonly brains: BrainsAsked
  readonly #answering: Answering
  readonly #signal: AbortSignal
  readonly #mayBegin: Promise<Recorded>
  /** What the brain said, without a filler before it. */
  #answered = ''
  readonly #impatience: MovableTimer
  /** A filler or a tool came since the last words, so that the next ones do not go on from those. */
  #beginsAnew = false
  #isWhole = false
  /** When what was sent so far has been said, on the monotonic clock. */
  #saidByMs = 0

  constructor(answering: Answering, signal: AbortSignal) {
    this.#answering = answering
    this.#signal = signal
    this.brains = createBrainsAsked(answering.thinking.brain.name)
    this.#mayBegin = callerWordsAreSafe(answering)
    this.#impatience = createMovableTimer(answering.thinking.clock, () => void this.#fillIn())
    this.#fillInAfter(answering.fillerAfterMs)
  }

  get isSilent(): boolean {
    return !/[\p{L}\p{N}]/u.test(this.#answered) && this.afterwards === undefined
  }

  /** `apart`: these words do not go on from those before. */
  async say(text: string, { apart = false } = {}): Promise<void> {
    if (!(await this.#isAllowed())) return
    this.#answered += text
    const behind = this.planned.trimEnd().length
    this.#send(text, apart || this.#beginsAnew)
    this.#beginsAnew = false
    this.#answering.stopwatch.wordsSent({ behind })
    this.#fillInAfter(this.#answering.fillerAfterMs)
  }

  async take(thought: Thought): Promise<void> {
    this.brains.note(thought)
    if (thought.type === 'switched' || thought.type === 'used') return
    if (thought.type === 'words') {
      this.#answering.stopwatch.brainSpoke()
      return this.say(thought.text)
    }
    if (thought.type === 'tool-started') return this.#answering.onToolStarted(thought.tool)
    this.#beginsAnew = true
    this.#answering.onToolFinished(thought.toolTurn)
    this.afterwards ??= afterwardsOf(thought.toolTurn)
  }

  close(): void {
    this.#impatience.cancel()
    this.#isWhole = true
    if (!this.#signal.aborted) this.#answering.speaker.close()
  }

  #fillInAfter(silenceMs: number): void {
    const nowMs = this.#answering.thinking.clock.monotonicMs()
    this.#impatience.fireAt(Math.max(nowMs, this.#saidByMs) + silenceMs)
  }

  async #fillIn(): Promise<void> {
    const before = this.#answered
    const isAllowed = await this.#isAllowed()
    // Words that came in the meantime are better than any filler.
    if (!isAllowed || this.#isWhole || this.#answered !== before) return
    this.#beginsAnew = true
    this.#send(this.#answering.nextFiller(), true)
    this.#fillInAfter(nextFillerAfterMs)
  }

  async #isAllowed(): Promise<boolean> {
    return (await this.#mayBegin) !== 'taken-over' && !this.#signal.aborted
  }

  #send(text: string, apart: boolean): void {
    const first = this.planned === ''
    const gap = apart && !/^\s/u.test(text) && !/\s$/u.test(this.planned) ? ' ' : ''
    const words = first ? this.#answering.firstSay + text : `${gap}${text}`
    this.planned += words
    const nowMs = this.#answering.thinking.clock.monotonicMs()
    this.#saidByMs = Math.max(nowMs, this.#saidByMs) + words.length * msPerCharacter
    this.#answering.speaker.say(this.#answering.thinking.turn, words)
  }
}

function afterwardsOf({ result }: ToolTurn): Answer['afterwards'] {
  return result.ok ? result.afterwards : undefined
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
