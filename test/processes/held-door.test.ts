import { once } from 'node:events'
import { Agent } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { startServed } from './served-installation.ts'

// Whole programs are started and killed here.
vi.setConfig({ testTimeout: 60_000 })

/** How a request ended: answered, or with what the system says of its connection. */
async function outcome(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => 'answered',
    (error: unknown) =>
      typeof error === 'object' && error !== null && 'code' in error
        ? String(error.code)
        : 'failed',
  )
}

describe('the port of a server that dies', () => {
  it('refuses nobody: who calls meanwhile waits and is answered by the next server', async () => {
    await using served = await startServed()
    for (const round of [1, 2, 3, 4, 5]) {
      const before = await eventually(() => served.ask())
      process.kill(before.pid, 'SIGKILL')
      const answers = await Promise.all(Array.from({ length: 5 * round }, () => served.ask()))
      const pids = new Set(answers.map(({ pid }) => pid))
      expect(pids.size).toBe(1)
      expect(pids).not.toContain(before.pid)
    }
  })

  it('refuses nobody while requests are on their way, whenever the server dies', async () => {
    await using served = await startServed()
    for (const requestsBefore of [0, 3, 10, 30]) {
      const { pid } = await eventually(() => served.ask())
      const inFlight = Array.from({ length: requestsBefore }, () => outcome(served.ask()))
      process.kill(pid, 'SIGKILL')
      const afterwards = Array.from({ length: 20 }, () => outcome(served.ask()))
      // Those that the dead server was answering are cut off; none finds the door closed.
      expect(await Promise.all(inFlight)).not.toContain('ECONNREFUSED')
      expect(new Set(await Promise.all(afterwards))).toEqual(new Set(['answered']))
    }
  })

  it('is served again when the server hangs instead of dying', async () => {
    await using served = await startServed()
    const before = await eventually(() => served.ask())
    const hanging = outcome(served.ask('/hang'))
    // What the hanging server had taken is cut off with it, and asked again; the rest waits.
    const after = await eventually(() => served.ask())
    expect(after.pid).not.toBe(before.pid)
    expect(await hanging).toBe('ECONNRESET')
  })

  it('does not keep callers waiting for longer than a limit', async () => {
    await using served = await startServed({ holdMs: 20 })
    const { pid } = await eventually(() => served.ask())
    process.kill(pid, 'SIGKILL')
    expect(await outcome(served.ask())).toBe('ECONNRESET')
  })
})

describe('a connection through the door', () => {
  it('serves one request after the other, from the address that the caller has', async () => {
    await using served = await startServed()
    await eventually(() => served.ask())
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const answers = [await served.ask('/', agent), await served.ask('/', agent)]
    agent.destroy()
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.from).toBe('127.0.0.1')
  })

  it('carries a WebSocket', async () => {
    await using served = await startServed()
    const { pid } = await eventually(() => served.ask())
    const socket = new WebSocket(`${served.url}/echo`)
    await once(socket, 'open')
    socket.send('hello')
    const [message] = (await once(socket, 'message')) as [Buffer]
    expect(message.toString()).toBe(`${pid} hello`)
    socket.terminate()
  })

  it('answers a caller who has said everything and only listens', async () => {
    await using served = await startServed()
    await eventually(() => served.ask())
    const socket = connect(served.port, '127.0.0.1')
    let said = ''
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()))
    socket.end('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    await once(socket, 'close')
    expect(said).toContain('200 OK')
  })
})

describe('stopping', () => {
  it('says goodbye to sockets, cuts off who only keeps a connection, and frees the port', async () => {
    await using served = await startServed()
    await eventually(() => served.ask())
    const agent = new Agent({ keepAlive: true })
    await served.ask('/', agent)
    const socket = new WebSocket(`${served.url}/echo`)
    await once(socket, 'open')
    const closed = once(socket, 'close')
    served.stop()
    expect(await served.ending).toBe(0)
    expect((await closed)[0]).toBe(1005)
    expect(await outcome(served.ask())).toBe('ECONNREFUSED')
    expect(served.words).toEqual([])
    agent.destroy()
  })
})

/** As soon as the server is there for the first time. */
function eventually<T>(ask: () => Promise<T>): Promise<T> {
  return vi.waitFor(ask, { timeout: 20_000, interval: 20 })
}
