import { describe, expect, it } from 'vitest'
import { soundOf } from '../../../test/fakes/media-carrier.ts'
import { openStream, streamSid } from '../../../test/fakes/open-stream.ts'
import { silenceOf, soundMs } from '../../calls/sound.ts'

type Stream = ReturnType<typeof openStream>

const heardMs = ({ heard }: Stream) => heard.reduce((sum, sound) => sum + soundMs(sound), 0)

/** Looks once a second, as the watchdog does. */
function secondsPass({ clock, stream }: Stream, seconds: number) {
  for (let second = 0; second < seconds; second += 1) {
    clock.advance(1_000)
    stream.look(clock.monotonicMs())
  }
}

describe('silence', () => {
  it.each([1, 20, 333, 10_000])('is %d ms of nothing at all', (ms) => {
    const sound = silenceOf(ms)
    expect(soundMs(sound)).toBe(ms)
    expect(new Set(Buffer.from(sound.toString(), 'base64'))).toEqual(new Set([0xff]))
  })
})

describe('a caller whose sound is lost in parts', () => {
  it('keeps the time: silence stands for what is missing, and it is told', () => {
    const stream = openStream()
    const frame = (timestamp: number) => stream.sounds(soundOf(20), { timestamp: `${timestamp}` })
    for (const at of [0, 20, 40, 140, 160]) frame(at)
    expect(stream.events).toEqual([{ type: 'sound-lost', lostMs: 80 }])
    expect(heardMs(stream)).toBe(180)
    expect(stream.heard[3]).toEqual(silenceOf(80))
  })

  it('is heard from the beginning of the stream, also where that did not arrive', () => {
    const stream = openStream()
    for (const sequenceNumber of ['6', '7']) {
      const timestamp = String((Number(sequenceNumber) - 2) * 20)
      const media = { track: 'inbound', timestamp, payload: soundOf(20).toString() }
      stream.told({ event: 'media', sequenceNumber, media })
    }
    expect(stream.events).toEqual([{ type: 'sound-lost', lostMs: 80 }])
    expect(heardMs(stream)).toBe(120)
  })

  it('hears of no more than ten seconds of silence', () => {
    const stream = openStream()
    stream.sounds(soundOf(20), { timestamp: '0' })
    stream.sounds(soundOf(20), { timestamp: '3600000' })
    expect(stream.events).toEqual([{ type: 'sound-lost', lostMs: 3_599_980 }])
    expect(heardMs(stream)).toBe(10_040)
  })

  it('is not given the agent’s own sound in place of it', () => {
    const stream = openStream()
    stream.sounds(soundOf(20), { track: 'outbound' })
    stream.sounds(soundOf(20), { track: 'inbound' })
    expect(heardMs(stream)).toBe(20)
  })
})

describe('a stream that stands still', () => {
  it('is silent to whoever listens, so that the end of the words is noticed', () => {
    const stream = openStream()
    stream.sounds(soundOf(20))
    secondsPass(stream, 1)
    expect(heardMs(stream)).toBe(1_020)
    secondsPass(stream, 1)
    expect(heardMs(stream)).toBe(1_020)
  })

  it('owes that silence no more when its sound is lost', () => {
    const stream = openStream()
    stream.sounds(soundOf(20), { timestamp: '0' })
    secondsPass(stream, 2)
    stream.sounds(soundOf(20), { timestamp: '2020' })
    expect(stream.events).toEqual([{ type: 'sound-lost', lostMs: 2_000 }])
    expect(heardMs(stream)).toBe(2_040)
  })

  it('is told after three seconds, once until something comes again', () => {
    const stream = openStream()
    secondsPass(stream, 2)
    expect(stream.stalls).toBe(0)
    secondsPass(stream, 5)
    expect(stream.stalls).toBe(1)
    stream.sounds(soundOf(20))
    expect(stream.stream.isStalled).toBe(false)
    secondsPass(stream, 5)
    expect(stream.stalls).toBe(2)
  })

  it('is not told where sound comes in bunches', () => {
    const stream = openStream()
    for (let bunch = 0; bunch < 10; bunch += 1) {
      secondsPass(stream, 2)
      for (let frame = 0; frame < 100; frame += 1) stream.sounds(soundOf(20))
    }
    expect(stream.stalls).toBe(0)
  })

  it('is nobody’s business after it was asked to end', () => {
    const stream = openStream()
    stream.line.end()
    secondsPass(stream, 10)
    expect([stream.stalls, stream.heard]).toEqual([0, []])
  })
})

describe('what comes while a call is being taken up', () => {
  it('is told to the one who takes it, in order', () => {
    const { events, heard, sounds, stream, talk, told } = openStream({ isTakenUp: true })
    sounds(Buffer.from('AAAA'))
    told({ event: 'dtmf', dtmf: { digit: '1' } })
    sounds(Buffer.from('BBBB'))
    expect([events, heard]).toEqual([[], []])
    stream.tellTo(talk)
    sounds(Buffer.from('CCCC'))
    expect(heard.map(String)).toEqual(['AAAA', 'BBBB', 'CCCC'])
    expect(events).toEqual([{ type: 'key-pressed', key: '1' }])
  })

  it('is forgotten where nobody takes it for ten seconds', () => {
    const { heard, sounds, stream, talk } = openStream({ isTakenUp: true })
    for (let frame = 0; frame < 700; frame += 1) sounds(soundOf(20))
    stream.tellTo(talk)
    expect(heard).toHaveLength(500)
  })
})

describe('messages of another stream', () => {
  it('are counted, and heard by nobody', () => {
    const { events, heard, strange, told } = openStream()
    const other = `MZ${'b'.repeat(32)}`
    told({ event: 'media', streamSid: other, media: { payload: 'AAAA' } })
    told({ event: 'stop', streamSid: other })
    told({ event: 'dtmf', streamSid: other, dtmf: { digit: '1' } })
    told({ event: 'mark', streamSid: other, mark: { name: '0-1' } })
    expect(strange).toEqual(Array.from({ length: 4 }, () => 'a message of another stream'))
    expect([events, heard]).toEqual([[], []])
    told({ event: 'stop', streamSid })
    expect(events).toEqual([{ type: 'line-closed', by: 'caller' }])
  })
})
