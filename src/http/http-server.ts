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
import { replyToError, replyToErrors } from './error-reply.ts'

export interface HttpServerParts {
  readonly logger: FastifyBaseLogger
  readonly newId: () => string
  /** The public address. */
  readonly appUrl: string
  /** The sockets' address where it differs. */
  readonly socketUrl: string | undefined
  /** Requests of one address in a minute before it is slowed down. The carrier is not counted. */
  readonly requestsPerMinute: number
}

const bodyLimitBytes = 256 * 1024
/** Longer frames end their socket; shorter ones that are too long for their purpose are answered. */
const frameLimitBytes = 1024 * 1024
/** Named first, because the types of `ws` do not know `closeTimeout` yet. */
const socketOptions = {
  maxPayload: frameLimitBytes,
  perMessageDeflate: false,
  clientTracking: true,
  // A peer that was told that its socket ends, and does not answer, holds a stop up for no longer.
  closeTimeout: 2_000,
}

/** The HTTP server with everything that every route shares: errors, headers, limits, sockets. */
export async function createHttpServer(parts: HttpServerParts): Promise<ApiServer> {
  const server = fastify({
    loggerInstance: parts.logger,
    genReqId: parts.newId,
    bodyLimit: bodyLimitBytes,
    requestTimeout: 30_000,
    // A tunnel or proxy on this machine says whom it speaks for; whoever connects from elsewhere does not.
    trustProxy: 'loopback',
    // Some requests fail before there is a route, and so before there is an error handler.
    frameworkErrors: (error, request, reply) => void replyToError(error, { request, reply }),
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
    options: socketOptions,
  })
  return server
}

function headersFor({ appUrl, socketUrl }: HttpServerParts) {
  const isSecure = appUrl.startsWith('https:')
  return {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", ...socketOrigins([appUrl, socketUrl ?? appUrl])],
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

function socketOrigins(addresses: readonly string[]): string[] {
  const origins = addresses.map((address) => new URL(address).origin.replace(/^http/, 'ws'))
  return [...new Set(origins)]
}
