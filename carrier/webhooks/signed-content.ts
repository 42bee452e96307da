import type { ExchangeRequest } from './http-exchange.ts'
import { signatureOf } from '../signature.ts'
import type { WebhookRequest } from './webhook.ts'

/** What a webhook request consists of, signed. Headers without a value are left out. */
export function signedContent(
  request: Pick<WebhookRequest, 'url' | 'method' | 'parameters'>,
  { authToken, idempotencyToken, headers: given }: ContentParts,
): Pick<ExchangeRequest, 'method' | 'headers' | 'body'> {
  const { method, parameters } = request
  const form = method === 'POST' ? parameters : {}
  const headers = {
    ...given,
    accept: '*/*',
    'user-agent': 'TwilioProxy/1.1',
    'x-home-region': 'us1',
    'i-twilio-idempotency-token': idempotencyToken,
    'x-twilio-signature': signatureOf({ authToken, url: urlAsked(request), form }),
  }
  if (method === 'GET') return { method, headers: present(headers) }
  const body = new URLSearchParams(form).toString()
  const contentType = 'application/x-www-form-urlencoded; charset=UTF-8'
  const contentLength = String(Buffer.byteLength(body))
  return {
    method,
    headers: present({ ...headers, 'content-type': contentType, 'content-length': contentLength }),
    body,
  }
}

interface ContentParts {
  readonly authToken: string
  readonly idempotencyToken: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

/**
 * The URL as it is asked for and signed, without fragment, user and password. A GET carries its
 * parameters in the query. Done on the text, so that the percent-encoding stays.
 */
export function urlAsked({
  url,
  method,
  parameters,
}: Pick<WebhookRequest, 'url' | 'method' | 'parameters'>): string {
  const plain = url.replace(/#.*$/s, '').replace(/^([a-z]+:\/\/)[^@/?]*@/i, '$1')
  const query = method === 'POST' ? '' : new URLSearchParams(parameters).toString()
  if (query === '') return plain
  return `${plain}${plain.includes('?') ? '&' : '?'}${query}`
}

function present(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}
