import type {
  ConversationItem,
  RealtimeClientEvent,
  RealtimeFunctionTool,
  RealtimeSessionCreateRequest,
} from 'openai/resources/realtime/realtime'
import type { TurnDetection, VoiceSettings } from '../../agents/agent.ts'
import type { ToolOffer } from '../../calls/brain.ts'
import type { SpeechModelManners } from '../../config/speech-models.ts'
import type { SpokenStep } from '../spoken-dialogue.ts'

export type ClientEvent = RealtimeClientEvent

/** The name of the event that configures the session: an error that names it is about the settings. */
export const setUpName = 'set-up'

export const transcriptionModel = 'gpt-transcribe'
const usualVoice = 'marin'
/** More than an answer of two sentences needs: 50 ms of sound are a token. */
const mostAnswerTokens = 1_024
/** What the model is given of the time before it noticed speech: the beginnings of words are quiet. */
export const paddingMs = 300

export interface SessionAsked {
  readonly voice: Pick<VoiceSettings, 'language' | 'speech'>
  readonly instructions: string
  readonly tools: readonly ToolOffer[]
  readonly manners: SpeechModelManners
}

/** The first message of a session: what comes before it would be heard in another format. */
export function setUpEvent(asked: SessionAsked): ClientEvent {
  return { type: 'session.update', event_id: setUpName, session: settingsOf(asked) }
}

function settingsOf({
  voice,
  instructions,
  manners,
  tools,
}: SessionAsked): RealtimeSessionCreateRequest {
  const { language, speech } = voice
  const { reasoningEffort } = manners
  const format = { type: 'audio/pcmu' } as const
  return {
    type: 'realtime',
    output_modalities: ['audio'],
    instructions,
    audio: {
      input: {
        format,
        noise_reduction: { type: 'near_field' },
        transcription: { model: transcriptionModel, ...languageOf(language) },
        turn_detection: detectionOf(speech.turnDetection),
      },
      output: { format, voice: speech.voice ?? usualVoice },
    },
    tools: tools.map(toolOf),
    tool_choice: 'auto',
    max_output_tokens: mostAnswerTokens,
    truncation: 'auto',
    ...(reasoningEffort === undefined ? {} : { reasoning: { effort: reasoningEffort } }),
  }
}

/** ISO 639-1 has two letters; what has three is left for the model to find out. */
function languageOf(tag: string): { language?: string } {
  const [language = ''] = tag.toLowerCase().split('-')
  return /^[a-z]{2}$/.test(language) ? { language } : {}
}

/** It only tells what it hears: who speaks when is decided here. */
const tellsOnly = { create_response: false, interrupt_response: false } as const

function detectionOf(detection: TurnDetection) {
  if (detection.by === 'meaning') {
    return { type: 'semantic_vad', eagerness: detection.eagerness, ...tellsOnly } as const
  }
  const { silenceMs } = detection
  const times = { prefix_padding_ms: paddingMs, silence_duration_ms: silenceMs }
  return { type: 'server_vad', threshold: 0.5, ...times, ...tellsOnly } as const
}

function toolOf({ description, name, parameters }: ToolOffer): RealtimeFunctionTool {
  return { type: 'function', name, description, parameters }
}

/** What the model is told of the call so far. */
export function historyEvents(history: readonly SpokenStep[]): readonly ClientEvent[] {
  return history.flatMap(itemsOf).map(added)
}

function itemsOf(step: SpokenStep): readonly ConversationItem[] {
  switch (step.from) {
    case 'house':
      return [housesItem(step.words)]
    case 'caller':
      return [callersItem(step.words)]
    case 'agent':
      return [agentsItem(step.words)]
    case 'tool': {
      const { id: call_id, tool: name } = step.use
      const written = JSON.stringify(step.use.arguments)
      return [
        { type: 'function_call', call_id, name, arguments: written },
        { type: 'function_call_output', call_id, output: step.answer.text },
      ]
    }
  }
}

function housesItem(text: string): ConversationItem {
  return { type: 'message', role: 'system', content: [{ type: 'input_text', text }] }
}

function callersItem(text: string): ConversationItem {
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text }] }
}

function agentsItem(text: string): ConversationItem {
  return { type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] }
}

function added(item: ConversationItem): ClientEvent {
  return { type: 'conversation.item.create', item }
}

export function callerEvent(words: string): ClientEvent {
  return added(callersItem(words))
}

export function agentEvent(words: string): ClientEvent {
  return added(agentsItem(words))
}

export function houseEvent(id: string, words: string): ClientEvent {
  return added({ ...housesItem(words), id })
}

export function resultEvent(callId: string, output: string): ClientEvent {
  return added({ type: 'function_call_output', call_id: callId, output })
}

export function deleteEvent(itemId: string): ClientEvent {
  return { type: 'conversation.item.delete', item_id: itemId }
}

export function truncateEvent(itemId: string, endMs: number): ClientEvent {
  return {
    type: 'conversation.item.truncate',
    item_id: itemId,
    content_index: 0,
    audio_end_ms: endMs,
  }
}

export function cancelEvent(responseId?: string): ClientEvent {
  return {
    type: 'response.cancel',
    ...(responseId === undefined ? {} : { response_id: responseId }),
  }
}

const longestMetadata = 512

/** `asked`: our name for what is asked for, which comes back with the answer, or with an error. */
export function answerEvent(asked: string): ClientEvent {
  return { type: 'response.create', event_id: asked, response: { metadata: { asked } } }
}

/** Words of the house: made beside the conversation, which never learns of them. */
export function sayEvent(
  asked: string,
  { instructions, saying }: { instructions: string; saying: string },
): ClientEvent {
  return {
    type: 'response.create',
    event_id: asked,
    response: {
      conversation: 'none',
      input: [],
      instructions,
      tools: [],
      tool_choice: 'none',
      metadata: { asked, saying: saying.slice(0, longestMetadata) },
    },
  }
}
