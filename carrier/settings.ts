import { defaultNumber, isNumber } from './numbers.ts'
import type { CarrierAccount } from './account.ts'
import type { ServerAddresses } from './server-address.ts'

/** What the carrier's process is told by its environment. */
export interface Settings {
  readonly account: CarrierAccount
  readonly port: number
  readonly server: ServerAddresses
  readonly number: string
  readonly speed: number
}

type Environment = Readonly<Record<string, string | undefined>>

/** @returns the settings, or every problem, each naming its variable. */
export function readSettings(env: Environment): Settings | { readonly problems: string[] } {
  const problems: string[] = []
  function read(name: string, rule: Rule): string {
    const value = env[name] ?? rule.otherwise ?? ''
    if (!rule.fits(value)) problems.push(`${name} must be ${rule.is}.`)
    return value
  }
  const settings: Settings = {
    account: {
      accountSid: read('LOCAL_CARRIER_ACCOUNT_SID', accountSidRule),
      authToken: read('LOCAL_CARRIER_AUTH_TOKEN', tokenRule),
    },
    port: Number(read('LOCAL_CARRIER_PORT', portRule)),
    server: {
      localUrl: read('SERVER_URL', urlRule),
      publicUrl: read('APP_URL', urlRule),
      socketUrl: read('WS_URL', socketUrlRule) || undefined,
    },
    number: read('LOCAL_CARRIER_NUMBER', numberRule),
    speed: Number(read('LOCAL_CARRIER_SPEED', speedRule)),
  }
  return problems.length === 0 ? settings : { problems }
}

interface Rule {
  readonly is: string
  readonly fits: (value: string) => boolean
  readonly otherwise?: string
}

const accountSidRule: Rule = {
  is: 'AC and 32 hexadecimal digits',
  fits: (value) => /^AC[0-9a-f]{32}$/.test(value),
}

const tokenRule: Rule = {
  is: '32 hexadecimal digits',
  fits: (value) => /^[0-9a-f]{32}$/.test(value),
}

const portRule: Rule = {
  is: 'a port, 0 for any that is free',
  fits: (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
  otherwise: '0',
}

const urlRule: Rule = { is: 'an http: or https: address', fits: (value) => isUrl(value, 'http') }

const socketUrlRule: Rule = {
  is: 'a ws: or wss: address',
  fits: (value) => value === '' || isUrl(value, 'ws'),
}

const numberRule: Rule = {
  is: 'a number written like +15550100000',
  fits: (value) => isNumber(value),
  otherwise: defaultNumber,
}

const speedRule: Rule = {
  is: 'how many times faster than people the agent speaks, from 1 to 100',
  fits: (value) => Number(value) >= 1 && Number(value) <= 100,
  otherwise: '1',
}

function isUrl(value: string, scheme: 'http' | 'ws'): boolean {
  return URL.canParse(value) && new RegExp(`^${scheme}s?:$`).test(new URL(value).protocol)
}
