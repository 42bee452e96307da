import type { FastifyInstance } from 'fastify'
import type { VoiceParts } from '../voice-parts.ts'
import { voicePaths } from '../voice-paths.ts'
import { MediaConnection } from './media-connection.ts'
import { createWatchdog } from './media-watchdog.ts'
import type { SessionNames } from './session-names.ts'

/** `WS /twilio/media`: the sound of one call, from its first to its last. */
export function registerMedia(
  server: FastifyInstance,
  { parts, sessions }: { parts: VoiceParts; sessions: SessionNames },
): void {
  const watchdog = createWatchdog(parts.clock)
  server.get(
    voicePaths.mediaSocket,
    {
      websocket: true,
      preValidation: parts.signedRequests.socket,
      config: { rateLimit: false },
    },
    (socket, request) => {
      const account = parts.signedRequests.accountOf(request)
      const { log } = request
      const connection = new MediaConnection({ account, log, parts, sessions, socket, watchdog })
      socket.on('message', (data, isBinary) => connection.frame(data, isBinary))
      // A broken frame or connection is followed by `close`, which ends the line.
      socket.on('error', (error) => connection.strange(error.message))
      socket.on('close', () => connection.closed())
    },
  )
}
