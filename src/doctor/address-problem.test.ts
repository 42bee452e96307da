import { describe, expect, it } from 'vitest'
import { addressProblem } from './address-problem.ts'
import { createAppUrlCheck } from './app-url-check.ts'

const twilio = {
  accountSid: `AC${'a'.repeat(32)}`,
  authToken: 't',
  previousAuthToken: undefined,
  phoneNumber: undefined,
  apiBaseUrl: undefined,
}
const check = (appUrl: string, socketUrl?: string) =>
  createAppUrlCheck({ appUrl, socketUrl, twilio, port: 8080 }).run()

describe('an address that only this machine or its network knows', () => {
  it.each([
    'http://localhost:3000',
    'https://localhost',
    'https://127.0.0.1',
    'https://[::1]',
    'https://[fd00::1]',
    'https://10.0.0.5',
    'https://192.168.1.20',
    'https://172.20.1.1',
    'https://169.254.3.3',
    'https://100.64.1.1',
    'https://printer',
    'https://server.local',
    'https://server.internal.',
  ])('is nothing for Twilio: %s', (address) => {
    expect(addressProblem(address)?.summary).toContain('leads nowhere')
    expect(addressProblem(address)?.advice).toContain('tunnel')
  })
})

describe('an address that Twilio can call', () => {
  it.each([
    'https://voice.example.com',
    'https://a-b.ngrok-free.app',
    'https://172.32.0.1',
    'https://100.128.0.1',
    'https://[2606:4700::1]',
  ])('is fine: %s', (address) => {
    expect(addressProblem(address)).toBeUndefined()
  })

  it('has to be secure', () => {
    expect(addressProblem('http://voice.example.com')?.summary).toContain('is not secure')
  })

  it('has no underscore in its name', () => {
    expect(addressProblem('https://my_voice.example.com')?.summary).toContain('underscore')
  })
})

describe('the public address', () => {
  it('may be anything while nothing but this machine calls', async () => {
    const addresses = { appUrl: 'http://localhost:3000', socketUrl: undefined, port: 3000 }
    const config = { ...addresses, twilio: undefined }
    expect((await createAppUrlCheck(config).run()).state).toBe('skipped')
  })

  it('fails where Twilio is to call localhost', async () => {
    const { state, advice } = await check('http://localhost:3000')
    expect(state).toBe('failed')
    expect(advice).toContain('cloudflared tunnel --url http://localhost:8080')
  })

  it('is better without a port', async () => {
    const { state, summary } = await check('https://voice.example.com:8443')
    expect(state).toBe('warning')
    expect(summary).toContain('port 8443')
  })

  it('of the sockets has to be secure too', async () => {
    const { state, summary } = await check('https://voice.example.com', 'ws://voice.example.com')
    expect(state).toBe('failed')
    expect(summary).toContain('WS_URL')
    const secure = await check('https://voice.example.com', 'wss://voice.example.com')
    expect(secure.state).toBe('ok')
  })

  it('of a quick tunnel works, and the doctor says that it will not last', async () => {
    const { state, advice } = await check('https://quick-brown-fox.trycloudflare.com')
    expect(state).toBe('ok')
    expect(advice).toContain('until the tunnel is stopped')
  })
})
