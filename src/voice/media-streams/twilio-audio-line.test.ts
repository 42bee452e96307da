import { describe, expect, it } from 'vitest'
import { audioLineContract } from '../../../test/contracts/audio-line.contract.ts'
import { soundOf } from '../../../test/fakes/media-carrier.ts'
import { openStream, streamSid } from '../../../test/fakes/open-stream.ts'

audioLineContract('a Media Streams socket', () => {
  const { carrier, clock, events, heard, line, sounds, told } = openStream()
  return {
    line,
    events,
    heard,
    said: () => carrier.words,
    passes: (ms) => clock.advance(ms),
    callerSounds: sounds,
    callerPresses: (digit) => told({ event: 'dtmf', dtmf: { track: 'inbound_track', digit } }),
    callerHangsUp: () => told({ event: 'stop' }),
    breaks: () => line.closed(),
    carrierEnds: () => told({ event: 'stop' }),
  }
})

const marksOf = ({ orders }: ReturnType<typeof openStream>['carrier']) =>
  orders.flatMap(({ mark }) => (mark ? [mark.name] : []))

describe('a Media Streams socket', () => {
  it('speaks the protocol of the carrier', () => {
    const { carrier, line } = openStream()
    line.play(soundOf(20))
    line.clear()
    expect(carrier.orders).toEqual([
      { event: 'mark', streamSid, mark: { name: 'probe' } },
      { event: 'media', streamSid, media: { payload: soundOf(20).toString() } },
      { event: 'mark', streamSid, mark: { name: '0-1' } },
      { event: 'clear', streamSid },
    ])
  })

  it('marks the beginning of a stretch, every second of it, and what it is asked about', () => {
    const { carrier, clock, line } = openStream()
    for (let piece = 0; piece < 60; piece += 1) line.play(soundOf(100))
    line.tellWhenPlayed()
    // Once for the probe, the beginning, six times for a second; the end is marked already.
    expect(marksOf(carrier)).toHaveLength(1 + 1 + 5 + 1)
    clock.advance(10_000)
    line.play(soundOf(100))
    expect(marksOf(carrier)).toHaveLength(9)
  })

  it('does not mark every piece of sound that comes as slowly as it is played', () => {
    const { carrier, clock, line } = openStream()
    for (let piece = 0; piece < 100; piece += 1) {
      line.play(soundOf(20))
      clock.advance(20)
    }
    expect(marksOf(carrier).length).toBeLessThan(10)
  })

  it('gives up a carrier that reads nothing, and ends without asking it', () => {
    const { carrier, events, line } = openStream()
    carrier.reads.nothing(1024 * 1024)
    line.play(soundOf(20))
    expect(events).toEqual([])
    carrier.reads.nothing(1024 * 1024 + 1)
    line.play(soundOf(20))
    expect(carrier.closed).toEqual([1006])
    expect(events).toEqual([{ type: 'line-closed', by: 'fault' }])
  })

  it('is let go with a close code that says why', () => {
    const handedOn = openStream()
    handedOn.line.leave('handed-on')
    const takenOver = openStream()
    takenOver.line.leave('taken-over')
    expect([handedOn.carrier.closed, takenOver.carrier.closed]).toEqual([[1012], [4409]])
  })

  it('breaks where its socket goes without a word that it is over, however it was closed', () => {
    const { events, line } = openStream()
    line.closed()
    expect(events).toEqual([{ type: 'line-closed', by: 'fault' }])
  })
})

describe('a stream that we end', () => {
  it('has the carrier ask us what comes next, and stays until the carrier stops it', async () => {
    let asked = 0
    const bringBack = async () => void (asked += 1)
    const { carrier, clock, events, line, told } = openStream({ bringBack })
    line.end()
    await Promise.resolve()
    clock.advance(2_000)
    expect([asked, carrier.closed, events]).toEqual([1, [], []])
    told({ event: 'stop' })
    expect(events).toEqual([{ type: 'line-closed', by: 'agent' }])
    clock.advance(10_000)
    expect(carrier.closed).toEqual([1000])
  })

  it('is closed at once where the carrier cannot be asked: its own orders bring the caller back', async () => {
    const { carrier, events, line } = openStream({
      bringBack: () => Promise.reject(new Error('away')),
    })
    line.end()
    await new Promise(setImmediate)
    expect(carrier.closed).toEqual([1000])
    expect(events).toEqual([{ type: 'line-closed', by: 'agent' }])
  })

  it('is closed after three seconds in which the carrier did nothing', () => {
    const { carrier, clock, line } = openStream()
    line.end()
    clock.advance(2_999)
    expect(carrier.closed).toEqual([])
    clock.advance(1)
    expect(carrier.closed).toEqual([1000])
  })

  it('is silent from that moment', () => {
    const { carrier, line } = openStream()
    line.play(soundOf(5_000))
    line.end()
    expect(carrier.orders.at(-1)).toEqual({ event: 'clear', streamSid })
  })
})

describe('the marks of a carrier', () => {
  it('that come back for what was cleared tell nothing', () => {
    const { clock, events, line, strange } = openStream({ wayMs: 40 })
    line.play(soundOf(3_000))
    line.tellWhenPlayed()
    clock.advance(500)
    const heardMs = line.clear()
    line.play(soundOf(1_000))
    clock.advance(100)
    expect(line.playedMs).toBeCloseTo(heardMs + 100)
    clock.advance(5_000)
    expect([events, strange]).toEqual([[], []])
  })

  it('that nobody sent are counted, and change nothing', () => {
    const { clock, events, line, strange, told } = openStream()
    line.play(soundOf(1_000))
    line.tellWhenPlayed()
    clock.advance(300)
    for (const name of ['', '0-0', '0-99', '1-1', 'probe', '__proto__']) {
      told({ event: 'mark', mark: { name } })
    }
    expect(strange).toEqual(Array.from({ length: 6 }, () => 'a mark of no sound'))
    expect(line.playedMs).toBe(300)
    expect(events).toEqual([])
  })

  it('that come twice count once', () => {
    const { clock, events, line, strange, told } = openStream()
    line.play(soundOf(200))
    line.tellWhenPlayed()
    clock.advance(1_000)
    told({ event: 'mark', mark: { name: '0-1' } })
    expect(events).toEqual([{ type: 'played', throughMs: 200 }])
    expect(strange).toEqual(['a mark of no sound'])
  })

  it('that were left out are made good by the next one', () => {
    const { carrier, clock, events, line, told } = openStream()
    carrier.forgetsMarks()
    line.play(soundOf(200))
    line.tellWhenPlayed()
    line.play(soundOf(300))
    line.tellWhenPlayed()
    clock.advance(510)
    told({ event: 'mark', mark: { name: '0-2' } })
    expect(events).toEqual([
      { type: 'played', throughMs: 200 },
      { type: 'played', throughMs: 500 },
    ])
  })

  it('that never come keep nobody waiting for more than a few seconds', () => {
    const { carrier, clock, events, line, sounds, strange, stream } = openStream()
    carrier.forgetsMarks()
    line.play(soundOf(1_000))
    line.tellWhenPlayed()
    for (let second = 0; second < 6; second += 1) {
      clock.advance(1_000)
      sounds(soundOf(20))
      stream.look(clock.monotonicMs())
      expect(events.length).toBe(second < 4 ? 0 : 1)
    }
    expect(events).toEqual([{ type: 'played', throughMs: 1_000 }])
    expect(strange).toEqual(['a mark that did not come back'])
  })
})
