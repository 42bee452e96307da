/**
 * Writes what the carrier says on a media stream, as Twilio writes it: numbers are text, and one counter runs over
 * all messages after `connected`.
 */
export interface StreamFrames {
  connected(): Message
  start(): Message
  /** @returns a frame as it goes out: fifty a second for each call are too many to be objects first. */
  media(payload: string, timestampMs: number): string
  dtmf(digit: string): Message
  mark(name: string): Message
  stop(): Message
}

export type Message = Readonly<Record<string, unknown>>

export interface StreamIdentity {
  readonly streamSid: string
  readonly accountSid: string
  readonly callSid: string
  readonly customParameters: Readonly<Record<string, string>>
}

export function createStreamFrames(identity: StreamIdentity): StreamFrames {
  const { streamSid, accountSid, callSid, customParameters } = identity
  let messages = 0
  let chunks = 0

  function sequenceNumber(): string {
    messages += 1
    return String(messages)
  }

  return {
    connected: () => ({ event: 'connected', protocol: 'Call', version: '1.0.0' }),
    start: () => ({
      event: 'start',
      sequenceNumber: sequenceNumber(),
      start: {
        accountSid,
        streamSid,
        callSid,
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters,
      },
      streamSid,
    }),
    media(payload, timestampMs) {
      chunks += 1
      return (
        `{"event":"media","sequenceNumber":"${sequenceNumber()}","media":{"track":"inbound",` +
        `"chunk":"${chunks}","timestamp":"${timestampMs}","payload":"${payload}"},"streamSid":"${streamSid}"}`
      )
    },
    dtmf: (digit) => ({
      event: 'dtmf',
      streamSid,
      sequenceNumber: sequenceNumber(),
      dtmf: { track: 'inbound_track', digit },
    }),
    mark: (name) => ({
      event: 'mark',
      sequenceNumber: sequenceNumber(),
      streamSid,
      mark: { name },
    }),
    stop: () => ({
      event: 'stop',
      sequenceNumber: sequenceNumber(),
      stop: { accountSid, callSid },
      streamSid,
    }),
  }
}
