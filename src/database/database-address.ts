import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import type { ClientConfig } from 'pg'
import { AppError, assertNever } from '../lib/errors.ts'
import type { PostgresConnection } from './postgres-connection.ts'

/** Where the database is: a URL as the owner wrote it, or the parts of it. */
export type DatabaseAddress = { readonly url: string } | PostgresConnection

/** An address that cannot be understood. Its text never repeats the URL, which holds a password. */
export class WrongDatabaseAddress extends AppError {
  override readonly code = 'wrong-database-address'
}

/** The settings of a connection to `address`. `sslmode` means what it means to `psql`. */
export function connectionSettings(address: DatabaseAddress): ClientConfig {
  if (!('url' in address)) return { ...address }
  if (!URL.canParse(address.url)) {
    throw new WrongDatabaseAddress('The address of the database is not a URL (postgres://…)')
  }
  const url = new URL(address.url)
  const ssl = tlsFor(url.searchParams)
  for (const name of tlsParameters) url.searchParams.delete(name)
  return ssl === undefined ? { connectionString: url.href } : { connectionString: url.href, ssl }
}

const tlsParameters = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'ssl', 'uselibpqcompat']

/** What of the server's certificate is checked. */
type Check = 'everything' | 'issuer' | 'nothing'

const checks: Readonly<Record<string, Check | 'no-tls'>> = {
  disable: 'no-tls',
  allow: 'no-tls',
  prefer: 'nothing',
  'no-verify': 'nothing',
  require: 'nothing',
  'verify-ca': 'issuer',
  'verify-full': 'everything',
}

function tlsFor(parameters: URLSearchParams): ConnectionOptions | false | undefined {
  const mode = modeOf(parameters)
  if (mode === undefined) return undefined
  const check = checks[mode]
  if (check === undefined) {
    throw new WrongDatabaseAddress(
      `The address of the database asks for sslmode=${mode}; there are ${Object.keys(checks).join(', ')}`,
    )
  }
  if (check === 'no-tls') return false
  const issuer = parameters.get('sslrootcert')
  return {
    ...certificates(parameters),
    ...rulesOf(check === 'nothing' && issuer ? 'issuer' : check),
  }
}

function modeOf(parameters: URLSearchParams): string | undefined {
  const mode = parameters.get('sslmode')
  if (mode !== null) return mode
  if (parameters.has('sslrootcert')) return 'verify-ca'
  return parameters.get('ssl') === 'true' ? 'verify-full' : undefined
}

function rulesOf(check: Check): ConnectionOptions {
  switch (check) {
    case 'everything':
      return { rejectUnauthorized: true }
    case 'issuer':
      return { rejectUnauthorized: true, checkServerIdentity: () => undefined }
    case 'nothing':
      return { rejectUnauthorized: false }
    default:
      return assertNever(check)
  }
}

function certificates(parameters: URLSearchParams): ConnectionOptions {
  const files = { ca: 'sslrootcert', cert: 'sslcert', key: 'sslkey' } as const
  return Object.fromEntries(
    Object.entries(files).flatMap(([option, parameter]) => {
      const file = parameters.get(parameter)
      return file === null ? [] : [[option, readFileSync(file, 'utf8')]]
    }),
  )
}
