import { failed, type CheckResult } from './check.ts'

export interface UnexpectedAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

/** Who answered at `url` instead of this server, from what it answered. */
export function unexpectedAnswer(url: string, answer: UnexpectedAnswer): CheckResult {
  const { host } = new URL(url)
  const { status } = answer
  if (isTunnelDown(answer)) {
    return failed(
      `The tunnel of ${host} is not running.`,
      'Start it again. A free tunnel may get a new name: put the one that it prints into APP_URL in ' +
        '.env, and start the server again.',
    )
  }
  if ([502, 503, 504].includes(status)) {
    return failed(
      `The tunnel or proxy of ${host} runs, but finds no server behind it (status ${status}).`,
      'It leads to another port or machine than the one where this server listens: start it with ' +
        'the port of this server, 3000 if PORT says nothing else.',
    )
  }
  if (status >= 300 && status < 400) return movedElsewhere(host, answer)
  if (status === 401 || status === 403) {
    return failed(
      `Something in front of the server turns requests to ${host} away (status ${status}).`,
      'A sign-in page, a firewall or a protection against robots stands there. Let POST requests to ' +
        '/webhooks/ and /twilio/ through without it: they are signed, and this server checks that.',
    )
  }
  if (status >= 500) {
    return failed(
      `What answers at ${host} has a problem of its own (status ${status}).`,
      'Look into the log of the server and of the tunnel or proxy.',
    )
  }
  return someoneElse(host, answer)
}

/** ngrok and Cloudflare answer themselves when nobody holds the other end of the tunnel. */
function isTunnelDown({ status, headers, body }: UnexpectedAnswer): boolean {
  const ngrokError = headers.get('ngrok-error-code') ?? /ERR_NGROK_\d+/.exec(body)?.[0]
  if (ngrokError !== undefined) return ngrokError !== 'ERR_NGROK_8012'
  return status === 530 || /error code: 10(16|33)/i.test(body)
}

function movedElsewhere(host: string, { headers }: UnexpectedAnswer): CheckResult {
  const target = headers.get('location')
  return failed(
    `${host} sends everybody on${target === null ? '' : ` to ${target}`}, and a call is lost on the way.`,
    'Set APP_URL to the address where it ends, with https: and the right name.',
  )
}

function someoneElse(host: string, { status, headers, body }: UnexpectedAnswer): CheckResult {
  const isPage = /html/i.test(headers.get('content-type') ?? '') || /^\s*</.test(body)
  const what = isPage ? 'A web page' : 'Another program'
  return failed(
    `${what} answers at ${host}, not this server (status ${status}).`,
    'The tunnel leads to another port, its warning page stands before it, or APP_URL names somebody ' +
      'else’s address. Start the tunnel with the port of this server, and copy its address to APP_URL.',
  )
}
