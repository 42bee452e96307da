import type { CheckResult } from './check.ts'
import { failed } from './check.ts'

/** Why no answer came: before anything was said, at the secure connection, or in the middle. */
export type NetworkTrouble = 'name-unknown' | 'nobody-there' | 'not-secure' | 'no-answer' | 'other'

/** The kind of trouble behind a code of Node, such as `ENOTFOUND`. */
export function troubleOf(code: string): NetworkTrouble {
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'name-unknown'
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)/.test(code)) return 'nobody-there'
  if (/^(ETIMEDOUT|UND_ERR_.*TIMEOUT|ABORT_ERR)/.test(code)) return 'no-answer'
  return isAboutTls(code) ? 'not-secure' : 'other'
}

function isAboutTls(code: string): boolean {
  return /^(ERR_SSL|ERR_TLS|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/.test(
    code,
  )
}

/** What that means for somebody who wants to be called at `url`, and what to do. */
export function troubleInWords(url: string, code: string): CheckResult {
  const { host } = new URL(url)
  switch (troubleOf(code)) {
    case 'name-unknown':
      return failed(
        `The name ${host} is not known on the internet.`,
        'Look for a typing mistake in APP_URL. A free tunnel gets a new name each time it is started: ' +
          'put the one that it prints now into .env, and start the server again. A new name takes a ' +
          'minute to become known.',
      )
    case 'nobody-there':
      return failed(
        `Nobody takes connections at ${host}.`,
        'Start the tunnel or the proxy that leads to this server, and keep it running.',
      )
    case 'not-secure':
      return failed(
        `No secure connection to ${host} can be made (${code}).`,
        'The certificate is missing, too old, self-made or for another name. Twilio accepts none of ' +
          'these. A tunnel brings a good one along; on your own server let Caddy or certbot make one.',
      )
    case 'no-answer':
      return failed(
        `${host} does not answer in time.`,
        'A firewall may swallow what comes, or the tunnel hangs: start the tunnel again.',
      )
    default:
      return failed(
        `The connection to ${host} broke (${code}).`,
        'Start the tunnel again, and run the doctor once more.',
      )
  }
}
