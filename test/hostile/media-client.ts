import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { signatureOf } from '../../carrier/signature.ts'
import { callToken } from '../../src/twilio/call-token.ts'
import { openSoundGateway } from '../fakes/sound-gateway.ts'
import { account, appUrl } from '../fakes/voice-gateway.ts'

export const mediaUrl = `${appUrl.replace('https', 'wss')}/twilio/media`

/** The carrier's routes on a port of this machine, and whoever likes to connect to their socket for sound. */
export async function openMedia(setting: Parameters<typeof openSoundGateway>[0] = {}) {
  const gateway = await openSoundGateway(setting)
  await gateway.server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = gateway.server.server.address() as AddressInfo

  /** A socket that is open; or the status with which it was refused. */
  async function connect(signature: string | undefined): Promise<MediaClient | number> {
    const headers = signature === undefined ? {} : { 'x-twilio-signature': signature }
    const socket = new WebSocket(`ws://127.0.0.1:${port}/twilio/media`, {
      headers,
      perMessageDeflate: false,
    })
    const client = clientOn(socket)
    const { promise, resolve, reject } = Promise.withResolvers<MediaClient | number>()
    socket.once('open', () => resolve(client))
    socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.once('error', reject)
    return promise
  }

  async function signedIn(): Promise<MediaClient> {
    const client = await connect(signatureOf({ authToken: account.authToken, url: mediaUrl }))
    if (typeof client === 'number') throw new Error(`The socket was refused with ${client}`)
    return client
  }

  return {
    ...gateway,
    port,
    connect,
    signedIn,
    /** A caller who has been answered, and whose sound comes. */
    async callerOnTheLine(callSid = `CA${crypto.randomUUID().replaceAll('-', '')}`) {
      await gateway.post('/webhooks/voice', { CallStatus: 'ringing', CallSid: callSid })
      const client = await signedIn()
      client.send({ event: 'connected', protocol: 'Call', version: '1.0.0' })
      client.send(startFor(callSid))
      await client.delivered()
      const caller = gateway.callers.get(callSid)
      if (!caller) throw new Error('The caller was not connected')
      return { ...client, callSid, caller, streamSid: streamSidOf(callSid) }
    },
    [Symbol.asyncDispose]: () => gateway.server.close(),
  }
}

export interface MediaClient {
  readonly socket: WebSocket
  /** What the server said, in order. */
  readonly orders: readonly Record<string, unknown>[]
  /** The code with which the socket was closed. */
  readonly closed: Promise<number>
  send(message: unknown): void
  /** Resolves when the server has read everything that was sent. */
  delivered(): Promise<void>
}

function clientOn(socket: WebSocket): MediaClient {
  const orders: Record<string, unknown>[] = []
  const closing = Promise.withResolvers<number>()
  socket.on('error', () => undefined)
  socket.on('close', (code) => closing.resolve(code))
  socket.on('message', (data: Buffer) => {
    orders.push(JSON.parse(data.toString()) as Record<string, unknown>)
  })
  return {
    socket,
    orders,
    closed: closing.promise,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async delivered() {
      if (socket.readyState !== socket.OPEN) return
      const pong = new Promise<void>((resolve) => socket.once('pong', () => resolve()))
      socket.ping()
      await Promise.race([pong, closing.promise])
    },
  }
}

/** One stream for each call, whose name follows from the call's. */
export const streamSidOf = (callSid: string) => callSid.replace('CA', 'MZ')

/** The first message of a stream, as the carrier sends it for this call. */
export function startFor(callSid: string, changes: Record<string, unknown> = {}) {
  const token = callToken({ callSid, authToken: account.authToken })
  const streamSid = streamSidOf(callSid)
  const start = {
    streamSid,
    accountSid: account.accountSid,
    callSid,
    tracks: ['inbound'],
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    customParameters: { token, session: 'the session' },
    ...changes,
  }
  return { event: 'start', sequenceNumber: '1', streamSid, start }
}

/** 20 ms of sound that comes as the `nth` of a call's stream, from 0. */
export function soundFrame(callSid: string, nth: number, payload = 'A'.repeat(212) + 'AA==') {
  return {
    event: 'media',
    sequenceNumber: String(nth + 2),
    media: { track: 'inbound', chunk: String(nth + 1), timestamp: String(nth * 20), payload },
    streamSid: streamSidOf(callSid),
  }
}
