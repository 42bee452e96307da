import type { Brain, BrainEvent, BrainRequest } from '../../calls/brain.ts'
import { BrainFailed, type BrainFailure } from '../../calls/brain-failed.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError, describeError } from '../../lib/errors.ts'
import { AnswerSoFar } from './answer-so-far.ts'
import { watchSilence, type Silence } from '../../lib/silence.ts'

/** Why a brain did not give the answer. */
export interface Failure {
  readonly reason: BrainFailure
  /** In words, for the owner; never the caller's. */
  readonly detail: string
  /** How long its vendor wants to be left alone. */
  readonly retryAfterMs: number | undefined
  /** It fails until the owner changes something. */
  readonly needsOwner?: boolean
}

export type Outcome = 'answered' | 'aborted' | Failure

/** How asking a brain ended, and which words it had said by then. */
export interface Asked {
  readonly outcome: Outcome
  readonly said: string
}

export interface Asking {
  readonly brain: Brain
  readonly request: BrainRequest
  readonly clock: Clock
  readonly firstWordWithinMs: number
}

/**
 * Models send a word every 10 to 100 ms. A pause of two seconds in the middle of a sentence is one that a
 * caller takes for a dead line, and no filler fits there.
 */
const nextWordWithinMs = 2_000

/**
 * Asks one brain, which has to begin and to go on in time and to keep the rules of the port. What it sends
 * after it was given up is dropped, and its errors are its own.
 */
export async function* askOne(
  asking: Asking,
  signal: AbortSignal,
): AsyncGenerator<BrainEvent, Asked> {
  const { brain, clock, firstWordWithinMs, request } = asking
  const stop = new AbortController()
  const { saidAlready = '', saidBeforeTools = '' } = request
  const answer = new AnswerSoFar({ saidBefore: saidAlready, saidBeforeTools })
  const silence = watchSilence(clock, { forMs: firstWordWithinMs, signal })
  const reply = brain.reply(request, AbortSignal.any([signal, stop.signal]))
  const events = reply[Symbol.asyncIterator]()
  try {
    const outcome = yield* passOn(events, { asking, answer, silence })
    return { outcome, said: answer.text }
  } catch (error) {
    return { outcome: signal.aborted ? 'aborted' : failureOf(error), said: answer.text }
  } finally {
    silence.stop()
    stop.abort(isGivenUp)
    void leave(events)
  }
}

/** Made once: a reason of its own for each answer would cost a stack trace each. */
const isGivenUp = new Error('This brain is not listened to any more')

interface Watched {
  readonly asking: Asking
  readonly answer: AnswerSoFar
  readonly silence: Silence
}

async function* passOn(
  events: AsyncIterator<BrainEvent>,
  { asking, answer, silence }: Watched,
): AsyncGenerator<BrainEvent, Outcome> {
  while (!answer.hasEnded) {
    const next = await silence.orElse(quietly(events.next()))
    if (next === 'aborted') return 'aborted'
    if (next === 'late') return tooLate(asking, answer)
    if (next.done === true) return failure('malformed', 'its answer broke off without an end')
    const passed = answer.take(next.value)
    if ('reason' in passed) return failure(passed.reason, passed.detail)
    if (answer.hasBegun) silence.allow(nextWordWithinMs)
    yield* passed
  }
  return 'answered'
}

function tooLate({ firstWordWithinMs }: Asking, { hasBegun }: AnswerSoFar): Failure {
  return hasBegun
    ? failure('stalled', `nothing more came for ${nextWordWithinMs} ms`)
    : failure('too-slow', `no word came within ${firstWordWithinMs} ms`)
}

function failureOf(error: unknown): Failure {
  if (error instanceof BrainFailed) {
    const { message, needsOwner, retryAfterMs, why } = error
    return { reason: why, detail: short(message), retryAfterMs, needsOwner }
  }
  // A message that is not ours may hold what the caller said.
  const what = error instanceof AppError ? describeError(error) : nameOf(error)
  return failure('error', what)
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'an unknown error'
}

function failure(reason: BrainFailure, detail: string): Failure {
  return { reason, detail: short(detail), retryAfterMs: undefined }
}

const longestDetail = 300

function short(detail: string): string {
  return detail.length > longestDetail ? `${detail.slice(0, longestDetail)}…` : detail
}

/** A rejection that comes after the brain was given up concerns nobody. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

async function leave(events: AsyncIterator<BrainEvent>): Promise<void> {
  try {
    await events.return?.()
  } catch {
    // It was given up already.
  }
}
