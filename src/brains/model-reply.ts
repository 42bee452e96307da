import type { BrainEvent, BrainUsage } from '../calls/brain.ts'
import type { BrainFailed } from '../calls/brain-failed.ts'
import { isAborted } from '../lib/abort.ts'
import type { Clock } from '../lib/clock.ts'
import { gatherWords } from './gather-words.ts'

/** Reads one answer of a model, piece by piece, in its vendor's dialect. */
export interface ModelReading<Piece> {
  /** The words of a piece; empty for a sign that a tool is being called; `undefined`: nothing for a caller. */
  take(piece: Piece): string | undefined
  /** Whether the vendor has said that nothing more comes. */
  readonly isWhole: boolean
  /** What of the request the vendor has told so far. */
  readonly usage: BrainUsage | undefined
  /**
   * The tool calls of the answer, then its end.
   * @throws {BrainFailed} when it broke off.
   */
  end(): readonly BrainEvent[]
}

export interface ModelRequest<Piece> {
  readonly brain: string
  readonly clock: Clock
  /** Sends the request; `signal` closes it. */
  readonly open: (signal: AbortSignal) => PromiseLike<AsyncIterable<Piece>>
  readonly reading: ModelReading<Piece>
  readonly failureOf: (error: unknown) => BrainFailed
}

/** How long a body that is whole may take to its last byte, so that its connection can be used again. */
const lastByteWithinMs = 1_000

/**
 * One request as the events of a brain. It is closed in the tick in which `signal` aborts; once the answer is
 * whole nothing closes it any more, since that would cost the next turn a new connection.
 */
export async function* modelReply<Piece>(
  asked: ModelRequest<Piece>,
  signal: AbortSignal,
): AsyncGenerator<BrainEvent> {
  if (signal.aborted) return
  const { failureOf, reading } = asked
  const request = new AbortController()
  const close = () => {
    if (!reading.isWhole) request.abort()
  }
  signal.addEventListener('abort', close, { once: true })
  try {
    yield* wordsOf(asked, request)
    yield* withUsage(asked, request.signal.aborted ? [] : reading.end())
  } catch (error) {
    yield* withUsage(asked, [])
    if (!isAborted(signal)) throw failureOf(error)
  } finally {
    signal.removeEventListener('abort', close)
    close()
  }
}

/**
 * The words as they come: the first at once, because the caller waits for them, then those of a moment together.
 * A body whose answer is whole is read to its last byte by the way.
 */
async function* wordsOf<Piece>(
  { clock, open, reading }: ModelRequest<Piece>,
  request: AbortController,
): AsyncGenerator<BrainEvent> {
  const stream = await open(request.signal)
  const pieces = stream[Symbol.asyncIterator]()
  const gathered = gatherWords(clock)
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    if (request.signal.aborted) return
    const words = gathered.add(reading.take(next.value), { isLast: reading.isWhole })
    if (words !== undefined) yield { type: 'text-delta', text: words }
    if (reading.isWhole) return void readToItsEnd(pieces, { request, clock })
  }
  const rest = gathered.add(undefined, { isLast: true })
  if (rest !== undefined) yield { type: 'text-delta', text: rest }
}

/** What the request comes to is told before its end, after which nothing may come. */
function* withUsage<Piece>(
  { brain, reading }: ModelRequest<Piece>,
  ending: readonly BrainEvent[],
): Generator<BrainEvent> {
  const { usage } = reading
  if (usage) yield { type: 'used', brain, usage }
  yield* ending
}

async function readToItsEnd(
  pieces: AsyncIterator<unknown>,
  { request, clock }: { request: AbortController; clock: Clock },
): Promise<void> {
  const timer = clock.after(lastByteWithinMs, () => request.abort())
  try {
    while ((await pieces.next()).done !== true);
  } catch {
    // The answer was whole before: the next turn takes another connection.
  } finally {
    timer.cancel()
  }
}
