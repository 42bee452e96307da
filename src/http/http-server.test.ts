import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApi } from '../../test/fakes/api-server.ts'

type Api = Awaited<ReturnType<typeof createTestApi>>

describe('the HTTP server', () => {
  let api: Api
  beforeAll(async () => (api = await createTestApi()))
  afterAll(() => api[Symbol.asyncDispose]())

  it('stops within seconds although a dashboard on a sleeping laptop does not answer', async () => {
    const stopping = await createTestApi()
    const address = new URL(await stopping.server.listen({ host: '127.0.0.1', port: 0 }))
    const asleep = connect({ host: address.hostname, port: Number(address.port) })
    const opened = new Promise<string>((resolve, reject) => {
      asleep.once('data', (bytes: Buffer) => resolve(bytes.toString()))
      asleep.on('error', reject)
    })
    asleep.write(
      `GET /live HTTP/1.1\r\nHost: ${address.host}\r\nAuthorization: ${stopping.authorization}\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    )
    expect(await opened).toContain('101 Switching Protocols')
    const before = performance.now()
    await stopping[Symbol.asyncDispose]()
    expect(performance.now() - before).toBeLessThan(4_500)
    asleep.destroy()
  })

  it('tells whoever mistyped an address so in the same shape as everything else', async () => {
    for (const [url, status] of [
      ['/api/%zz', 400],
      [`/api/calls/${'x'.repeat(500)}`, 414],
    ] as const) {
      const reply = await api.get(url)
      expect(reply.statusCode).toBe(status)
      expect(reply.json()).toEqual({
        error: { code: 'request-invalid', message: expect.any(String) as string },
      })
    }
  })

  it('lets a page talk to its own sockets and to those of no other host', async () => {
    const directives = async (setting: { appUrl: string; socketUrl?: string }) => {
      await using own = await createTestApi(setting)
      return String((await own.get('/health', {})).headers['content-security-policy']).split(';')
    }
    const appUrl = 'https://voice.example.com/phone'
    expect(await directives({ appUrl })).toContain("connect-src 'self' wss://voice.example.com")
    const socketUrl = 'wss://sockets.example.com'
    expect(await directives({ appUrl, socketUrl })).toContain(
      "connect-src 'self' wss://voice.example.com wss://sockets.example.com",
    )
  })
})

describe('asking without end', () => {
  async function statusesOf(url: string, visitors: readonly string[]) {
    await using slow = await createTestApi({ requestsPerMinute: 3 })
    const statuses: number[] = []
    for (const visitor of visitors) {
      const headers = { authorization: slow.authorization, 'x-forwarded-for': visitor }
      statuses.push((await slow.get(url, headers)).statusCode)
    }
    return statuses
  }
  const one = '203.0.113.1'

  it('is slowed down also without any right to be there', async () => {
    await using slow = await createTestApi({ requestsPerMinute: 2 })
    const guess = async () =>
      (await slow.get('/api/calls', { authorization: 'Bearer lav_guess' })).statusCode
    expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429])
  })

  it('is slowed down', async () => {
    const statuses = await statusesOf('/api/calls', [one, one, one, one, one])
    expect(statuses).toEqual([200, 200, 200, 429, 429])
  })

  it('behind a tunnel slows down nobody else', async () => {
    const statuses = await statusesOf('/api/calls', [one, one, one, one, '203.0.113.2'])
    expect(statuses).toEqual([200, 200, 200, 429, 200])
  })

  it('never keeps a monitor from seeing that calls are taken', async () => {
    for (const url of ['/health', '/ready']) {
      expect(await statusesOf(url, [one, one, one, one, one])).toEqual([200, 200, 200, 200, 200])
    }
  })
})
