import { createWordsListener } from '../../../carrier/speech/audible-words.ts'
import { soundIn } from './client-events.ts'
import type { MindItem } from './mind.ts'
import type { WireItem, WireStatus } from './server-events.ts'
import { byField, list, name, object, oneOf, text, type JsonObject } from './shapes.ts'

/** One thing of the conversation, with what only the server knows of it. */
export type Item = { readonly id: string } & (
  | CallerItem
  | AgentItem
  | { readonly by: 'house'; readonly text: string }
  | ToolCallItem
  | { readonly by: 'tool-result'; readonly callId: string; readonly output: string }
)

export interface CallerItem {
  readonly by: 'caller'
  /** What the model heard. */
  readonly text: string
  /** `undefined`: it did not come as sound. */
  readonly soundMs: number | undefined
  /** Once it was delivered. */
  transcript: string | null
}

export interface AgentItem {
  readonly by: 'agent'
  text: string
  readonly isSpoken: boolean
  soundMs: number
  status: WireStatus
  /** Up to where it was heard, when the client has told. */
  heardMs: number | undefined
}

export interface ToolCallItem {
  readonly by: 'tool-call'
  readonly callId: string
  readonly name: string
  arguments: string
  status: WireStatus
}

export function mindItem(item: Item): MindItem {
  switch (item.by) {
    case 'caller':
      return { by: 'caller', id: item.id, text: item.text, isSpoken: item.soundMs !== undefined }
    case 'agent':
      return { by: 'agent', id: item.id, text: item.text, isSpoken: item.isSpoken }
    case 'tool-call': {
      const { id, callId, name: tool, arguments: given } = item
      return { by: 'tool-call', id, callId, name: tool, arguments: given }
    }
    default:
      return item
  }
}

/** As the wire has it: sound itself is never told. */
export function wireItem(item: Item): WireItem {
  const base = { object: 'realtime.item', id: item.id, status: 'completed' } as const
  switch (item.by) {
    case 'caller':
      return { ...base, type: 'message', role: 'user', content: [callerPart(item)] }
    case 'agent': {
      const { status } = item
      return { ...base, type: 'message', role: 'assistant', status, content: agentParts(item) }
    }
    case 'house': {
      const content = [{ type: 'input_text', text: item.text }] as const
      return { ...base, type: 'message', role: 'system', content }
    }
    case 'tool-call': {
      const { callId, name: tool, arguments: given, status } = item
      return {
        ...base,
        type: 'function_call',
        status,
        call_id: callId,
        name: tool,
        arguments: given,
      }
    }
    case 'tool-result':
      return { ...base, type: 'function_call_output', call_id: item.callId, output: item.output }
  }
}

function callerPart({ soundMs, text: words, transcript }: CallerItem) {
  return soundMs === undefined
    ? ({ type: 'input_text', text: words } as const)
    : ({ type: 'input_audio', transcript } as const)
}

function agentParts({ heardMs, isSpoken, status, text: words }: AgentItem) {
  // While it is made, its parts come in events of their own.
  if (status === 'in_progress') return []
  if (!isSpoken) return [{ type: 'output_text', text: words } as const]
  // What was truncated has no transcript any more: nobody knows which of its words were heard.
  return heardMs === undefined
    ? [{ type: 'output_audio', transcript: words } as const]
    : [{ type: 'output_audio' } as const]
}

const common = { id: name, object: oneOf('realtime.item'), status: text }
const textPart = object({ type: text, text })
const typedParts = (type: string) => list(byField('type', { [type]: textPart }))

const messageShape = byField('role', {
  user: object(
    {
      type: text,
      role: text,
      content: list(
        byField('type', {
          input_text: textPart,
          input_audio: object({ type: text, audio: text }, { transcript: text }),
        }),
      ),
    },
    common,
  ),
  // The vendor cannot be told what the agent said as sound.
  assistant: object({ type: text, role: text, content: typedParts('output_text') }, common),
  system: object({ type: text, role: text, content: typedParts('input_text') }, common),
})

const itemShape = byField('type', {
  message: messageShape,
  function_call: object({ type: text, name: text, arguments: text }, { call_id: name, ...common }),
  function_call_output: object({ type: text, call_id: text, output: text }, common),
})

/**
 * An item as the client gave it, named by it or else so.
 * @throws {RefusedEvent} for what is none.
 */
export function itemFrom(given: JsonObject, otherwise: string): Item {
  itemShape(given, 'item')
  // The shape was looked at.
  const { call_id: callId = `call_${otherwise}`, id = otherwise } = given as Partial<NamedItem>
  switch (given['type']) {
    case 'function_call': {
      const asked = { name: String(given['name']), arguments: String(given['arguments']) }
      return { by: 'tool-call', id, callId, ...asked, status: 'completed' }
    }
    case 'function_call_output':
      return { by: 'tool-result', id, callId, output: String(given['output']) }
    default:
      return messageFrom(given, id)
  }
}

interface NamedItem {
  readonly id: string
  readonly call_id: string
}

function messageFrom(given: JsonObject, id: string): Item {
  // The shape was looked at.
  const parts = given['content'] as readonly JsonObject[]
  const words = parts.map(wordsOf).join('')
  if (given['role'] === 'system') return { by: 'house', id, text: words }
  if (given['role'] === 'assistant') {
    const status = 'completed'
    return { by: 'agent', id, text: words, isSpoken: false, soundMs: 0, status, heardMs: undefined }
  }
  const sounds = parts.flatMap((part) => (part['audio'] === undefined ? [] : [soundOf(part)]))
  const soundMs =
    sounds.length === 0 ? undefined : sounds.reduce((sum, { length }) => sum + length / 8, 0)
  return { by: 'caller', id, text: words, soundMs, transcript: null }
}

function wordsOf(part: JsonObject): string {
  return part['audio'] === undefined
    ? String(part['text'])
    : createWordsListener().hear(soundOf(part))
}

function soundOf(part: JsonObject): Buffer {
  return soundIn(String(part['audio']))
}
