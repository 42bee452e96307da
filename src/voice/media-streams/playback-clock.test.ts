import { describe, expect, it } from 'vitest'
import { soundOf } from '../../../test/fakes/media-carrier.ts'
import { openStream } from '../../../test/fakes/open-stream.ts'
import { createManualClock } from '../../../test/fakes/manual-clock.ts'
import { PlaybackClock } from './playback-clock.ts'

/** By how much the line is wrong about its caller, from now on for so long, at the most. */
function worstOver(
  { carrier, clock, line }: ReturnType<typeof openStream>,
  { ms, wayMs = 0 }: { ms: number; wayMs?: number },
): number {
  let worstMs = 0
  for (let passed = 0; passed < ms; passed += 5) {
    // What is cut now is cut at the other end when the order gets there.
    const saysMs = line.playedMs
    clock.advance(5)
    const atOtherEndMs = carrier.heardMs - Math.max(0, 5 - wayMs)
    worstMs = Math.max(worstMs, Math.abs(saysMs - atOtherEndMs))
  }
  return worstMs
}

describe('a caller who is cut off', () => {
  it.each([1, 20, 45, 120])('is known to have heard what they heard, %d ms away', (wayMs) => {
    const { carrier, clock, line } = openStream({ wayMs })
    for (let piece = 0; piece < 20; piece += 1) line.play(soundOf(200))
    clock.advance(1_234)
    const saidMs = line.clear()
    clock.advance(wayMs)
    expect(Math.abs(saidMs - carrier.heardMs)).toBeLessThan(1)
  })

  it('is known also where the carrier begins late, from the first mark on', () => {
    const stream = openStream({ wayMs: 30, startsLate: () => 80 })
    stream.line.play(soundOf(100))
    for (let piece = 0; piece < 20; piece += 1) stream.line.play(soundOf(200))
    stream.clock.advance(300)
    const saidMs = stream.line.clear()
    stream.clock.advance(30)
    expect(Math.abs(saidMs - stream.carrier.heardMs)).toBeLessThan(1)
  })

  it('is known in every stretch anew, however late each begins', () => {
    const late = [17, 3, 12, 19, 0, 8, 15]
    const stream = openStream({ startsLate: () => late.shift() ?? 10 })
    for (let stretch = 0; stretch < 7; stretch += 1) {
      for (let piece = 0; piece < 10; piece += 1) stream.line.play(soundOf(100))
      stream.clock.advance(150)
      expect(worstOver(stream, { ms: 700, wayMs: 1 })).toBeLessThan(3)
      stream.clock.advance(1_000)
    }
  })
})

describe('what a line thinks of its caller', () => {
  it('follows a carrier that stops in the middle and goes on', () => {
    const clock = createManualClock()
    const playback = new PlaybackClock(clock)
    playback.tripTook(0)
    playback.give(1_000)
    const early = playback.here
    playback.give(4_000)
    const later = { ...playback.here, throughMs: 2_000, playedAfterMs: 2_000 }
    clock.advance(1_000)
    playback.reached(early)
    expect(playback.playedMs).toBe(1_000)
    // The network stood still for 400 ms.
    clock.advance(1_400)
    playback.reached(later)
    expect(playback.playedMs).toBe(2_000)
  })

  it('is not moved back by a mark that we notice late', () => {
    const clock = createManualClock()
    const playback = new PlaybackClock(clock)
    playback.tripTook(0)
    playback.give(1_000)
    const early = playback.here
    playback.give(4_000)
    const later = { ...playback.here, throughMs: 2_000, playedAfterMs: 2_000 }
    clock.advance(1_000)
    playback.reached(early)
    clock.advance(1_015)
    playback.reached(later)
    expect(playback.playedMs).toBe(2_015)
  })

  it('is never more than was given, nor less than the carrier has told', () => {
    const clock = createManualClock()
    const playback = new PlaybackClock(clock)
    playback.give(500)
    const { here } = playback
    clock.advance(10)
    playback.reached(here)
    expect(playback.playedMs).toBe(500)
    playback.give(100)
    clock.advance(10_000)
    expect(playback.playedMs).toBe(600)
  })

  it('expects of the next stretch what it has seen of those before', () => {
    const clock = createManualClock()
    const playback = new PlaybackClock(clock)
    playback.tripTook(0)
    playback.give(100)
    clock.advance(130)
    playback.reached(playback.here)
    clock.advance(1_000)
    playback.give(1_000)
    clock.advance(40)
    expect(playback.playedMs).toBe(110)
  })
})
