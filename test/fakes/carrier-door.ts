import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { createHttpServer } from '../../src/http/http-server.ts'
import type { TwilioAccount } from '../../src/twilio/signature.ts'
import { acceptOnlyForms } from '../../src/voice/form-body.ts'
import { createPublicUrls } from '../../src/voice/public-urls.ts'
import { registerSelfCheck } from '../../src/voice/self-check.ts'
import { createSignedRequests } from '../../src/voice/signed-requests.ts'
import { voicePaths } from '../../src/voice/voice-paths.ts'

/** A server with the doors only through which the carrier comes: the real guards, and no call behind. */
export async function openCarrierDoor({
  appUrl,
  account,
  instance = 'this-one',
  port: wantedPort = 0,
}: {
  appUrl: string
  account: Pick<TwilioAccount, 'accountSid' | 'authTokens'>
  instance?: string
  port?: number
}) {
  const server = await createHttpServer({
    logger: pino({ level: 'silent' }),
    newId: () => crypto.randomUUID(),
    appUrl,
    socketUrl: undefined,
    requestsPerMinute: 10_000,
  })
  const urls = createPublicUrls({ appUrl, socketUrl: undefined })
  const signedRequests = createSignedRequests({
    accounts: [{ ...account, onlyFromLoopback: false }],
    urls,
    onRefused: () => undefined,
  })
  await server.register(async (voice: FastifyInstance) => {
    acceptOnlyForms(voice)
    registerSelfCheck(voice, { signedRequests, instance })
    voice.get(
      voicePaths.relaySocket,
      { websocket: true, preValidation: signedRequests.socket },
      (socket) => void socket.on('error', () => undefined),
    )
  })
  await server.listen({ host: '127.0.0.1', port: wantedPort })
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => server.close(),
  }
}
