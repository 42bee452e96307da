import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { signatureOf } from '../../carrier/signature.ts'
import { callToken } from '../../src/twilio/call-token.ts'
import { account, appUrl, openVoiceGateway } from '../fakes/voice-gateway.ts'

export const relayUrl = `${appUrl.replace('https', 'wss')}/twilio/relay`

/** The carrier's routes on a port of this machine, and whoever likes to connect to their socket. */
export async function openRelay(setting: Parameters<typeof openVoiceGateway>[0] = {}) {
  const gateway = await openVoiceGateway(setting)
  await gateway.server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = gateway.server.server.address() as AddressInfo

  /** A socket that is open; or the status with which it was refused. */
  async function connect(signature: string | undefined): Promise<RelayClient | number> {
    const headers = signature === undefined ? {} : { 'x-twilio-signature': signature }
    const socket = new WebSocket(`ws://127.0.0.1:${port}/twilio/relay`, { headers })
    const client = clientOn(socket)
    const { promise, resolve, reject } = Promise.withResolvers<RelayClient | number>()
    socket.once('open', () => resolve(client))
    socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.once('error', reject)
    return promise
  }

  return {
    ...gateway,
    port,
    connect,
    async signedIn(): Promise<RelayClient> {
      const client = await connect(signatureOf({ authToken: account.authToken, url: relayUrl }))
      if (typeof client === 'number') throw new Error(`The socket was refused with ${client}`)
      return client
    },
    [Symbol.asyncDispose]: () => gateway.server.close(),
  }
}

export interface RelayClient {
  readonly socket: WebSocket
  /** The words that came, in order. */
  readonly heard: readonly string[]
  /** The code with which the socket was closed. */
  readonly closed: Promise<number>
  send(message: unknown): void
  /** Resolves when the server has read everything that was sent. */
  delivered(): Promise<void>
  /** Resolves when these words have come. */
  hears(words: string): Promise<void>
}

function clientOn(socket: WebSocket): RelayClient {
  const heard: string[] = []
  let stirred = Promise.withResolvers<void>()
  const closing = Promise.withResolvers<number>()
  socket.on('error', () => undefined)
  socket.on('close', (code) => {
    closing.resolve(code)
    stirred.resolve()
  })
  socket.on('message', (data: Buffer) => {
    const { token = '' } = JSON.parse(data.toString()) as { token?: string }
    if (token !== '') heard.push(token)
    stirred.resolve()
    stirred = Promise.withResolvers<void>()
  })
  return {
    socket,
    heard,
    closed: closing.promise,
    send: (message) => socket.send(JSON.stringify(message)),
    async delivered() {
      if (socket.readyState !== socket.OPEN) return
      const pong = new Promise<void>((resolve) => socket.once('pong', () => resolve()))
      socket.ping()
      await Promise.race([pong, closing.promise])
    },
    async hears(words) {
      while (!heard.join('').includes(words)) {
        if (socket.readyState > socket.OPEN) throw new Error(`Not heard: ${words}`)
        await stirred.promise
      }
    },
  }
}

/** The first message of a session, as the carrier sends it for this call. */
export function setupFor(callSid: string, changes: Record<string, unknown> = {}) {
  const token = callToken({ callSid, authToken: account.authToken })
  return { type: 'setup', sessionId: 'VX1', callSid, customParameters: { token }, ...changes }
}

export const prompt = (voicePrompt: string) => ({ type: 'prompt', voicePrompt, last: true })
