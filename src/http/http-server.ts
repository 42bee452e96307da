import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import websocket from '@fastify/websocket'
import fastify, { LogController, type FastifyBaseLogger } from 'fastify'
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import type { ApiServer } from './api-server.ts'
import { replyToErrors } from './error-reply.ts'

export interface HttpServerParts {
  readonly logger: FastifyBaseLogger
  readonly newId: () => string
  /** Whether the public address is https. */
  readonly isSecure: boolean
  /** Requests of one address in a minute before it is slowed down. The carrier is not counted. */
  readonly requestsPerMinute: number
}

const bodyLimitBytes = 256 * 1024
/** Longer frames end their socket; shorter ones that are too long for their purpose are answered. */
const frameLimitBytes = 1024 * 1024

/** The HTTP server with everything that every route shares: errors, headers, limits, sockets. */
export async function createHttpServer(parts: HttpServerParts): Promise<ApiServer> {
  const server = fastify({
    loggerInstance: parts.logger,
    genReqId: parts.newId,
    bodyLimit: bodyLimitBytes,
    requestTimeout: 30_000,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>()
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  replyToErrors(server)
  await server.register(helmet, headersFor(parts))
  await server.register(rateLimit, { max: parts.requestsPerMinute, timeWindow: '1 minute' })
  await server.register(cookie)
  await server.register(websocket, {
    options: { maxPayload: frameLimitBytes, perMessageDeflate: false, clientTracking: true },
  })
  return server
}

function headersFor({ isSecure }: HttpServerParts) {
  return {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        imgSrc: ["'self'", 'data:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        // Without https the browser would turn our own pages' requests into ones that fail.
        upgradeInsecureRequests: isSecure ? [] : null,
      },
    },
    strictTransportSecurity: isSecure,
  }
}
