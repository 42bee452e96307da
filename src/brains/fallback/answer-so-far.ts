import type { BrainEvent } from '../../calls/brain.ts'
import type { BrainFailure } from '../../calls/brain-failed.ts'
import { goingOn } from './going-on.ts'

/** Why an answer that came in time is none. */
export interface AnswerFault {
  readonly reason: Extract<BrainFailure, 'empty' | 'malformed' | 'refused'>
  readonly detail: string
}

type Passed = readonly BrainEvent[] | AnswerFault
type ToolCallEvent = Extract<BrainEvent, { type: 'tool-call' }>

/** Five minutes of talk: a brain that says more in one answer is not talking to a caller any more. */
const longestAnswer = 4_000

/**
 * One brain's answer as it comes, held against the rules of the port. Tool calls are held back until the
 * brain has ended its answer by itself: one that fails in the middle has run nothing.
 */
export class AnswerSoFar {
  /** Its words that were passed on. */
  text = ''
  /** Whether it has shown any sign of life. */
  hasBegun = false
  hasEnded = false
  readonly #saidBefore: string
  readonly #saidBeforeTools: string
  readonly #goOn: (text: string) => string
  readonly #calls: ToolCallEvent[] = []

  /** `saidBefore`: what another brain said of the same answer; `saidBeforeTools`: what was said to it already. */
  constructor({
    saidBefore,
    saidBeforeTools = '',
  }: {
    saidBefore: string
    saidBeforeTools?: string
  }) {
    this.#saidBefore = saidBefore
    this.#saidBeforeTools = saidBeforeTools
    this.#goOn = goingOn(saidBefore)
  }

  /** What of this event may be passed on at once, or why the brain has failed by it. */
  take(event: BrainEvent): Passed {
    switch (event.type) {
      case 'text-delta':
        return this.#said(event.text)
      case 'tool-call':
        return this.#called(event)
      case 'used':
        return [event]
      case 'reply-end':
        return this.#ended(event.reason)
      case 'switched':
      default:
        return malformed('it sent an event that no model has to send')
    }
  }

  #said(delta: unknown): Passed {
    if (typeof delta !== 'string') return malformed('it said something that is no text')
    if (this.text.length + delta.length > longestAnswer) return malformed('its answer has no end')
    const text = this.#goOn(delta)
    this.hasBegun = true
    this.text += text
    return [{ type: 'text-delta', text }]
  }

  #called({ toolCallId, tool, arguments: args }: ToolCallEvent): Passed {
    const isKnown = this.#calls.some((call) => call.toolCallId === toolCallId)
    if (isKnown || !isName(toolCallId) || !isName(tool)) {
      return malformed('it called a tool without a name or an id of its own')
    }
    this.hasBegun = true
    // Only code knows what a caller was read back: what a model claims of it is left out.
    this.#calls.push({ type: 'tool-call', toolCallId, tool, arguments: args })
    return [signOfLife]
  }

  #ended(reason: Extract<BrainEvent, { type: 'reply-end' }>['reason']): Passed {
    this.hasEnded = true
    const hasCalls = this.#calls.length > 0
    if (reason === 'refused') return { reason, detail: 'it refused to answer' }
    if ((reason === 'tools') !== hasCalls) {
      return malformed('its end does not fit the tools that it called')
    }
    const before = this.#saidBefore === '' ? this.#saidBeforeTools : this.#saidBefore
    if (!hasCalls && isSilent(this.text) && !isWhole(before)) {
      return { reason: 'empty', detail: 'it said nothing' }
    }
    return [...this.#calls, { type: 'reply-end', reason }]
  }
}

/** Tells whoever waits for words that somebody is at work. */
const signOfLife: BrainEvent = { type: 'text-delta', text: '' }

function malformed(detail: string): AnswerFault {
  return { reason: 'malformed', detail }
}

function isName(name: unknown): boolean {
  return typeof name === 'string' && name !== ''
}

function isSilent(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text)
}

/** What was said before ends a sentence: nothing needs to be added to it. */
function isWhole(text: string): boolean {
  return /[.!?…]["'”’)]*\s*$/u.test(text)
}
