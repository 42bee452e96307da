import { describe, expect, it } from 'vitest'
import { createWordsListener, soundOfWords } from '../speech/audible-words.ts'
import { streamCall } from '../testing/stream-call.ts'
import { createSeededRandom } from '../random.ts'
import type { FaultRule } from './fault.ts'

function faultyCall(...faults: FaultRule[]) {
  return streamCall({
    faults,
    after: '<Say>Sorry about that.</Say>',
    random: createSeededRandom(7),
  })
}

/** The timestamps of the frames that came, in ms. */
function timestamps(call: {
  peer(): { ofEvent(event: string): readonly { media?: { timestamp: string } }[] }
}) {
  return call
    .peer()
    .ofEvent('media')
    .map(({ media }) => Number(media?.timestamp))
}

describe('a media stream that a fault strikes', () => {
  it('may never come to be', async () => {
    await using call = await faultyCall({ kind: 'stream-refused', path: '/twilio/media' })
    await call.caller.hears('Sorry')
    expect(call.server.upgrades).toEqual([])
    expect(call.warnings()).toEqual(['31920'])
  })

  it('is reset in the middle, and the call goes on', async () => {
    await using call = await faultyCall({ kind: 'stream-cut', at: 'frame-sent', nth: 50 })
    await call.streams()
    await call.carrier.advance(1000)
    await call.caller.hears('Sorry')
    expect(call.warnings()).toEqual(['31903'])
    await expect.poll(() => call.peer().closedWith).toBe(1006)
    expect(timestamps(call).length).toBeLessThanOrEqual(50)
  })

  it('is reset in the middle of what the server says', async () => {
    await using call = await faultyCall({ kind: 'stream-cut', at: 'sound-received', nth: 2 })
    await call.streams()
    call.peer().play(soundOfWords('One moment'))
    call.peer().play(soundOfWords(', please.'))
    await call.caller.hears('Sorry')
    expect(call.caller.heardSoFar()).toBe('Sorry')
  })

  it('stands and is dead, until the caller gives up', async () => {
    await using call = await faultyCall({ kind: 'stream-stalled', at: 'frame-sent', nth: 10 })
    await call.streams()
    await call.carrier.advance(5000)
    expect(timestamps(call)).toHaveLength(10)
    expect(call.peer().closedWith).toBeUndefined()
    call.peer().play(soundOfWords('Hello?'))
    await call.carrier.advance(5000)
    expect(call.caller.heardSoFar()).toBe('')
    expect(await call.caller.hangsUp()).toMatchObject({ reason: 'caller-hung-up' })
  })

  it('brings in one burst what a stall held up, and nothing is lost', async () => {
    await using call = await faultyCall({
      kind: 'stream-stalled',
      at: 'frame-sent',
      nth: 10,
      forMs: 2000,
    })
    await call.streams()
    await call.carrier.advance(2100)
    expect(timestamps(call)).toHaveLength(10)
    await call.carrier.advance(200)
    await expect.poll(() => timestamps(call)).toEqual(everyMs(20, 115))
  })

  it('brings its frames three at a time', async () => {
    await using call = await faultyCall({ kind: 'frames-bunched' })
    await call.streams()
    const counts: number[] = []
    for (let tick = 0; tick < 7; tick += 1) {
      await call.carrier.advance(20)
      counts.push(timestamps(call).length)
    }
    expect(counts).toEqual([0, 0, 3, 3, 3, 6, 6])
  })

  it('keeps keys behind the frames that came before them', async () => {
    await using call = await faultyCall({ kind: 'frames-bunched', frames: 10 })
    await call.streams()
    await call.carrier.advance(100)
    await call.caller.presses('5')
    expect(call.peer().received.map(({ event }) => event)).toEqual([
      'connected',
      'start',
      ...Array.from({ length: 5 }, () => 'media'),
      'dtmf',
    ])
  })

  it('loses every tenth frame: chunks are counted on, and time is not', async () => {
    await using call = await faultyCall({ kind: 'frame-lost', every: 10 })
    await call.streams()
    await call.carrier.advance(1000)
    const frames = call.peer().ofEvent('media')
    expect(frames.map(({ media }) => Number(media?.chunk))).toEqual(everyMs(1, 45))
    expect(timestamps(call)).toEqual(everyMs(20, 50).filter((ms) => ms % 200 !== 0))
  })

  it('loses some frames by chance, the same ones each time', async () => {
    const lossesOf = async () => {
      await using call = await faultyCall({ kind: 'frame-lost', probability: 0.05 })
      await call.streams()
      await call.carrier.advance(10_000)
      return everyMs(20, 500).filter((ms) => !timestamps(call).includes(ms))
    }
    const losses = await lossesOf()
    expect(losses.length).toBeGreaterThan(10)
    expect(losses.length).toBeLessThan(40)
    expect(await lossesOf()).toEqual(losses)
  })

  it('hears of its marks late, and in order', async () => {
    await using call = await faultyCall({ kind: 'mark-delayed', delayMs: 300 })
    await call.streams()
    call.peer().play(soundOfWords('Hi'))
    call.peer().mark('a')
    call.peer().mark('b')
    await call.carrier.advance(430)
    expect(call.peer().marks()).toEqual([])
    await call.carrier.advance(20)
    expect(call.peer().marks()).toEqual(['a', 'b'])
  })

  it('reads slowly what the server sends', async () => {
    await using call = await faultyCall({ kind: 'stream-read-slowly', everyMs: 500 })
    await call.streams()
    call.peer().play(soundOfWords('Now'))
    await call.carrier.advance(480)
    expect(call.caller.soundSoFar()).toHaveLength(0)
    await call.carrier.advance(220)
    expect(createWordsListener().hear(call.caller.soundSoFar())).toBe('Now')
  })
})

function everyMs(stepMs: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => (at + 1) * stepMs)
}
