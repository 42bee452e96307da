import type { Item, ToolCallItem } from './items.ts'
import type { AskedTool } from './mind.ts'
import type { SessionCore } from './session-core.ts'
import { announceItem, finishItem, type ItemPlace } from './spoken-item.ts'

const deltaLength = 12

/** Asks for a tool: the arguments come in pieces, and then as a whole. */
export function sendToolCall(
  core: SessionCore,
  { asked, place }: { asked: AskedTool; place: ItemPlace },
): Item & ToolCallItem {
  const { name } = asked
  const text =
    typeof asked.arguments === 'string' ? asked.arguments : JSON.stringify(asked.arguments ?? {})
  const item: Item & ToolCallItem = {
    by: 'tool-call',
    id: core.newName('item'),
    callId: core.newName('call'),
    name,
    arguments: '',
    status: 'in_progress',
  }
  const of = {
    response_id: place.responseId,
    item_id: item.id,
    output_index: place.outputIndex,
    call_id: item.callId,
  }
  announceItem(core, { item, place })
  for (let at = 0; at < text.length; at += deltaLength) {
    const delta = text.slice(at, at + deltaLength)
    core.send({ type: 'response.function_call_arguments.delta', ...of, delta })
  }
  item.arguments = text
  item.status = 'completed'
  core.send({ type: 'response.function_call_arguments.done', ...of, name, arguments: text })
  finishItem(core, { item, place })
  return item
}
