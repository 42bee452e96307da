import { defaultAgent } from '../../src/agents/default-agent.ts'
import type { VoiceSettings } from '../../src/agents/agent.ts'
import type { AudioLine } from '../../src/calls/audio-line.ts'
import type { SpeechBrain, SpeechSession } from '../../src/calls/speech-brain.ts'
import type { Switchboard } from '../../src/calls/switchboard.ts'
import type { SessionEnd, SpokenTalk } from '../../src/calls/talk.ts'
import { createListeningTalk } from './open-stream.ts'
import { openVoiceGateway } from './voice-gateway.ts'

const nothing = () => undefined
const silentSession: SpeechSession = {
  attach: nothing,
  hear: nothing,
  read: nothing,
  answer: nothing,
  say: nothing,
  cutOff: nothing,
  remember: nothing,
  forget: nothing,
  toolDone: nothing,
  close: nothing,
}

/** Listens to everybody and says nothing. */
export const silentBrain: SpeechBrain = { name: 'silent', open: () => silentSession }

/** A caller who is on the line, as a talk knows them. */
export interface CallerInSound extends Pick<
  ReturnType<typeof createListeningTalk>,
  'events' | 'heard'
> {
  readonly line: AudioLine
  /** The name of the session that the carrier told. */
  readonly session: string | undefined
}

type GatewaySetting = Parameters<typeof openVoiceGateway>[0]

/**
 * The carrier's routes for an agent whose calls are held in sound, with talks that only listen, so that what is
 * seen is the gateway's alone.
 */
export async function openSoundGateway({
  speechOn = () => silentBrain,
  ...setting
}: GatewaySetting & { readonly voice?: Partial<VoiceSettings> } = {}) {
  const { voice: usual } = defaultAgent({ id: 'a', timeZone: 'America/New_York' })
  const voice: VoiceSettings = { ...usual, channel: 'media', ...setting.voice }
  const callers = new Map<string, CallerInSound>()

  function connectAudio(switchboard: Switchboard): Switchboard['connectAudio'] {
    return (sid, line, joining) => {
      if (!switchboard.has(sid) || callers.has(sid)) return undefined
      const { events, heard, talk } = createListeningTalk()
      const ended = Promise.withResolvers<SessionEnd>()
      callers.set(sid, { events, heard, line, session: joining?.session })
      const talking: SpokenTalk = {
        ...talk,
        ended: ended.promise,
        receive(event) {
          talk.receive(event)
          if (event.type !== 'line-closed') return
          callers.delete(sid)
          ended.resolve({ by: event.by, transfer: undefined })
        },
      }
      return talking
    }
  }

  const gateway = await openVoiceGateway({
    ...setting,
    agent: { ...setting.agent, voice },
    speechOn,
    switchboard: (switchboard) => withAudio(switchboard, connectAudio(switchboard)),
  })
  return { ...gateway, callers }
}

/** The switchboard, but for one thing that it can. Its own methods know it by private fields. */
function withAudio(
  switchboard: Switchboard,
  connectAudio: Switchboard['connectAudio'],
): Switchboard {
  return new Proxy(switchboard, {
    get(target, name) {
      if (name === 'connectAudio') return connectAudio
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      return (...given: unknown[]): unknown => Reflect.apply(value, target, given)
    },
  })
}
