import type { ServerItem } from './server-events.ts'

/** One answer as the server makes it: what it consists of, and how long its sound is. */
export class SpokenAnswer {
  /** The server's name for it, and ours. */
  readonly id: string
  /** For words of the house, which are no part of the conversation: their name. */
  readonly saying: string | undefined
  /** Nobody wants to hear more of it. */
  isCut = false
  /** Odd sound came of it, which was told. */
  isOdd = false
  readonly #items: SpokenItem[] = []
  readonly #calls = new Set<string>()
  /** Where the newest sound was added. */
  #newest: SpokenItem | undefined

  constructor({ id, saying }: { id: string; saying: string | undefined }) {
    this.id = id
    this.saying = saying
  }

  /** Its tool calls that were told. */
  get calls(): ReadonlySet<string> {
    return this.#calls
  }

  /** @returns whether this call is new. */
  calledTool(callId: string): boolean {
    if (this.#calls.has(callId)) return false
    this.#calls.add(callId)
    return true
  }

  /** An item of its words was begun. */
  began(itemId: string): void {
    this.#item(itemId)
  }

  /** More of its sound came. */
  spoke(itemId: string, ms: number): void {
    const item = this.#newest?.id === itemId ? this.#newest : this.#item(itemId)
    item.lengthMs += ms
    this.#newest = item
  }

  /**
   * Where its items end when no more than so much was heard. What was heard to the end of what came stays as it
   * is, unless more of it may come.
   */
  cutAt(heardMs: number, { isWhole }: { isWhole: boolean }): readonly ItemCut[] {
    let leftMs = Math.max(0, heardMs)
    return this.#items.flatMap(({ id, lengthMs }, index): ItemCut[] => {
      const itemHeardMs = Math.min(leftMs, lengthMs)
      leftMs -= itemHeardMs
      if (itemHeardMs === 0 && (index > 0 || lengthMs === 0)) return [{ id, endMs: undefined }]
      const mayGrow = !isWhole && index === this.#items.length - 1
      if (itemHeardMs === lengthMs && !mayGrow) return []
      return [{ id, endMs: Math.floor(itemHeardMs) }]
    })
  }

  /** Items of which nothing was told, although the conversation has them. */
  untold(output: readonly (ServerItem | null)[]): readonly string[] {
    return output.flatMap((item) => {
      if (item === null) return []
      const { call_id: callId, id, type } = item
      if (type === 'function_call') return callId && this.#calls.has(callId) ? [] : [id]
      return type === 'message' && !this.#items.some((one) => one.id === id) ? [id] : []
    })
  }

  #item(id: string): SpokenItem {
    const known = this.#items.find((one) => one.id === id)
    if (known) return known
    const item = { id, lengthMs: 0 }
    this.#items.push(item)
    return item
  }
}

interface SpokenItem {
  readonly id: string
  lengthMs: number
}

/** `endMs`: how much of the item was heard; `undefined`: nothing, it goes. */
export interface ItemCut {
  readonly id: string
  readonly endMs: number | undefined
}
