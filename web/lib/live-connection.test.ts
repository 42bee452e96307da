import { describe, expect, it } from 'vitest'
import type { LiveEvent } from '../../src/contract/index.ts'
import { FakeExchange } from '../testing/fake-exchange.ts'
import { FakeSocket } from '../testing/fake-socket.ts'
import { FakeTimers } from '../testing/fake-timers.ts'
import { LiveConnection } from './live-connection.ts'

function setUp() {
  const exchange = new FakeExchange(() => new FakeSocket())
  const timers = new FakeTimers()
  const events: LiveEvent[] = []
  let unreadable = 0
  const live = new LiveConnection({
    openSocket: exchange.openSocket,
    after: timers.after,
    random: () => 1,
    onUnreadable: () => (unreadable += 1),
  })
  live.onEvent((event) => events.push(event))
  return { exchange, timers, live, events, unreadable: () => unreadable }
}

describe('the live connection', () => {
  it('sends what was subscribed before it was open', () => {
    const { exchange, live } = setUp()
    live.subscribe({ type: 'call_status' })
    live.start()
    exchange.latest.opens()
    expect(exchange.latest.sent).toEqual([{ type: 'call_status' }])
  })

  it('subscribes once for several holders and unsubscribes after the last', () => {
    const { exchange, live } = setUp()
    live.start()
    exchange.latest.opens()
    const request = { type: 'live_transcript', callSid: 'CA1' } as const
    const first = live.subscribe(request)
    const second = live.subscribe(request)
    first()
    first()
    expect(exchange.latest.sent).toEqual([request])
    second()
    expect(exchange.latest.sent).toEqual([request, { type: 'unsubscribe', callSid: 'CA1' }])
  })

  it('keeps a call subscribed while its status is still wanted', () => {
    const { exchange, live } = setUp()
    live.start()
    exchange.latest.opens()
    live.subscribe({ type: 'call_status', callSid: 'CA1' })
    live.subscribe({ type: 'live_transcript', callSid: 'CA1' })()
    expect(exchange.latest.sent).not.toContainEqual({ type: 'unsubscribe', callSid: 'CA1' })
  })

  it('comes back by itself, ever more slowly, and repeats its subscriptions', () => {
    const { exchange, live, timers } = setUp()
    live.subscribe({ type: 'call_status' })
    live.start()
    exchange.latest.opens()
    exchange.latest.drops()
    timers.elapse(499)
    expect(exchange.sockets).toHaveLength(1)
    timers.elapse(1)
    expect(exchange.sockets).toHaveLength(2)
    exchange.latest.drops()
    timers.elapse(999)
    expect(exchange.sockets).toHaveLength(2)
    timers.elapse(1)
    exchange.latest.opens()
    expect(exchange.latest.sent).toEqual([{ type: 'call_status' }])
    expect(live.status).toEqual({ state: 'open' })
  })

  it('gives up on a socket that never opens', () => {
    const { exchange, live, timers } = setUp()
    live.start()
    timers.elapse(10_000)
    expect(exchange.latest.readyState).toBe(3)
    expect(live.status).toEqual({ state: 'away', attempts: 1 })
  })

  it('does not come back after it was stopped', () => {
    const { exchange, live, timers } = setUp()
    live.start()
    exchange.latest.opens()
    live.stop()
    timers.elapse(60_000)
    expect(exchange.sockets).toHaveLength(1)
    expect(live.status).toEqual({ state: 'off' })
  })

  it('passes on what is of the contract and counts the rest', () => {
    const { exchange, live, events, unreadable } = setUp()
    live.start()
    exchange.latest.opens()
    exchange.latest.receives({ type: 'notice', tone: 'info', message: 'Hello' })
    exchange.latest.receives({ type: 'news' })
    exchange.latest.receivesFrame('{')
    exchange.latest.receivesFrame(new ArrayBuffer(2))
    expect(events).toEqual([{ type: 'notice', tone: 'info', message: 'Hello' }])
    expect(unreadable()).toBe(3)
  })
})
