import { isIPv4, isIPv6 } from 'node:net'

export interface AddressProblem {
  readonly summary: string
  readonly advice: string
}

/** Why Twilio could never call this address, or `undefined`. `port`: where a tunnel has to lead. */
export function addressProblem(appUrl: string, port = 3000): AddressProblem | undefined {
  const { protocol, hostname } = new URL(appUrl)
  if (isOnlyHere(hostname)) {
    return {
      summary: `Twilio calls this server from the internet, where ${appUrl} leads nowhere.`,
      advice:
        `Start a tunnel (cloudflared tunnel --url http://localhost:${port} prints an address) or use ` +
        'the name of your own server, set APP_URL to it in .env, and start the server again.',
    }
  }
  if (protocol !== 'https:') {
    return {
      summary: `${appUrl} is not secure, and Twilio carries a call’s words over secure connections only.`,
      advice: 'Set APP_URL to an address that begins with https:. A tunnel gives you one.',
    }
  }
  if (hostname.includes('_')) {
    return {
      summary: `Twilio refuses names with an underscore, such as ${hostname}.`,
      advice: 'Choose a name without one, and set APP_URL to it.',
    }
  }
  return undefined
}

/** Names and numbers that mean another machine, or none, to everybody else. */
function isOnlyHere(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (isIPv4(name)) return privateV4.test(name)
  if (isIPv6(name)) return /^(::1?$|f[cd]|fe[89ab])/.test(name)
  return !name.includes('.') || /\.(localhost|local|internal|lan|home|test|invalid)$/.test(name)
}

const privateV4 =
  /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./
