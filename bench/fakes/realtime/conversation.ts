import { msPerCharacter } from '../../../carrier/speech/audible-words.ts'
import type { Item } from './items.ts'
import { RefusedEvent } from './refused-event.ts'

/** The items of a session in their order. */
export interface Conversation {
  readonly items: readonly Item[]
  /** At the end, or after the item of that name, or first of all after `root`. @throws {RefusedEvent} */
  insert(item: Item, after?: string | null): void
  /** What stands before this item. */
  before(id: string): string | null
  find(id: string): Item | undefined
  /** @throws {RefusedEvent} */
  remove(id: string): void
  /** The caller heard no more of it than so much. @throws {RefusedEvent} */
  truncate(id: string, heardMs: number): void
}

export function createConversation(): Conversation {
  const items: Item[] = []
  const indexOf = (id: string) => items.findIndex((item) => item.id === id)

  function known(id: string, verb: 'delete' | 'truncate' | 'retrieve'): Item {
    const item = items[indexOf(id)]
    if (item !== undefined) return item
    const message = `Item with item_id not found: '${id}'.`
    throw new RefusedEvent(`item_${verb}_invalid_item_id`, message, 'item_id')
  }

  return {
    items,
    insert(item, after) {
      if (indexOf(item.id) >= 0) {
        const message = `The conversation has an item '${item.id}' already.`
        throw new RefusedEvent('item_create_duplicate_item_id', message, 'item.id')
      }
      checkCall(item, items)
      items.splice(placeAfter(after), 0, item)
    },
    before: (id) => items[indexOf(id) - 1]?.id ?? null,
    find: (id) => items[indexOf(id)],
    remove(id) {
      items.splice(items.indexOf(known(id, 'delete')), 1)
    },
    truncate(id, heardMs) {
      cut(known(id, 'truncate'), heardMs)
    },
  }

  function placeAfter(after: string | null | undefined): number {
    if (after === undefined || after === null) return items.length
    if (after === 'root') return 0
    const index = indexOf(after)
    if (index >= 0) return index + 1
    const message = `Previous item with ID '${after}' not found in conversation.`
    throw new RefusedEvent('item_create_invalid_previous_item_id', message, 'previous_item_id')
  }
}

function checkCall(item: Item, items: readonly Item[]): void {
  if (item.by !== 'tool-result') return
  const isKnown = items.some((one) => one.by === 'tool-call' && one.callId === item.callId)
  if (isKnown) return
  const message = `Tool call ID '${item.callId}' not found in conversation.`
  throw new RefusedEvent('invalid_tool_call_id', message)
}

function cut(item: Item, heardMs: number): void {
  if (item.by !== 'agent' || !item.isSpoken || item.soundMs === 0) {
    const message = 'Only model output audio messages can be truncated'
    throw new RefusedEvent('unsupported_content_type', message)
  }
  if (heardMs > item.soundMs) {
    const message = `Audio content of ${Math.round(item.soundMs)}ms is already shorter than ${heardMs}ms`
    throw new RefusedEvent('invalid_value', message, 'audio_end_ms')
  }
  item.text = item.text.slice(0, charactersWithin(heardMs))
  item.soundMs = heardMs
  item.heardMs = heardMs
}

/** How many characters have begun to sound within so much time: a character is understood at its beginning. */
function charactersWithin(ms: number): number {
  return Math.ceil(ms / msPerCharacter)
}
