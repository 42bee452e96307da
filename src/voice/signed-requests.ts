import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  accountOfSocket,
  accountOfWebhook,
  type FormFields,
  type TwilioAccount,
} from '../twilio/signature.ts'
import { parseForm } from './form-body.ts'
import type { PublicUrls } from './public-urls.ts'

/** Lets only the carrier in: requests that nobody signed are turned away before anything happens. */
export interface SignedRequests {
  webhook(request: FastifyRequest, reply: FastifyReply): Promise<void>
  socket(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** The account that signed this request; only after one of the guards above let it in. */
  accountOf(request: FastifyRequest): TwilioAccount
}

export function createSignedRequests({
  accounts,
  urls,
  onRefused,
}: {
  accounts: readonly TwilioAccount[]
  urls: PublicUrls
  onRefused: (what: 'webhook' | 'socket') => void
}): SignedRequests {
  const signers = new WeakMap<FastifyRequest, TwilioAccount>()

  async function admit(
    request: FastifyRequest,
    reply: FastifyReply,
    signer: { what: 'webhook' | 'socket'; account: TwilioAccount | undefined },
  ): Promise<void> {
    if (signer.account) {
      signers.set(request, signer.account)
      return
    }
    onRefused(signer.what)
    const message = 'This address answers the phone carrier only: the signature is missing or wrong'
    await reply.code(403).send({ error: { code: 'signature-invalid', message } })
  }

  return {
    webhook(request, reply) {
      const { AccountSid: named } = fieldsOf(request)
      const account = accountOfWebhook(accounts, {
        ...signatureOf(request, urls.http(request.originalUrl)),
        form: request.method === 'GET' ? {} : fieldsOf(request),
        accountSid: Array.isArray(named) ? '' : named,
      })
      return admit(request, reply, { what: 'webhook', account })
    },
    socket: (request, reply) =>
      admit(request, reply, {
        what: 'socket',
        account: accountOfSocket(accounts, signatureOf(request, urls.socket(request.originalUrl))),
      }),
    accountOf(request) {
      const account = signers.get(request)
      if (!account) throw new TypeError('This request has not passed a signature check')
      return account
    },
  }
}

/** The fields of a form body, as the form parser left them; those of a GET stand in its address. */
export function fieldsOf({ body, method, originalUrl }: FastifyRequest): FormFields {
  if (method === 'GET') return parseForm(originalUrl.split('?').slice(1).join('?'))
  // Only the form parser runs on these routes, and it makes exactly this shape.
  return typeof body === 'object' && body !== null ? (body as FormFields) : {}
}

function signatureOf(request: FastifyRequest, url: string) {
  const header = request.headers['x-twilio-signature']
  return {
    url,
    signature: typeof header === 'string' ? header : undefined,
    fromLoopback: isLoopback(request.socket.remoteAddress),
  }
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '')
}
