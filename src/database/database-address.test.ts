import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { connectionSettings } from './database-address.ts'

const server = 'postgres://ada:s%40fe@db.example.com:6000/voice'

describe('the address of the database', () => {
  it('may be in parts', () => {
    const parts = { host: '/tmp/x', port: 5432, user: 'a', password: 'b', database: 'c' }
    expect(connectionSettings(parts)).toEqual(parts)
  })

  it('is passed on without what only says how to encrypt', () => {
    expect(connectionSettings({ url: `${server}?sslmode=disable&application_name=x` })).toEqual({
      connectionString: `${server}?application_name=x`,
      ssl: false,
    })
  })

  it.each([
    ['', undefined],
    ['?sslmode=disable', false],
    ['?sslmode=allow', false],
    ['?sslmode=prefer', { rejectUnauthorized: false }],
    ['?sslmode=require', { rejectUnauthorized: false }],
    ['?sslmode=no-verify', { rejectUnauthorized: false }],
    ['?sslmode=verify-full', { rejectUnauthorized: true }],
    ['?ssl=true', { rejectUnauthorized: true }],
  ])('with %j is encrypted as psql would', (query, ssl) => {
    expect(connectionSettings({ url: server + query }).ssl).toEqual(ssl)
  })

  it('with the certificate of an issuer trusts that issuer, whatever the name', () => {
    const file = path.join(tmpdir(), `${crypto.randomUUID()}.pem`)
    writeFileSync(file, 'a certificate')
    for (const mode of ['', '&sslmode=require', '&sslmode=verify-ca']) {
      const { ssl } = connectionSettings({ url: `${server}?sslrootcert=${file}${mode}` })
      expect(ssl).toMatchObject({ rejectUnauthorized: true, ca: 'a certificate' })
      expect(ssl).toHaveProperty('checkServerIdentity')
    }
    const strict = connectionSettings({ url: `${server}?sslrootcert=${file}&sslmode=verify-full` })
    expect(strict.ssl).not.toHaveProperty('checkServerIdentity')
  })

  it.each(['junk', `${server}?sslmode=maybe`])('that makes no sense is refused: %s', (url) => {
    expect(() => connectionSettings({ url })).toThrow(
      expect.objectContaining({
        code: 'wrong-database-address',
        message: expect.not.stringContaining('s%40fe') as string,
      }) as Error,
    )
  })
})
