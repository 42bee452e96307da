import type { SpeechPhrases } from '../spoken-dialogue.ts'
import { resultEvent, type ClientEvent } from './client-events.ts'
import type { ServerItem } from './server-events.ts'
import type { SpeechNews } from './speech-news.ts'
import type { SpokenAnswer } from './spoken-answer.ts'

export interface ToolCallsParts {
  readonly news: SpeechNews
  readonly phrases: SpeechPhrases
  readonly send: (event: ClientEvent) => void
}

/** Longer than any tool may take. */
const resultsWithinMs = 12_000

/** The tools that answers asked for, and whose results the model needs before it answers again. */
export class ToolCalls {
  readonly #parts: ToolCallsParts
  readonly #waiting = new Set<string>()
  #neededSinceMs: number | undefined

  constructor(parts: ToolCallsParts) {
    this.#parts = parts
  }

  /** Results are missing. */
  get areOpen(): boolean {
    return this.#waiting.size > 0
  }

  /** Tells a call once it is whole, and once only, however often the server names it. */
  called(answer: SpokenAnswer, item: Omit<ServerItem, 'id'>): void {
    const { arguments: written, call_id: toolCallId, name: tool, status, type } = item
    if (type !== 'function_call' || status === 'incomplete' || answer.isCut) return
    if (!toolCallId || !tool || answer.saying !== undefined) {
      return this.#parts.news.trouble('A tool was called in a way that it cannot be answered')
    }
    if (!answer.calledTool(toolCallId)) return
    this.#waiting.add(toolCallId)
    const call = { answer: answer.id, toolCallId, tool, arguments: argumentsIn(written ?? '') }
    this.#parts.news.tell({ type: 'tool-call', ...call })
  }

  /** @returns whether the result was waited for. */
  done(toolCallId: string, output: string): boolean {
    if (!this.#waiting.delete(toolCallId)) return false
    this.#parts.send(resultEvent(toolCallId, output))
    return true
  }

  /**
   * `areNeeded`: an answer waits for results, and for nothing else.
   * @returns whether they were given up, because that has lasted too long.
   */
  sweep(nowMs: number, areNeeded: boolean): boolean {
    if (!areNeeded || !this.areOpen) {
      this.#neededSinceMs = undefined
      return false
    }
    this.#neededSinceMs ??= nowMs
    if (nowMs - this.#neededSinceMs < resultsWithinMs) return false
    this.#parts.news.trouble('The result of a tool never came')
    for (const toolCallId of this.#waiting) this.done(toolCallId, this.#parts.phrases.noResult)
    return true
  }
}

/** As the model wrote them. */
function argumentsIn(written: string): unknown {
  if (written.trim() === '') return {}
  try {
    return JSON.parse(written)
  } catch {
    return written
  }
}
