import { describe, expect, it } from 'vitest'
import { ConfigurationWrong, readConfig } from './read-config.ts'

const here = { workingDirectory: '/somewhere' }

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment, here)
  } catch (error) {
    if (error instanceof ConfigurationWrong) return error.message
    throw error
  }
  return ''
}

describe('the configuration', () => {
  it('needs nothing at all', () => {
    expect(readConfig({}, here)).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      appUrl: 'http://localhost:3000',
      dataDir: '/somewhere/data',
      databaseUrl: undefined,
      twilio: undefined,
    })
  })

  it('lists every wrong value at once, each with its name', () => {
    const problems = problemsOf({
      PORT: 'abc',
      APP_URL: 'agent.example.com',
      LOG_LEVEL: 'loud',
      TWILIO_PHONE_NUMBER: '555',
      TWILIO_ACCOUNT_SID: 'AC123',
      DATABASE_URL: 'mysql://localhost/x',
    })
    for (const name of [
      'PORT',
      'APP_URL',
      'LOG_LEVEL',
      'TWILIO_PHONE_NUMBER',
      'TWILIO_ACCOUNT_SID',
      'TWILIO_AUTH_TOKEN',
      'DATABASE_URL',
    ]) {
      expect(problems).toMatch(new RegExp(`^  ${name} `, 'm'))
    }
  })

  it('takes junk for a port as junk and never as the default', () => {
    for (const port of ['abc', '0', '70000', '3000.5', '-1', '0x10', '3000 4000']) {
      expect(problemsOf({ PORT: port })).toContain('PORT')
    }
  })

  it('has a channel for a new installation', () => {
    expect(readConfig({}, here).defaultChannel).toBe('relay')
    expect(readConfig({ DEFAULT_CHANNEL: 'gather' }, here).defaultChannel).toBe('gather')
    expect(problemsOf({ DEFAULT_CHANNEL: 'fax' })).toContain(
      'DEFAULT_CHANNEL must be one of relay, media, gather',
    )
    const key = { OPENAI_API_KEY: 'a-key' }
    expect(readConfig({ DEFAULT_CHANNEL: 'media', ...key }, here).defaultChannel).toBe('media')
  })

  it('asks Twilio itself, unless another address is given', () => {
    const account = { TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'secret' }
    const twilioOf = (more: Record<string, string>) =>
      readConfig({ ...account, ...more }, here).twilio
    expect(twilioOf({})?.apiBaseUrl).toBeUndefined()
    for (const url of ['http://127.0.0.1:4010/', 'https://twilio.example.com']) {
      expect(twilioOf({ TWILIO_API_BASE_URL: url })?.apiBaseUrl).toBe(url.replace(/\/$/, ''))
    }
    for (const url of ['127.0.0.1:4010', 'ftp://x', 'http://ada:hunter2@x', 'http://x?a=1']) {
      expect(problemsOf({ ...account, TWILIO_API_BASE_URL: url })).toContain('TWILIO_API_BASE_URL')
    }
  })

  it('can do without a number, and then only takes calls', () => {
    const account = { TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'secret' }
    expect(problemsOf(account)).toBe('')
    expect(readConfig(account, here).twilio?.phoneNumber).toBeUndefined()
  })

  it('refuses half a Twilio account', () => {
    expect(problemsOf({ TWILIO_AUTH_TOKEN: 'secret' })).toContain(
      'TWILIO_ACCOUNT_SID is missing, but TWILIO_AUTH_TOKEN is set',
    )
  })

  it('refuses a transaction pooler and says what to take', () => {
    const problems = problemsOf({ DATABASE_URL: 'postgres://u:p@host.supabase.com:6543/postgres' })
    expect(problems).toContain('session pooler')
  })

  it('never shows a value in its message, for it may be a secret', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://u:hunter2@x/y' })).not.toContain('hunter2')
  })

  it('takes an empty variable as not set', () => {
    expect(readConfig({ PORT: '', APP_URL: ' ' }, here).port).toBe(3000)
  })

  it('prefers the development account outside production', () => {
    const real = { TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'real' }
    const dev = { TWILIO_ACCOUNT_SID_DEV: `AC${'2'.repeat(32)}`, TWILIO_AUTH_TOKEN_DEV: 'dev' }
    expect(readConfig({ ...real, ...dev }, here).twilio?.authToken).toBe('dev')
    expect(readConfig({ ...real, ...dev, NODE_ENV: 'production' }, here).twilio?.authToken).toBe(
      'real',
    )
  })

  it('lets names pass that are not ours', () => {
    expect(problemsOf({ HOME: '/root', SOMETHING: 'else' })).toBe('')
  })

  it('takes the slash off the public address', () => {
    expect(readConfig({ APP_URL: 'https://agent.example.com/' }, here).appUrl).toBe(
      'https://agent.example.com',
    )
  })

  it('refuses a public address that no path can be put behind, and shows no password of it', () => {
    for (const end of ['/?a=1', '/?', '/#top', '#']) {
      expect(problemsOf({ APP_URL: `https://agent.example.com${end}` })).toContain('APP_URL')
      expect(problemsOf({ WS_URL: `wss://agent.example.com${end}` })).toContain('WS_URL')
    }
    const problems = problemsOf({
      APP_URL: 'https://ada:hunter2@agent.example.com',
      WS_URL: 'wss://ada@agent.example.com',
    })
    expect(problems).toMatch(/APP_URL must.*\n.*WS_URL must/)
    expect(problems).not.toContain('hunter2')
    expect(problemsOf({ APP_URL: 'https://agent.example.com:8443/phone' })).toBe('')
  })

  it('refuses a phone number or an old token of an account that is not there', () => {
    for (const variables of [
      { TWILIO_PHONE_NUMBER: '+15550100000' },
      { TWILIO_AUTH_TOKEN_PREVIOUS: 'old' },
      { TWILIO_API_BASE_URL: 'http://127.0.0.1:4010' },
    ]) {
      const [name = ''] = Object.keys(variables)
      const problems = problemsOf(variables)
      expect(problems).toContain(`TWILIO_ACCOUNT_SID is missing, but ${name} is set`)
      expect(problems).toContain(`TWILIO_AUTH_TOKEN is missing, but ${name} is set`)
      const account = { TWILIO_ACCOUNT_SID_DEV: `AC${'2'.repeat(32)}`, TWILIO_AUTH_TOKEN_DEV: 'x' }
      expect(problemsOf({ ...variables, ...account })).toBe('')
    }
  })

  it('refuses a host that cannot be one, before anything tries to listen there', () => {
    for (const host of ['my host', 'local*host', 'http://localhost', '[::1]', 'a..b']) {
      expect(problemsOf({ HOST: host })).toContain('HOST must be')
    }
    for (const host of ['localhost', '0.0.0.0', '::', '::1', 'phone-1.office_net.example.']) {
      expect(problemsOf({ HOST: host })).toBe('')
    }
  })
})
