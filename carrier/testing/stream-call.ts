import { createCarrier } from '../carrier.ts'
import type { CarrierSettings } from '../carrier.ts'
import { createWordsListener, isVoice, soundOfWords } from '../speech/audible-words.ts'
import { startStandInServer, twiml } from './stand-in-server.ts'
import type { StandInSettings } from './stand-in-server.ts'
import { streamPeers } from './stream-peer.ts'
import type { StreamMessage, StreamPeer, StreamScript } from './stream-peer.ts'

export const account = { accountSid: `AC${'1'.repeat(32)}`, authToken: '2'.repeat(32) }

export interface StreamCallSettings extends Partial<CarrierSettings> {
  readonly attributes?: string
  readonly script?: StreamScript
  /** What the call does after the stream. */
  readonly after?: string
  readonly answers?: NonNullable<StandInSettings['answers']>
  /** The server's address as the world knows it; its local one when left out. */
  readonly publicUrl?: string
  /** Where the stream goes instead of the server. */
  readonly url?: string
  readonly refusesUpgrades?: boolean
}

/** A call on a media stream; the server does what the script says. */
export async function streamCall(settings: StreamCallSettings = {}) {
  const {
    attributes = '',
    script,
    after = '<Hangup/>',
    answers = {},
    ...carrierSettings
  } = settings
  const { peers, accept } = streamPeers(script)
  let url = settings.url ?? ''
  const server = await startStandInServer({
    ...(settings.refusesUpgrades === true ? {} : { relay: accept }),
    answers: {
      '/webhooks/voice': () =>
        twiml(
          `<Connect><Stream url="${url}" ${attributes}>`,
          `<Parameter name="token" value="abc"/></Stream></Connect>${after}`,
        ),
      ...answers,
    },
  })
  const publicUrl = settings.publicUrl ?? server.url
  url = settings.url ?? `${publicUrl.replace('http', 'ws')}/twilio/media`
  const carrier = createCarrier({
    account,
    server: { localUrl: server.url, publicUrl },
    patienceMs: 2000,
    ...carrierSettings,
  })
  const caller = carrier.placeCall()
  return {
    server,
    carrier,
    caller,
    peers,
    url,
    peer: () => {
      const last = peers.at(-1)
      if (last === undefined) throw new Error('no media stream')
      return last
    },
    /** Resolves when the stream stands and the server knows of it. */
    async streams() {
      await caller.answered()
      await carrier.advance(0)
    },
    warnings: () =>
      carrier.trace.flatMap((entry) => (entry.kind === 'warning' ? [entry.code] : [])),
    async [Symbol.asyncDispose]() {
      await carrier[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/**
 * A server that understands words as sound: it stops when spoken over, and answers the silence after them.
 * @returns a script that returns what it has just answered.
 */
export function answersWords(
  answer: (words: string) => string,
): (...given: Parameters<StreamScript>) => string | undefined {
  const ears = new WeakMap<StreamPeer, ReturnType<typeof createEar>>()
  return (message, peer) => {
    const ear = ears.get(peer) ?? createEar()
    ears.set(peer, ear)
    const heard = ear(message)
    if (heard === 'voice') peer.clear()
    if (heard === undefined || heard === 'voice') return undefined
    const words = answer(heard)
    peer.play(soundOfWords(words))
    return words
  }
}

/** @returns 'voice' when somebody begins to speak, and what was said when it was surely over. */
function createEar(): (message: StreamMessage) => string | undefined {
  const listener = createWordsListener()
  let words = ''
  let voicedFrames = 0
  let silentFrames = 0
  return ({ media }) => {
    if (media === undefined) return undefined
    const frame = Buffer.from(media.payload, 'base64')
    words += listener.hear(frame)
    if (isVoice(frame)) {
      silentFrames = 0
      voicedFrames += 1
      return voicedFrames === framesOfVoice ? 'voice' : undefined
    }
    silentFrames += 1
    if (voicedFrames < framesOfVoice || silentFrames < framesOfSilence) return undefined
    voicedFrames = 0
    const said = words
    words = ''
    return said
  }
}

const framesOfVoice = 5
const framesOfSilence = 25
