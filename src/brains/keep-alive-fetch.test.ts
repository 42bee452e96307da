import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openModelWire, type ModelWire, type WireAnswer } from '../../test/fakes/model-wire.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { createKeepAliveFetch } from './keep-alive-fetch.ts'

let wire: ModelWire | undefined
afterEach(() => wire?.[Symbol.asyncDispose]())

async function serving(answer: WireAnswer) {
  wire = await openModelWire(answer)
  const clock = createManualClock()
  const fetch = createKeepAliveFetch({ clock })
  const { url } = wire
  const post = (signal?: AbortSignal) =>
    fetch(url, { method: 'POST', body: '{}', ...(signal ? { signal } : {}) })
  return { clock, post, wire }
}

describe('the way to a vendor', () => {
  it('brings the answer with its status and its headers', async () => {
    const { post } = await serving({
      events: ['slow down'],
      status: 429,
      headers: { 'retry-after': '7' },
    })
    const response = await post()
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('7')
    expect(await response.text()).toBe('slow down')
  })

  it('is used again by the next request, also when the end of an answer was not wanted', async () => {
    const { post, wire: server } = await serving({ events: ['some words'] })
    await (await post()).text()
    const closed = await post()
    await closed.body?.cancel()
    await (await post()).text()
    expect(server.requests).toHaveLength(3)
    expect(server.connections).toBeLessThanOrEqual(2)
  })

  it('is closed when whoever asked gives up, before the answer and in the middle of it', async () => {
    const { post, wire: server } = await serving({ events: ['some words'], open: true })
    const stop = new AbortController()
    const response = await post(stop.signal)
    const reading = response.text()
    stop.abort()
    await expect(reading).rejects.toThrow('aborted')
    await expect(server.closedByClient).resolves.toBeUndefined()
    await expect(post(AbortSignal.abort())).rejects.toThrow('aborted')
  })

  it('is given up when an answer that nobody wants does not end', async () => {
    const { clock, post, wire: server } = await serving({ events: ['some words'], open: true })
    const response = await post()
    await response.body?.cancel()
    clock.advance(1_000)
    await expect(server.closedByClient).resolves.toBeUndefined()
  })

  it('says so when nobody is there', async () => {
    const fetch = createKeepAliveFetch({ clock: createManualClock() })
    await expect(fetch('http://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED')
  })
})

/** What comes of asking a server that answers with these bytes and waits. */
async function askingFor(bytes: string) {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.write(bytes, 'latin1'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const fetch = createKeepAliveFetch({ clock: createManualClock() })
  try {
    const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: '{}' })
    return await response.text()
  } finally {
    server.close()
  }
}

describe('a server that speaks no proper HTTP', () => {
  it.each([
    ['a status that there is not', 'HTTP/1.1 999 Denied\r\ncontent-length: 2\r\n\r\nno'],
    ['a status below all others', 'HTTP/1.1 099 Odd\r\ncontent-length: 2\r\n\r\nno'],
    ['words that no status has', 'HTTP/1.1 200 \u0001\r\ncontent-length: 2\r\n\r\nno'],
    ['another protocol', 'HTTP/1.1 101 Switch\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
    ['no HTTP at all', 'SSH-2.0-OpenSSH\r\n'],
  ])('costs one answer and not the server with all its calls: %s', async (_, bytes) => {
    await expect(askingFor(bytes)).rejects.toBeInstanceOf(Error)
  })

  it('may announce its answer before it gives it', async () => {
    const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nyes'
    expect(await askingFor(`HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${answer}`)).toBe('yes')
  })
})
