import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import type { AddressInfo } from 'node:net'
import { createTestApi } from '../../test/fakes/api-server.ts'
import type { CallSummary } from '../calls/call-archive.ts'
import type { JournalEntry } from '../calls/journal-event.ts'

type Api = Awaited<ReturnType<typeof createTestApi>>

const call: CallSummary = {
  id: crypto.randomUUID(),
  sid: 'CA1',
  direction: 'inbound',
  channel: 'relay',
  from: '+12025550123',
  to: '+12025550100',
  agentId: crypto.randomUUID(),
  customerId: undefined,
  epoch: 1,
  startedAt: new Date('2026-03-02T15:00:00Z'),
  status: 'active',
  phase: 'listening',
  outcome: undefined,
  flags: [],
  callerName: undefined,
  endedAt: undefined,
  durationSeconds: undefined,
  lastWords: undefined,
}
const spoken = (callSid: string, text: string) =>
  ({
    type: 'words-changed',
    callSid,
    final: true,
    line: {
      turn: 1,
      speaker: 'caller',
      text,
      planned: undefined,
      interrupted: false,
      at: new Date('2026-03-02T15:00:05Z'),
    },
  }) as const

describe('the live socket', () => {
  let api: Api
  beforeAll(async () => (api = await createTestApi()))
  afterAll(() => api[Symbol.asyncDispose]())

  it('is closed to whoever is not signed in', async () => {
    await expect(api.socket('/live', {})).rejects.toThrow('refused with 401')
  })

  it('tells what a call does, and only to those who asked', async () => {
    const live = await api.socket('/live')
    live.send({ type: 'call_status', callSid: 'CA1' })
    live.send({ type: 'live_transcript', callSid: 'CA1' })
    live.send({ type: 'nothing-of-ours' })
    expect(await live.next()).toMatchObject({ type: 'error' })

    api.events.publish(spoken('CA2', 'not for us'))
    api.events.publish({ type: 'call-changed', summary: { ...call, sid: 'CA2' } })
    api.events.publish({ type: 'call-changed', summary: call })
    api.events.publish(spoken('CA1', 'Hello'))
    expect(await live.next()).toMatchObject({ type: 'status_update', callSid: 'CA1' })
    expect(await live.next()).toMatchObject({ type: 'transcript', line: { text: 'Hello' } })
    live.socket.close()
  })

  it('tells what got in the way of a call, and when a caller was asked to confirm', async () => {
    const live = await api.socket('/live')
    live.send({ type: 'live_transcript', callSid: 'CA1' })
    live.send({ type: 'nothing-of-ours' })
    await live.next()
    const at = new Date('2026-03-02T15:00:05Z')
    const switched = {
      turn: 1,
      from: 'claude',
      to: 'openai',
      reason: 'too-slow',
      detail: '',
    } as const
    const tell = (entry: JournalEntry) =>
      api.events.publish({ type: 'entry-recorded', callSid: 'CA1', entry })
    tell({ seq: 4, at, kind: 'key-pressed', payload: { key: '1' } })
    tell({ seq: 5, at, kind: 'brain-switched', payload: switched })
    expect(await live.next()).toEqual({
      type: 'incident',
      callSid: 'CA1',
      event: { seq: 5, at: at.toISOString(), kind: 'brain-switched', payload: switched },
    })
    const detail = 'Tomorrow at ten?'
    const result = { ok: false, reason: 'unconfirmed', detail } as const
    api.events.publish({ type: 'tool-finished', callSid: 'CA1', tool: 'schedule-callback', result })
    expect(await live.next()).toMatchObject({ type: 'tool', state: 'asked', summary: detail })
    live.socket.close()
  })

  it('answers frames that make no sense in words, counts them, and goes on', async () => {
    const live = await api.socket('/live')
    const before = api.strangeFrames.length
    live.socket.send('{')
    live.socket.send(Buffer.from([1, 2, 3]))
    live.send({ type: 'live_transcript' })
    live.send({ type: 'live_transcript', callSid: 'x'.repeat(100_000) })
    for (let count = 0; count < 4; count += 1) {
      expect(await live.next()).toMatchObject({
        type: 'error',
        message: expect.any(String) as string,
      })
    }
    expect(api.strangeFrames.length - before).toBe(4)
    live.send({ type: 'call_status' })
    live.send({ type: 'nothing' })
    await live.next()
    api.events.publish({ type: 'call-changed', summary: call })
    expect(await live.next()).toMatchObject({ type: 'status_update' })
    live.socket.close()
  })

  it('lets a frame of ten megabytes end only its own connection', async () => {
    const [flooder, other] = await Promise.all([api.socket('/live'), api.socket('/live')])
    flooder.socket.on('error', () => undefined)
    flooder.socket.send('x'.repeat(10 * 1024 * 1024))
    expect(await flooder.closed).toBeGreaterThanOrEqual(1001)
    other.send({ type: 'nothing' })
    expect(await other.next()).toMatchObject({ type: 'error' })
    other.socket.close()
  })
})

