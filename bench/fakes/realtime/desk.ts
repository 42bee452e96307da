import { soundIn, type ClientEvent } from './client-events.ts'
import type { Hearing } from './hearing.ts'
import { itemFrom, wireItem } from './items.ts'
import { RefusedEvent } from './refused-event.ts'
import type { Responses } from './responses.ts'
import type { SessionCore } from './session-core.ts'
import type { JsonObject } from './shapes.ts'

/** Does what the client asks for. @throws {RefusedEvent} for what cannot be done. */
export type Desk = (event: ClientEvent) => void

export interface DeskParts {
  readonly core: SessionCore
  readonly hearing: Hearing
  readonly responses: Responses
  readonly configure: (update: JsonObject) => void
  readonly appended: (sound: Buffer) => void
  /** Something that the server suffers, and the client should not have done. */
  readonly complain: (refusal: RefusedEvent) => void
}

export function createDesk(parts: DeskParts): Desk {
  const does: Doing = { ...aboutSound(parts), ...aboutItems(parts), ...aboutResponses(parts) }
  // The table has one entry for every type, and each takes the event of its type.
  return (event) => (does[event.type] as (event: ClientEvent) => void)(event)
}

type Doing = {
  readonly [Type in ClientEvent['type']]: (event: Extract<ClientEvent, { type: Type }>) => void
}

type Part<Beginning extends string> = Pick<
  Doing,
  Extract<ClientEvent['type'], `${Beginning}.${string}`>
>

function aboutSound(parts: DeskParts): Part<'session'> & Part<'input_audio_buffer'> {
  const { configure, hearing } = parts
  return {
    'session.update': ({ session }) => configure(session),
    'input_audio_buffer.append': ({ audio }) => append(parts, audio),
    'input_audio_buffer.commit': () => hearing.commit(),
    'input_audio_buffer.clear': () => hearing.clear(),
  }
}

function aboutItems({ core, hearing }: DeskParts): Part<'conversation'> {
  const { conversation, send } = core
  return {
    'conversation.item.create': ({ item, previous_item_id }) =>
      hearing.enter(itemFrom(item, core.newName('item')), previous_item_id),
    'conversation.item.retrieve': ({ item_id }) => retrieve(core, item_id),
    'conversation.item.delete': ({ item_id }) => {
      conversation.remove(item_id)
      send({ type: 'conversation.item.deleted', item_id })
    },
    'conversation.item.truncate': ({ audio_end_ms, content_index, item_id }) => {
      conversation.truncate(item_id, audio_end_ms)
      send({ type: 'conversation.item.truncated', item_id, content_index, audio_end_ms })
    },
  }
}

function aboutResponses(parts: DeskParts): Part<'response'> {
  const { responses } = parts
  return {
    'response.create': ({ response }) => {
      if (response?.conversation !== 'none') checkResults(parts)
      responses.create(response)
    },
    'response.cancel': ({ response_id }) => responses.cancel(response_id),
  }
}

function append({ appended, hearing }: DeskParts, base64: string): void {
  const sound = soundIn(base64)
  appended(sound)
  hearing.hear(sound)
}

function retrieve({ conversation, send }: SessionCore, id: string): void {
  const item = conversation.find(id)
  if (item !== undefined) return send({ type: 'conversation.item.retrieved', item: wireItem(item) })
  const message = `Item with item_id not found: '${id}'.`
  throw new RefusedEvent('item_retrieve_invalid_item_id', message, 'item_id')
}

/** The vendor answers without them, and what it says then is made up. */
function checkResults({ complain, core }: DeskParts): void {
  const { items } = core.conversation
  const done = items.flatMap((item) => (item.by === 'tool-result' ? [item.callId] : []))
  const missing = items.flatMap((item) =>
    item.by === 'tool-call' && !done.includes(item.callId) ? [item.callId] : [],
  )
  if (missing.length === 0) return
  const message = `An answer was asked for before the results of ${missing.join(', ')}.`
  complain(new RefusedEvent('tool_results_missing', message))
}
