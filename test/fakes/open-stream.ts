import type { AudioLineEvent } from '../../src/calls/audio-line.ts'
import type { Sound } from '../../src/calls/sound.ts'
import type { SpokenTalk } from '../../src/calls/talk.ts'
import { parseMediaMessage } from '../../src/voice/media-streams/media-messages.ts'
import { MediaStream } from '../../src/voice/media-streams/media-stream.ts'
import { createManualClock } from './manual-clock.ts'
import { createMediaCarrier, type MediaCarrierSetting } from './media-carrier.ts'

export const streamSid = `MZ${'a'.repeat(32)}`

/** A talk that only keeps what it is told. */
export function createListeningTalk() {
  const events: AudioLineEvent[] = []
  const heard: Sound[] = []
  const talk: SpokenTalk = {
    heard: (sound) => heard.push(sound),
    receive: (event) => events.push(event),
    opening: { notice: '', words: '' },
    lineClosed: () => undefined,
    turnEnds: () => Promise.resolve(),
    closeWith: () => undefined,
    leave: () => undefined,
    ended: new Promise(() => undefined),
  }
  return { events, heard, talk }
}

interface StreamSetting extends Partial<MediaCarrierSetting> {
  readonly bringBack?: () => Promise<void>
  /** The talk comes later. */
  readonly isTakenUp?: boolean
}

/** A stream of sound whose other end is a carrier in memory, on a clock in the test's hand. */
export function openStream({ bringBack, isTakenUp = false, ...setting }: StreamSetting = {}) {
  const clock = createManualClock()
  const strange: string[] = []
  const { events, heard, talk } = createListeningTalk()
  const carrier = createMediaCarrier({
    clock,
    onMark: (name) => told({ event: 'mark', mark: { name } }),
    ...setting,
  })
  let stalls = 0
  let sequence = 1
  const stream = new MediaStream({
    clock,
    streamSid,
    sequence,
    socket: carrier.socket,
    bringBack: bringBack ?? (() => new Promise(() => undefined)),
    strange: (reason) => strange.push(reason),
    onStalled: () => (stalls += 1),
  })

  /** The carrier sends a message, as it stands on the wire. */
  function told(message: object) {
    sequence += 1
    const text = JSON.stringify({ sequenceNumber: String(sequence), streamSid, ...message })
    const nowMs = clock.monotonicMs()
    if (stream.hears(Buffer.from(text), nowMs)) return
    const parsed = parseMediaMessage(text)
    if (parsed.event === 'unknown') throw new Error(`No message: ${parsed.reason}`)
    if (parsed.event === 'connected' || parsed.event === 'start') return
    stream.received(parsed, nowMs)
  }

  function sounds(sound: Sound, media: object = {}) {
    told({ event: 'media', media: { track: 'inbound', payload: sound.toString(), ...media } })
  }

  stream.line.probe()
  if (!isTakenUp) stream.tellTo(talk)
  return {
    carrier,
    clock,
    events,
    heard,
    line: stream.line,
    get stalls() {
      return stalls
    },
    sounds,
    strange,
    stream,
    talk,
    told,
  }
}