describe('the phone in the browser', () => {
  it('is passed on to the local carrier, with its secret', async () => {
    const carrier = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await new Promise((resolve) => carrier.on('listening', resolve))
    const connected = new Promise<{ line: WebSocket; authorization: string | undefined }>(
      (resolve) =>
        carrier.on('connection', (line, request) =>
          resolve({ line, authorization: request.headers.authorization }),
        ),
    )
    const { port } = carrier.address() as AddressInfo
    await using api = await createTestApi({
      carrier: { url: `http://127.0.0.1:${port}`, authToken: 'secret' },
    })
    const phone = await api.socket('/softphone')
    phone.send({ type: 'dial' })
    const { line, authorization } = await connected
    const dialled = new Promise<string>((resolve) =>
      line.on('message', (data: Buffer) => resolve(data.toString())),
    )
    expect(authorization).toBe('Bearer secret')
    expect(JSON.parse(await dialled)).toEqual({ type: 'dial' })
    line.send(JSON.stringify({ type: 'call-status', callSid: 'CA1', status: 'ringing' }))
    expect(await phone.next()).toMatchObject({ type: 'call-status', status: 'ringing' })

    phone.send({ type: 'say', text: 'x'.repeat(5_000) })
    expect(await phone.next()).toMatchObject({ type: 'error' })
    line.close()
    await phone.closed
    carrier.close()
  })

  it.each([
    ['is put down', 1000, 1000],
    ['loses its connection', 4001, 1006],
  ])('that %s is known as such to the carrier', async (_, code, told) => {
    const carrier = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await new Promise((resolve) => carrier.on('listening', resolve))
    const lines = new Promise<WebSocket>((resolve) => carrier.on('connection', resolve))
    const { port } = carrier.address() as AddressInfo
    await using api = await createTestApi({
      carrier: { url: `http://127.0.0.1:${port}`, authToken: 'secret' },
    })
    const phone = await api.socket('/softphone')
    const line = await lines
    const ended = new Promise((resolve) => line.on('close', resolve))
    line.send(JSON.stringify({ type: 'connected', resumeToken: 'f00' }))
    expect(await phone.next()).toEqual({ type: 'connected', resumeToken: 'f00' })
    phone.socket.close(code)
    expect(await ended).toBe(told)
    carrier.close()
  })

  it('comes back with its token, and its requests keep their numbers', async () => {
    const carrier = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await new Promise((resolve) => carrier.on('listening', resolve))
    const frames: unknown[] = []
    carrier.on('connection', (line) =>
      line.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()))),
    )
    const { port } = carrier.address() as AddressInfo
    await using api = await createTestApi({
      carrier: { url: `http://127.0.0.1:${port}`, authToken: 'secret' },
    })
    const phone = await api.socket('/softphone')
    const sent = [
      { type: 'resume', token: 'f00', after: 12 },
      { type: 'say', text: 'Hello', n: 4 },
    ]
    for (const request of sent) phone.send(request)
    await expect.poll(() => frames).toEqual(sent)
    phone.socket.close()
    carrier.close()
  })

  it('gives its sound to the carrier and plays what comes back, and refuses what is none', async () => {
    const carrier = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await new Promise((resolve) => carrier.on('listening', resolve))
    const frames: unknown[] = []
    const lines = new Promise<WebSocket>((resolve) => carrier.on('connection', resolve))
    carrier.on('connection', (line) =>
      line.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()))),
    )
    const { port } = carrier.address() as AddressInfo
    await using api = await createTestApi({
      carrier: { url: `http://127.0.0.1:${port}`, authToken: 'secret' },
    })
    const phone = await api.socket('/softphone')
    const line = await lines
    const said = { type: 'sound', sound: Buffer.alloc(160, 0x80).toString('base64') }
    const heard = { type: 'sound', sound: Buffer.alloc(160, 0x40).toString('base64') }
    line.send(JSON.stringify(heard))
    expect(await phone.next()).toEqual(heard)
    for (const sound of ['?'.repeat(216), 'AAAA', 'A'.repeat(4000)]) {
      phone.send({ type: 'sound', sound })
      expect(await phone.next()).toMatchObject({ type: 'error' })
    }
    phone.send(said)
    await expect.poll(() => frames).toEqual([said])
    phone.socket.close()
    carrier.close()
  })

  it('that sends more than anybody can say is put down, and the carrier hears little of it', async () => {
    const carrier = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await new Promise((resolve) => carrier.on('listening', resolve))
    let frames = 0
    const lines = new Promise<WebSocket>((resolve) => carrier.on('connection', resolve))
    carrier.on('connection', (line) => line.on('message', () => (frames += 1)))
    const { port } = carrier.address() as AddressInfo
    await using api = await createTestApi({
      carrier: { url: `http://127.0.0.1:${port}`, authToken: 'secret' },
    })
    const phone = await api.socket('/softphone')
    const line = await lines
    const ended = new Promise((resolve) => line.on('close', resolve))
    for (let nth = 0; nth < 3_000; nth += 1) phone.send({ type: 'press', digits: '1' })
    expect(await phone.closed).toBe(1008)
    expect(await ended).toBe(1000)
    expect(frames).toBeLessThan(700)
    carrier.close()
  })

  it('says so when there is no local carrier', async () => {
    await using api = await createTestApi()
    const phone = await api.socket('/softphone')
    expect(await phone.next()).toMatchObject({ type: 'error' })
    await phone.closed
  })

  it('is closed to whoever is not signed in', async () => {
    await using api = await createTestApi()
    await expect(api.socket('/softphone', {})).rejects.toThrow('refused with 401')
  })
})
