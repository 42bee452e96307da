import type { FastifyInstance } from 'fastify'
import type { VoiceParts } from '../voice-parts.ts'
import { voicePaths } from '../voice-paths.ts'
import { RelayConnection } from './relay-connection.ts'

/** `WS /twilio/relay`: the words of one call, from its first to its last. */
export function registerRelay(server: FastifyInstance, parts: VoiceParts): void {
  server.get(
    voicePaths.relaySocket,
    {
      websocket: true,
      preValidation: parts.signedRequests.socket,
      config: { rateLimit: false },
    },
    (socket, request) => {
      const account = parts.signedRequests.accountOf(request)
      const connection = new RelayConnection({ account, parts, socket })
      socket.on('message', (data, isBinary) => connection.frame(data, isBinary))
      // A broken frame or connection is followed by `close`, which ends the line.
      socket.on('error', (error) => connection.strange(error.message))
      socket.on('close', (code) => connection.closed(code))
    },
  )
}
