import type { AnsweredCall } from '../../calls/answered-call.ts'
import type { LineEvent } from '../../calls/caller-line.ts'
import type { Conversation } from '../../calls/conversation.ts'
import { hangUp } from '../../twilio/twiml/flow.ts'
import type { Verb } from '../../twilio/twiml/render-twiml.ts'
import { say } from '../../twilio/twiml/say.ts'
import type { VoiceParts } from '../voice-parts.ts'
import { createGatherLine, type GatherLine } from './gather-line.ts'
import { comeBack, listen, spoken } from './listen.ts'

/** One call on the channel of requests and answers: each request is answered once, however often it comes. */
export interface GatherCall {
  /** The call goes on in another process: what is told here is told to nobody. */
  readonly hasLeft: boolean
  /** The opening of the talk that goes on, or of a new one. */
  begin(answered: AnsweredCall): readonly Verb[]
  /** Talks with a caller who has not heard an opening, and has something to say already. */
  join(answered: AnsweredCall): void
  answer(request: GatherRequest): Promise<readonly Verb[]>
}

export interface GatherRequest {
  /** Which step this is, where the address says it; otherwise it is the next one. */
  readonly step: number | undefined
  /** Which part of the step's answer is wanted, from 0. */
  readonly more: number
  readonly requestToken: string | undefined
  readonly event: LineEvent
  /** On the monotonic clock. */
  readonly receivedMs: number
  /** What comes when the agent has ended its part of the call. */
  readonly afterwards: (withinMs: number) => Promise<readonly Verb[]>
}

/** The carrier would wait longer; the caller would not. */
const wordsWithinMs = 3_500
/** What comes after the last words has to be known soon after them, or is asked for anew. */
const answerWithinMs = 3_900
const stepWithinMs = 2_000
/** An answer that has not come after so many parts is not coming. */
const mostParts = 20
const rememberedAnswers = 20

export function createGatherCall(
  parts: Pick<VoiceParts, 'switchboard' | 'urls' | 'clock'>,
  onSessionEnded: () => void,
): GatherCall {
  return new CallByRequests(parts, onSessionEnded)
}

interface Session {
  readonly answered: AnsweredCall
  readonly conversation: Conversation
  readonly line: GatherLine
  readonly opening: readonly Verb[]
}

class CallByRequests implements GatherCall {
  readonly #parts: Pick<VoiceParts, 'switchboard' | 'urls' | 'clock'>
  readonly #onSessionEnded: () => void
  readonly #answers = new Map<string, Promise<readonly Verb[]>>()
  #session: Session | undefined
  #step = 1
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    parts: Pick<VoiceParts, 'switchboard' | 'urls' | 'clock'>,
    onSessionEnded: () => void,
  ) {
    this.#parts = parts
    this.#onSessionEnded = onSessionEnded
  }

  get hasLeft(): boolean {
    return this.#session?.line.leftBecause !== undefined
  }

  begin(answered: AnsweredCall): readonly Verb[] {
    if (this.#session && !this.#session.line.isEnding) return this.#session.opening
    const session = this.#open(answered, { callerSpoke: false })
    session?.line.goesOut(answered.opening.words)
    return session?.opening ?? [hangUp]
  }

  join(answered: AnsweredCall): void {
    const session = this.#open(answered, { callerSpoke: true })
    if (session) session.line.beginWith(session.conversation.opening.words)
  }

  answer(request: GatherRequest): Promise<readonly Verb[]> {
    const key = keyOf(request)
    const known = key === undefined ? undefined : this.#answers.get(key)
    if (known) return known
    const answer = this.#last.then(() => this.#workOn(request))
    this.#last = answer.catch(() => undefined)
    if (key !== undefined) this.#remember(key, answer)
    return answer
  }

  #open(answered: AnsweredCall, joining: { callerSpoke: boolean }): Session | undefined {
    const { clock, switchboard, urls } = this.#parts
    const { agent, call, opening } = answered
    let conversation: Conversation | undefined
    const line = createGatherLine({ clock, onEvent: (event) => conversation?.receive(event) })
    conversation = switchboard.connect(call.sid, line.line, joining)
    if (!conversation) {
      this.#onSessionEnded()
      return undefined
    }
    // What was told while somebody else had the call is no answer to anything.
    if (this.hasLeft) this.#answers.clear()
    // Steps are counted through all talks of a call: their answers must not be mixed up.
    if (this.#session) this.#step += 1
    void this.#whenEnded(conversation, line)
    const { words } = opening
    const step = this.#step
    this.#session = {
      answered,
      conversation,
      line,
      // Where the agent owes an answer, the caller hears it without having to ask once more.
      opening: line.isCallersTurn
        ? listen({ agent, urls }, { words, step })
        : comeBack({ agent, urls }, { words, step, more: 1 }),
    }
    return this.#session
  }

  async #whenEnded(conversation: Conversation, line: GatherLine): Promise<void> {
    const { by } = await conversation.ended
    line.closed(by)
    this.#onSessionEnded()
  }

  #remember(key: string, answer: Promise<readonly Verb[]>): void {
    this.#answers.set(key, answer)
    // What failed is tried anew when it is asked for again.
    answer.catch(() => this.#answers.delete(key))
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > rememberedAnswers && oldest !== undefined) this.#answers.delete(oldest)
  }

  async #workOn(request: GatherRequest): Promise<readonly Verb[]> {
    const session = this.#session
    if (this.hasLeft) return []
    if (!session || hasNothingToSay(session)) return request.afterwards(stepWithinMs)
    const { line } = session
    this.#step = request.step ?? this.#step
    if (request.more > 0) line.partWasPlayed()
    else if (!line.isEnding) line.received(request.event)
    await line.untilAllIsSaid(wordsWithinMs - this.#spentMs(request))
    return this.#reply(session, request)
  }

  #spentMs({ receivedMs }: GatherRequest): number {
    return this.#parts.clock.monotonicMs() - receivedMs
  }

  async #reply(session: Session, request: GatherRequest): Promise<readonly Verb[]> {
    const { answered, line } = session
    const { more, afterwards } = request
    const { agent } = answered
    const { urls } = this.#parts
    const words = line.take()
    if (this.hasLeft) return []
    if (line.isEnding) {
      line.closed('agent')
      const withinMs = Math.min(stepWithinMs, answerWithinMs - this.#spentMs(request))
      return [say(spoken(agent, words)), ...(await afterwards(withinMs))]
    }
    if (!line.isCallersTurn && more < mostParts) {
      return comeBack({ agent, urls }, { words, step: this.#step, more: more + 1 })
    }
    this.#step += 1
    return listen({ agent, urls }, { words, step: this.#step })
  }
}

/** An end that was decided between two requests still has its last words to be taken along. */
function hasNothingToSay({ line }: Session): boolean {
  return line.isEnding && line.waiting.length === 0
}

/** `undefined`: nothing tells this request from the next one. */
function keyOf({ step, more, requestToken }: GatherRequest): string | undefined {
  if (step !== undefined) return `step ${step}.${more}`
  return requestToken === undefined ? undefined : `request ${requestToken}`
}
