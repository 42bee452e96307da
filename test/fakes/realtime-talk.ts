import { createOpenaiRealtimeSpeechBrain } from '../../src/brains/openai-realtime-speech-brain.ts'
import type { SpeechRequest, SpeechSession } from '../../src/calls/speech-brain.ts'
import type { RealtimeConfig } from '../../src/config/config.ts'
import { speechRequest } from '../contracts/speech-brain.contract.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { openRealtimePeer, type PeerConnection, type PeerEvent } from './realtime-peer.ts'
import { createRecordingListener, type RecordingListener } from './speech-listener.ts'

/** A session whose other end is in the test's hand. */
export interface RealtimeTalk extends AsyncDisposable {
  readonly session: SpeechSession
  readonly told: RecordingListener
  readonly peer: PeerConnection
  readonly clock: ManualClock
  /** The session is configured, and hears. */
  ready(): Promise<void>
  /** Everything that the session has sent until now has come. */
  arrived(): Promise<void>
  /** Everything that was sent to the session until now was understood. */
  understood(): Promise<void>
  /** Asks for an answer, and lets it begin under this name. */
  answers(id: string, how?: { readonly instruction?: string }): Promise<void>
  /** The newest request for an answer. */
  asked(): PeerEvent | undefined
}

export interface TalkChanges {
  readonly config?: Partial<RealtimeConfig>
  readonly request?: Partial<SpeechRequest>
  readonly ageingAfterMs?: number
}

export async function openTalk(changes: TalkChanges = {}): Promise<RealtimeTalk> {
  const server = await openRealtimePeer()
  const clock = createManualClock()
  const { config, request, ...more } = changes
  const brain = createOpenaiRealtimeSpeechBrain({
    config: { apiKey: 'sk-secret', model: 'gpt-realtime-2.1', url: server.url, ...config },
    clock,
    ...more,
  })
  const session = brain.open(speechRequest(request))
  const told = createRecordingListener()
  session.attach(told)
  const peer = await server.next()
  await peer.until(() => peer.of('session.update').length > 0)
  const asked = () => peer.of('response.create').at(-1)
  let markers = 0

  return {
    session,
    told,
    peer,
    clock,
    asked,
    async ready() {
      peer.sends({ type: 'session.updated', session: {} })
      await told.until(() => told.of('ready').length > 0)
    },
    async arrived() {
      markers += 1
      const marker = `marker-${markers}`
      session.forget(marker)
      await peer.until(() => peer.received.some((event) => event['item_id'] === marker))
    },
    async understood() {
      markers += 1
      const marker = `marker-${markers}`
      peer.sends(transcriptOf(marker, ''))
      await told.until(() => told.of('caller-words').some(({ utterance }) => utterance === marker))
    },
    async answers(id, how) {
      const before = peer.of('response.create').length
      session.answer(how)
      await peer.until(() => peer.of('response.create').length > before)
      peer.sends(created(id, asked()))
      await told.until(() => told.of('answer-started').some(({ answer }) => answer === id))
    },
    async [Symbol.asyncDispose]() {
      session.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** A session that hears the caller and has said nothing yet. */
export async function openReadyTalk(): Promise<RealtimeTalk> {
  const talk = await openTalk()
  await talk.ready()
  return talk
}

/** What the server was told to stop, and to take out of the conversation: an answer, or an item and up to where. */
export function cutsIn({ peer }: RealtimeTalk): unknown[] {
  const isCut = /^(response\.cancel|conversation\.item\.(truncate|delete))$/
  return peer.received
    .filter((event) => isCut.test(event.type) && !String(event['item_id']).startsWith('marker'))
    .map(
      ({ audio_end_ms: endMs, item_id: item, response_id: response }) => response ?? [item, endMs],
    )
}

export function transcriptOf(item_id: string, transcript: string) {
  const type = 'conversation.item.input_audio_transcription.completed'
  return { type, item_id, content_index: 0, transcript }
}

export function created(id: string, asked?: PeerEvent) {
  const wish = asked?.['response'] as { metadata?: unknown } | undefined
  return {
    type: 'response.created',
    response: { id, status: 'in_progress', metadata: wish?.metadata },
  }
}

export function done(id: string, more: object = {}) {
  return { type: 'response.done', response: { id, status: 'completed', output: [], ...more } }
}

/** Sound of this length, in the answer's usual item. */
export function soundDelta(id: string, ms = 100, item_id = `item-of-${id}`) {
  const delta = Buffer.alloc(ms * 8, 0x55).toString('base64')
  const place = { output_index: 0, content_index: 0 }
  return {
    type: 'response.output_audio.delta',
    event_id: 'event_1',
    response_id: id,
    item_id,
    ...place,
    delta,
  }
}

export function toolCall(
  id: string,
  { callId, name = 'take-message', args = '{}' }: { callId: string; name?: string; args?: string },
) {
  return {
    type: 'response.function_call_arguments.done',
    response_id: id,
    item_id: `item-${callId}`,
    call_id: callId,
    name,
    arguments: args,
  }
}
