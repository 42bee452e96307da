import { isAborted } from '../lib/abort.ts'
import type { Clock } from '../lib/clock.ts'
import { watchSilence } from '../lib/silence.ts'
import { BrainFailed } from './brain-failed.ts'
import type { Brain, BrainEvent, BrainRequest, BrainSwitch } from './brain.ts'
import type { ToolCall } from './use-tool.ts'
import type { ToolTurn } from './transcript.ts'

/** What comes of thinking about a turn, as it comes. */
export type Thought =
  | { readonly type: 'words'; readonly text: string }
  | BrainSwitch
  | Extract<BrainEvent, { type: 'used' }>
  | { readonly type: 'tool-started'; readonly tool: string }
  | { readonly type: 'tool-finished'; readonly toolTurn: ToolTurn }

export interface Thinking {
  readonly brain: Brain
  readonly clock: Clock
  readonly turn: number
  /** What the brain is asked, anew for each round, with the results of the tools before it and what was said by then. */
  readonly request: (saidBeforeTools: string) => BrainRequest
  readonly useTool: (call: ToolCall) => Promise<ToolTurn>
}

/** More rounds than any honest answer needs: a brain that goes on calling tools is stopped. */
const mostRounds = 6
/**
 * The longest silence of a brain within an answer before it counts as failed. A brain made of several tells
 * of each change among them, so that every one of them has its time.
 */
const brainDeadlineMs = 6_000

/**
 * Asks the brain until its answer is whole, using the tools it calls for.
 * Ends early, without an error, when `signal` aborts. A tool that has begun is never stopped by that: its
 * effect may be done already, so its result is wanted.
 * @throws {BrainFailed} when the brain cannot answer, stalls, or never comes to an end.
 */
export async function* think(thinking: Thinking, signal: AbortSignal): AsyncGenerator<Thought> {
  let said = ''
  for (let round = 0; round < mostRounds; round += 1) {
    const calls: ToolCall[] = []
    const request = thinking.request(said)
    for await (const event of brainEvents({ ...thinking, request }, signal)) {
      if (signal.aborted) return
      if (event.type === 'text-delta') said += event.text
      if (event.type === 'tool-call') calls.push({ ...withoutType(event), turn: thinking.turn })
      else yield* thoughtsOf(event)
    }
    // A caller who has spoken, or gone, since the brain asked for a tool did not ask for it any more.
    if (calls.length === 0 || signal.aborted) return
    yield* useTools(thinking, { calls, signal })
    if (isAborted(signal)) return
  }
  throw new BrainFailed(`${thinking.brain.name} called tools ${mostRounds} times without an answer`)
}

async function* useTools(
  thinking: Thinking,
  { calls, signal }: { calls: readonly ToolCall[]; signal: AbortSignal },
): AsyncGenerator<Thought> {
  for (const call of calls) {
    if (signal.aborted) return
    yield { type: 'tool-started', tool: call.tool }
    yield { type: 'tool-finished', toolTurn: await thinking.useTool(call) }
  }
}

/** The brain's events, each within its deadline; a failure of any kind is a `BrainFailed`. */
async function* brainEvents(
  { brain, clock, request }: Pick<Thinking, 'brain' | 'clock'> & { request: BrainRequest },
  signal: AbortSignal,
): AsyncGenerator<BrainEvent> {
  const stop = new AbortController()
  const reply = brain.reply(request, AbortSignal.any([signal, stop.signal]))
  const events = reply[Symbol.asyncIterator]()
  const silence = watchSilence(clock, { forMs: brainDeadlineMs, signal })
  try {
    for (;;) {
      const next = await silence.orElse(events.next())
      if (next === 'late') throw stalled(brain)
      if (next === 'aborted' || next.done === true) return
      silence.allow(brainDeadlineMs)
      yield next.value
    }
  } catch (error) {
    if (signal.aborted) return
    throw error instanceof BrainFailed
      ? error
      : new BrainFailed(`The brain ${brain.name} failed`, { cause: error })
  } finally {
    silence.stop()
    stop.abort(answerIsOver)
  }
}

/** Made once: a reason of its own for each answer would cost a stack trace each. */
const answerIsOver = new Error('Nobody waits for more of this answer')

function stalled({ name }: Brain): BrainFailed {
  return new BrainFailed(`The brain ${name} said nothing for ${brainDeadlineMs} ms`)
}

function thoughtsOf(event: Exclude<BrainEvent, { type: 'tool-call' }>): readonly Thought[] {
  if (event.type === 'reply-end') return []
  if (event.type !== 'text-delta') return [event]
  return event.text === '' ? [] : [{ type: 'words', text: event.text }]
}

function withoutType(event: Extract<BrainEvent, { type: 'tool-call' }>) {
  const { type: _, ...call } = event
  return call
}
