import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCarrierDoor } from '../../test/fakes/carrier-door.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { openTunnel, type Tunnel } from '../../test/fakes/tunnel.ts'
import { systemClock } from '../lib/clock.ts'
import { createReachabilityCheck } from './reachability-check.ts'
import { createRelaySocketCheck } from './relay-socket-check.ts'
import { createSelfCall } from './self-call.ts'
import { createUnsignedCheck } from './unsigned-check.ts'

const accountSid = `AC${'a'.repeat(32)}`
const account = { accountSid, authToken: 'the token' }
const knownToServer = { accountSid, authTokens: ['the token'] }

type Door = Awaited<ReturnType<typeof openCarrierDoor>>
let tunnel: Tunnel
let door: Door
beforeEach(async () => {
  tunnel = await openTunnel()
  door = await openCarrierDoor({ appUrl: tunnel.url, account: knownToServer })
  tunnel.leadsTo(door.port)
})
afterEach(async () => {
  await tunnel[Symbol.asyncDispose]()
  await door[Symbol.asyncDispose]()
})

interface Setting {
  readonly appUrl?: string
  readonly localUrl?: string
  readonly fetch?: typeof fetch
  readonly authToken?: string
}

/** The three checks of the way from the internet, on the tunnel unless a test says otherwise. */
function checks({ appUrl = tunnel.url, localUrl = door.url, ...setting }: Setting = {}) {
  const clock = systemClock
  const { authToken = account.authToken } = setting
  const selfCall = createSelfCall({
    account: { accountSid, authToken },
    appUrl,
    clock,
    fetch: setting.fetch ?? fetch,
  })
  const way = { selfCall, appUrl, localUrl }
  return {
    reachability: createReachabilityCheck(way),
    unsigned: createUnsignedCheck(way),
    socket: createRelaySocketCheck({
      ...way,
      authToken,
      socketUrl: undefined,
      clock,
    }),
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A `fetch` for which the network fails on the way to one host, the way Node’s does. */
function failingFor(host: string, code: string): typeof fetch {
  return (url, request) => {
    const address = url instanceof Request ? url.url : url.toString()
    if (!address.includes(host)) return fetch(url, request)
    const cause = Object.assign(new Error(code), { code })
    return Promise.reject(new TypeError('fetch failed', { cause }))
  }
}

describe('the way from the internet', () => {
  it('is fine when signed requests reach this very server and strangers are turned away', async () => {
    const { reachability, unsigned, socket } = checks()
    expect(await reachability.run()).toMatchObject({ state: 'ok' })
    expect(await unsigned.run()).toMatchObject({ state: 'ok' })
    expect(await socket.run()).toMatchObject({
      state: 'ok',
      summary: `The socket at ${tunnel.url.replace('http', 'ws')}/twilio/relay opens.`,
    })
  })

  it('is not looked at without an account', async () => {
    const parts = { selfCall: undefined, appUrl: tunnel.url, localUrl: door.url }
    const socket = { ...parts, authToken: undefined, socketUrl: undefined, clock: systemClock }
    expect((await createReachabilityCheck(parts).run()).state).toBe('skipped')
    expect((await createUnsignedCheck(parts).run()).state).toBe('skipped')
    expect((await createRelaySocketCheck(socket).run()).state).toBe('skipped')
  })
})

describe('nobody can be reached', () => {
  async function whatIsWrong(setting: Setting = {}) {
    const { state, summary, advice } = await checks(setting).reachability.run()
    expect(state).toBe('failed')
    return { summary, advice }
  }

  it('because the server does not run, and the doctor says how to start it', async () => {
    const { summary, advice } = await whatIsWrong({
      localUrl: `http://127.0.0.1:${await freePort()}`,
    })
    expect(summary).toContain('The server does not run on this machine')
    expect(advice).toContain('npm start')
  })

  it('because the server was started with other settings', async () => {
    const { summary } = await whatIsWrong({ authToken: 'a new token' })
    expect(summary).toContain('runs with other settings')
  })

  it('because the server hangs', async () => {
    const fetch = failingFor(door.url, 'UND_ERR_HEADERS_TIMEOUT')
    expect((await whatIsWrong({ fetch })).summary).toContain('runs, but does not answer')
  })

  it('because another program has the port of the server', async () => {
    await using other = await openTunnel()
    other.manners = { answer: { status: 404 } }
    expect((await whatIsWrong({ localUrl: other.url })).summary).toContain('Another program')
  })

  it('because the name is unknown', async () => {
    const appUrl = 'https://gone.trycloudflare.com'
    await using server = await openCarrierDoor({ appUrl, account: knownToServer })
    const setting = { appUrl, localUrl: server.url, fetch: failingFor('gone', 'ENOTFOUND') }
    const { summary, advice } = await whatIsWrong(setting)
    expect(summary).toBe('The name gone.trycloudflare.com is not known on the internet.')
    expect(advice).toContain('APP_URL')
  })

  it('because nobody takes connections there', async () => {
    const appUrl = `http://127.0.0.1:${await freePort()}`
    await using server = await openCarrierDoor({ appUrl, account: knownToServer })
    const { summary } = await whatIsWrong({ appUrl, localUrl: server.url })
    expect(summary).toContain('Nobody takes connections')
  })

  it('because what answers there speaks no TLS', async () => {
    const appUrl = tunnel.url.replace('http:', 'https:')
    await using server = await openCarrierDoor({ appUrl, account: knownToServer })
    const { summary, advice } = await whatIsWrong({ appUrl, localUrl: server.url })
    expect(summary).toContain('No secure connection')
    expect(advice).toContain('certificate')
  })

  it('because the certificate is self-made', async () => {
    const appUrl = 'https://mine.example.com'
    await using server = await openCarrierDoor({ appUrl, account: knownToServer })
    const setting = {
      appUrl,
      localUrl: server.url,
      fetch: failingFor('mine', 'DEPTH_ZERO_SELF_SIGNED_CERT'),
    }
    expect((await whatIsWrong(setting)).summary).toContain('No secure connection')
  })

  it('because nothing answers in time', async () => {
    const clock = createManualClock()
    const hangs: typeof fetch = (_url, request) =>
      new Promise((_resolve, reject) => {
        request?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
        clock.advance(4_000)
      })
    const selfCall = createSelfCall({ account, appUrl: tunnel.url, clock, fetch: hangs })
    expect(await selfCall(tunnel.url, 'signed')).toEqual({ kind: 'trouble', code: 'ETIMEDOUT' })
  })

  it('because the tunnel was stopped, as ngrok says it', async () => {
    tunnel.manners = {
      answer: { status: 404, headers: { 'ngrok-error-code': 'ERR_NGROK_3200' }, body: '<html>' },
    }
    expect((await whatIsWrong()).summary).toContain('is not running')
  })

  it('because the tunnel was stopped, as Cloudflare says it', async () => {
    tunnel.manners = { answer: { status: 530, body: 'error code: 1033' } }
    expect((await whatIsWrong()).summary).toContain('is not running')
  })

  it('because the tunnel leads to a port on which nobody listens', async () => {
    tunnel.leadsTo(await freePort())
    const { summary, advice } = await whatIsWrong()
    expect(summary).toContain('finds no server behind it (status 502)')
    expect(advice).toContain('port')
  })

  it('because the tunnel leads to another program', async () => {
    tunnel.manners = { answer: { status: 404, body: 'not found' } }
    expect((await whatIsWrong()).summary).toContain('Another program answers')
  })

  it('because a page stands before the tunnel', async () => {
    const headers = { 'content-type': 'text/html' }
    tunnel.manners = { answer: { status: 200, headers, body: '<html>You are about to visit' } }
    expect((await whatIsWrong()).summary).toContain('A web page answers')
  })

  it('because something in front asks for a sign-in', async () => {
    tunnel.manners = { answer: { status: 403, body: '<html>Access denied' } }
    expect((await whatIsWrong()).summary).toContain('turns requests')
  })

  it('because the address sends everybody on', async () => {
    tunnel.manners = { answer: { status: 301, headers: { location: 'https://www.example.com/' } } }
    const { summary, advice } = await whatIsWrong()
    expect(summary).toContain('to https://www.example.com/')
    expect(advice).toContain('APP_URL')
  })

  it('because what answers has failed', async () => {
    tunnel.manners = { answer: { status: 500 } }
    expect((await whatIsWrong()).summary).toContain('problem of its own')
  })

  it('because the tunnel changes the address, so that no signature fits', async () => {
    tunnel.manners = { changePath: (path) => `${path}?from=tunnel` }
    const { summary, advice } = await whatIsWrong()
    expect(summary).toContain('refuses the signature')
    expect(advice).toContain('path')
  })

  it('but another installation, which may be right', async () => {
    const other = { appUrl: tunnel.url, account: knownToServer, instance: 'another-one' }
    await using server = await openCarrierDoor(other)
    tunnel.leadsTo(server.port)
    const { state, summary } = await checks().reachability.run()
    expect(state).toBe('warning')
    expect(summary).toContain('Another LegacyAI Voice')
  })
})

it('does not go out at all while no server runs here', async () => {
  const asked: string[] = []
  const noting: typeof fetch = (url, request) => {
    asked.push(url instanceof Request ? url.url : url.toString())
    return fetch(url, request)
  }
  const localUrl = `http://127.0.0.1:${await freePort()}`
  const { reachability, unsigned, socket } = checks({ localUrl, fetch: noting })
  await reachability.run()
  expect((await unsigned.run()).state).toBe('skipped')
  expect((await socket.run()).state).toBe('skipped')
  expect(asked).toEqual(Array.from({ length: 3 }, () => `${localUrl}/webhooks/self-check`))
})

describe('strangers', () => {
  it('who are let in are a failure', async () => {
    tunnel.manners = { answer: { status: 200, body: '{"instance":"signs-for-everybody"}' } }
    const { state, summary } = await checks().unsigned.run()
    expect(state).toBe('failed')
    expect(summary).toContain('anybody could pretend to be Twilio')
  })

  it('are no matter while nobody can be reached', async () => {
    tunnel.manners = { answer: { status: 502 } }
    expect((await checks().unsigned.run()).state).toBe('skipped')
  })
})

describe('the line for the words of a call', () => {
  it('is cut where the tunnel knows no WebSockets', async () => {
    tunnel.manners = { knowsNoSockets: true }
    const { state, summary, advice } = await checks().socket.run()
    expect(state).toBe('failed')
    expect(summary).toContain('no WebSocket (status 400)')
    expect(advice).toContain('Upgrade')
  })

  it('is refused where the path of sockets is changed on the way', async () => {
    tunnel.manners = { changePath: (path) => (path.startsWith('/twilio') ? `${path}?x` : path) }
    const { state, summary } = await checks().socket.run()
    expect(state).toBe('failed')
    expect(summary).toContain('refuses the signature for the socket')
  })

  it('is not looked at further while nobody can be reached', async () => {
    tunnel.leadsTo(await freePort())
    expect((await checks().socket.run()).state).toBe('skipped')
  })

  it('that only sockets cannot take is told by what the network says', async () => {
    const clock = systemClock
    const selfCall = createSelfCall({ account, appUrl: tunnel.url, clock, fetch })
    const socketUrl = `ws://127.0.0.1:${await freePort()}`
    const check = createRelaySocketCheck({
      selfCall,
      authToken: account.authToken,
      appUrl: tunnel.url,
      localUrl: door.url,
      socketUrl,
      clock,
    })
    expect((await check.run()).summary).toContain('Nobody takes connections')
  })
})
