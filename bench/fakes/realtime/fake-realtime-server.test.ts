import { describe, expect, it } from 'vitest'
import { createSteppedClock } from '../../../carrier/stepped-clock.ts'
import { createFakeRealtimeServer } from './fake-realtime-server.ts'
import { connect, onTheLine } from './testing/plain-client.ts'

describe('whoever tests with the stand-in', () => {
  it('waits for a session, also for the second one, and is told when it never comes', async () => {
    await using server = await createFakeRealtimeServer()
    const second = server.session(1)
    await connect(server)
    await connect(server)
    expect((await second).index).toBe(1)
    await expect(server.session(2, 10)).rejects.toThrow('2 handshakes, 2 sessions')
  })

  it('waits for what a session will have, and is told what came instead', async () => {
    await using line = await onTheLine()
    const { client, session } = line
    const heard = session.until((one) => one.heard.includes('bread') && one.heard)
    client.says('Some bread')
    expect(await heard).toBe('Some bread')
    client.send({ type: 'response.create' })
    await client.event('response.done')
    await expect(session.until(({ closed }) => closed, 10)).rejects.toThrow(
      /response\.done and was sent session\.update, response\.create/,
    )
  })

  it('may let time pass step by step, and everything has arrived after each', async () => {
    const clock = createSteppedClock()
    const mind = () => ({ says: 'A long answer that takes a while to say.' })
    await using line = await onTheLine({ clock, mind, configuresAfterMs: 0 })
    clock.settleWith(() => line.server.settled())
    const { client, server } = line
    client.send({ type: 'response.create' })
    await clock.settle()
    const seen = () =>
      client.types().filter((type) => type === 'response.output_audio.delta').length
    expect(seen()).toBe(1)
    await clock.advance(60)
    expect(seen()).toBe(2)
    await clock.advance(120)
    expect(seen()).toBe(4)
    expect(server.activity).toBeGreaterThan(10)
  })

  it('may let time pass while somebody is about to connect', async () => {
    const clock = createSteppedClock()
    await using server = await createFakeRealtimeServer({ clock })
    clock.settleWith(() => server.settled())
    const connecting = connect(server)
    await clock.advance(1)
    expect(server.sessions).toHaveLength(1)
    await connecting
  })

  it('closes it with all its sessions, twice if need be', async () => {
    const server = await createFakeRealtimeServer()
    const client = await connect(server)
    await server.close()
    expect(await client.closed).toBe(1006)
    await server.close()
    await expect(connect(server)).rejects.toThrow('ECONNREFUSED')
  })
})
