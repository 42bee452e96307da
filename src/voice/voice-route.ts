import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../lib/logger.ts'
import type { Verb } from '../twilio/twiml/render-twiml.ts'
import { renderTwiml } from '../twilio/twiml/render-twiml.ts'
import { fieldsOf } from './signed-requests.ts'
import type { VoiceParts } from './voice-parts.ts'
import { notAboutACall, parseVoiceFields, type VoiceFields } from './voice-webhooks.ts'

/** A signed request of the carrier about one call. */
export interface VoiceWebhook {
  readonly fields: VoiceFields
  /** What we wrote into the address ourselves, or somebody else did: it is signed, and no more. */
  readonly query: URLSearchParams
  /** The token that the account signs with, for tokens of the call. */
  readonly authToken: string
  readonly authTokens: readonly string[]
  /** The same in every try of one request, where the carrier sends it. */
  readonly requestToken: string | undefined
  readonly log: Logger
}

export interface VoiceRoute {
  readonly path: string
  /** Also by GET: for addresses that people enter into the carrier's settings. */
  readonly alsoGet?: boolean
}

/** A route on whose answer the call waits: what the carrier does next. */
export function controlRoute(
  server: FastifyInstance,
  { parts, ...route }: VoiceRoute & { readonly parts: VoiceParts },
  answer: (webhook: VoiceWebhook) => Promise<readonly Verb[]>,
): void {
  voiceRoute(server, { ...route, parts }, async (webhook, reply) =>
    reply.type('text/xml').send(renderTwiml(await answer(webhook))),
  )
}

/** A route that is only told something. */
export function informRoute(
  server: FastifyInstance,
  { parts, ...route }: VoiceRoute & { readonly parts: VoiceParts },
  hear: (webhook: VoiceWebhook) => Promise<void>,
): void {
  voiceRoute(server, { ...route, parts }, async (webhook, reply) => {
    await hear(webhook)
    return reply.code(204).send()
  })
}

function voiceRoute(
  server: FastifyInstance,
  { alsoGet = false, parts, path }: VoiceRoute & { readonly parts: VoiceParts },
  serve: (webhook: VoiceWebhook, reply: FastifyReply) => Promise<FastifyReply>,
): void {
  server.route({
    method: alsoGet ? ['POST', 'GET'] : 'POST',
    url: path,
    preHandler: parts.signedRequests.webhook,
    config: { rateLimit: false },
    async handler(request, reply) {
      const fields = parseVoiceFields(fieldsOf(request))
      if (!fields) return reply.code(400).send(notAboutACall)
      return serve(webhookOf(request, { fields, parts }), reply)
    },
  })
}

function webhookOf(
  request: FastifyRequest,
  { fields, parts }: { fields: VoiceFields; parts: VoiceParts },
): VoiceWebhook {
  const { authTokens } = parts.signedRequests.accountOf(request)
  const token = request.headers['i-twilio-idempotency-token']
  return {
    fields,
    query: new URLSearchParams(request.originalUrl.split('?')[1]),
    authToken: authTokens[0] ?? '',
    authTokens,
    requestToken: typeof token === 'string' ? token : undefined,
    log: request.log,
  }
}
