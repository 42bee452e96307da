import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSupervisor } from './create-supervisor.ts'
import type { Supervisor } from './create-supervisor.ts'
import { createNotes, isRunning, waiting } from './fixtures/notes.ts'
import type { Notes } from './fixtures/notes.ts'

const program = path.join(import.meta.dirname, 'fixtures/supervised-program.ts')

describe('the supervisor', { timeout: 30_000 }, () => {
  let notes: Notes
  let words: string[]
  let supervisor: Supervisor
  let ending: Promise<number>

  beforeEach(() => {
    notes = createNotes()
    words = []
  })

  afterEach(async () => {
    supervisor.kill()
    await ending
    rmSync(notes.folder, { recursive: true })
  })

  function start({ carrier = 'steady', server = 'steady', quiet = 10_000 } = {}): void {
    supervisor = createSupervisor({
      programs: { carrier: [program, 'carrier', carrier], server: [program, 'server', server] },
      environment: { PATH: process.env['PATH'], NOTES: notes.file },
      carrierEnvironment: { SERVER_URL: 'http://127.0.0.1:3210' },
      say: (sentence) => words.push(sentence),
      stopMs: { server: 500, others: 500, quiet },
      times: { quickMs: 10_000, pausesMs: [0, 20] },
    })
    ending = supervisor.run()
  }

  it('tells the server where the carrier listens, and the carrier where the server will', async () => {
    start()
    const carrier = await notes.wait('carrier', 'ready')
    const server = await notes.wait('server', 'ready')
    expect(carrier.told).toMatchObject({
      LOCAL_CARRIER_PORT: '0',
      SERVER_URL: 'http://127.0.0.1:3210',
    })
    expect(server.told['LOCAL_CARRIER_URL']).toMatch(/^http:\/\/127\.0\.0\.1:[45]\d{4}$/)
    expect(server.told).not.toHaveProperty('SERVER_URL')
  })

  it('ends the server before the carrier that holds its calls, with status 0 and no words', async () => {
    start()
    await notes.wait('server', 'ready')
    supervisor.stop()
    expect(await ending).toBe(0)
    expect(notes.all()).toEqual([
      'carrier ready',
      'server ready',
      'server was asked to end',
      'carrier was asked to end',
    ])
    expect(words).toEqual([])
  })

  it('starts a killed server again within a second, and says so', async () => {
    start()
    const killed = await notes.wait('server', 'ready')
    const killedAtMs = performance.now()
    process.kill(killed.pid, 'SIGKILL')
    const restarted = await notes.wait('server', 'ready', 2)
    expect(performance.now() - killedAtMs).toBeLessThan(1000)
    expect(restarted.told).toEqual(killed.told)
    await expect
      .poll(() => words, waiting)
      .toEqual([
        'The server ended unexpectedly (by SIGKILL); starting it again.',
        'The server is back.',
      ])
  })

  it('gives a restarted carrier the port that the server was told', async () => {
    start()
    const first = await notes.wait('carrier', 'ready')
    const server = await notes.wait('server', 'ready')
    process.kill(first.pid, 'SIGKILL')
    const second = await notes.wait('carrier', 'ready', 2)
    expect(server.told['LOCAL_CARRIER_URL']).toBe(
      `http://127.0.0.1:${second.told['LOCAL_CARRIER_PORT'] ?? ''}`,
    )
    expect(notes.of('server', 'ready')).toHaveLength(1)
  })

  it('never gives up on a program that keeps ending', async () => {
    start()
    await [1, 2, 3, 4].reduce(async (before, count) => {
      await before
      const server = await notes.wait('server', 'ready', count)
      process.kill(server.pid, 'SIGKILL')
    }, Promise.resolve())
    const last = await notes.wait('server', 'ready', 5)
    expect(isRunning(last.pid)).toBe(true)
  })

  it('ends with the status of a server that cannot start, and takes the carrier with it', async () => {
    start({ server: 'gives-up:2' })
    expect(await ending).toBe(2)
    expect(notes.all()).toEqual(['carrier ready', 'server gave up', 'carrier was asked to end'])
  })

  it('ends with the status of a carrier that cannot start, without starting the server', async () => {
    start({ carrier: 'gives-up:1' })
    expect(await ending).toBe(1)
    expect(notes.all()).toEqual(['carrier gave up'])
  })

  it('counts a program that ends before it was ready as failed, even with status 0', async () => {
    start({ server: 'gives-up:0' })
    expect(await ending).toBe(1)
  })

  it('ends a server by force that does not end by itself, with status 1', async () => {
    start({ server: 'deaf' })
    const { pid } = await notes.wait('server', 'ready')
    supervisor.stop()
    expect(await ending).toBe(1)
    expect(isRunning(pid)).toBe(false)
    expect(words).toEqual(['The server was ended by force.'])
  })

  it('says when ending takes its time, and how to end at once', async () => {
    start({ server: 'deaf', quiet: 1 })
    await notes.wait('server', 'ready')
    supervisor.stop()
    await ending
    expect(words[0]).toContain('Still ending')
    expect(words[0]).toContain('second Ctrl-C')
  })

  it('ends everything at once when it is told a second time', async () => {
    start({ carrier: 'deaf', server: 'deaf' })
    const server = await notes.wait('server', 'ready')
    supervisor.stop()
    await notes.wait('server', 'would not hear')
    supervisor.kill()
    expect(await ending).toBe(1)
    expect([server.pid, notes.of('carrier', 'ready')[0]?.pid ?? 0].filter(isRunning)).toEqual([])
  })

  it('leaves nothing running when it is stopped while the carrier is still starting', async () => {
    start()
    supervisor.stop()
    expect(await ending).toBe(0)
    expect(notes.of('server', 'ready')).toEqual([])
  })
})
