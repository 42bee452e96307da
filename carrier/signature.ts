import { createHmac } from 'node:crypto'

/**
 * The value of `X-Twilio-Signature`: the URL, and for a form every parameter sorted by name, keyed with
 * the account's token. A GET and a WebSocket upgrade are signed over the URL alone.
 */
export function signatureOf({ authToken, url, form = {} }: SignedRequest): string {
  const parameters = Object.keys(form)
    .toSorted(byCodeUnits)
    .map((name) => `${name}${form[name] ?? ''}`)
    .join('')
  return createHmac('sha1', authToken)
    .update(urlToSign(url) + parameters, 'utf8')
    .digest('base64')
}

export interface SignedRequest {
  readonly authToken: string
  /** Exactly as configured; its percent-encoding is kept. */
  readonly url: string
  readonly form?: Readonly<Record<string, string>>
}

/**
 * Never signed: the fragment, user and password, and on `https` the port. Done on the text, because
 * `new URL()` would rewrite the percent-encoding that both sides must sign alike.
 */
export function urlToSign(url: string): string {
  const withoutFragment = url.replace(/#.*$/s, '')
  const parts = /^([a-z]+):\/\/(?:[^@/?]*@)?([^/?]*)(.*)$/is.exec(withoutFragment)
  if (parts === null) return withoutFragment
  const [, scheme = '', host = '', rest = ''] = parts
  const signedHost = scheme === 'https' ? host.replace(/:\d+$/, '') : host
  return `${scheme}://${signedHost}${rest}`
}

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
