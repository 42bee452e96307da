import type { BrainEvent } from '../calls/brain.ts'
import { BrainFailed } from '../calls/brain-failed.ts'
import { unreadable } from './model-failure.ts'
import { SpokenText } from './spoken-text.ts'

/** About three minutes of talk: an answer on the phone never comes near it. */
export const mostAnswerTokens = 800
/** A server that does not keep to the tokens is stopped here. */
const mostAnswerCharacters = 8_000
const mostArgumentCharacters = 32_000
const mostToolCalls = 16

interface CallPiece {
  readonly id?: string | undefined
  readonly tool?: string | undefined
  readonly json?: string | undefined
}

/** Words and tool calls of an answer, held within limits that no answer on the phone reaches. */
export class AnswerParts {
  #characters = 0
  readonly #calls = new Map<number, { id: string; tool: string; json: string }>()
  readonly #spoken = new SpokenText()
  readonly #vendor: string
  readonly #round: number

  /** `round`: unlike that of any other answer of the call. */
  constructor({ vendor, round }: { vendor: string; round: number }) {
    this.#vendor = vendor
    this.#round = round
  }

  /** What of it a voice can say; `undefined`: nothing yet. */
  words(text: unknown): string | undefined {
    if (typeof text !== 'string') throw unreadable(this.#vendor)
    this.#characters += text.length
    if (this.#characters > mostAnswerCharacters) throw this.#endless('its answer')
    return this.#spoken.take(text) || undefined
  }

  /**
   * A piece of a tool call, told by its place in the answer. Whatever a piece leaves out, or empty, stays as it was.
   */
  call(place: number, piece: CallPiece): void {
    const before = this.#calls.get(place)
    if (!before && this.#calls.size >= mostToolCalls) throw this.#endless('its list of tools')
    const known = before ?? { id: '', tool: '', json: '' }
    const json = known.json + (piece.json ?? '')
    if (json.length > mostArgumentCharacters) throw this.#endless('what it tells a tool')
    this.#calls.set(place, { id: piece.id || known.id, tool: piece.tool || known.tool, json })
  }

  /** Forgets a tool call that the vendor broke off. */
  dropCall(place: number): void {
    this.#calls.delete(place)
  }

  get places(): readonly number[] {
    return [...this.#calls.keys()]
  }

  /** The tool calls, then the end that fits them. */
  ending(): readonly BrainEvent[] {
    const calls = [...this.#calls].map(([place, { id, tool, json }]): BrainEvent => ({
      type: 'tool-call',
      // Some servers name none, or the first of every answer the same.
      toolCallId: `${id === '' ? 'call' : id}-${this.#round}-${place}`,
      tool,
      arguments: argumentsIn(json),
    }))
    return [...calls, { type: 'reply-end', reason: calls.length > 0 ? 'tools' : 'finished' }]
  }

  #endless(what: string): BrainFailed {
    return new BrainFailed(`${this.#vendor} did not come to an end with ${what}`, {
      why: 'malformed',
    })
  }
}

/** What cannot be read is passed on as it is: it is refused where arguments are checked, in words to the model. */
function argumentsIn(json: string): unknown {
  if (json.trim() === '') return {}
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}
