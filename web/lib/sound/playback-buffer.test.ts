import { describe, expect, it } from 'vitest'
import { PlaybackBuffer } from './playback-buffer.ts'

const rate = 8000
const samplesOf = (ms: number) => (ms * rate) / 1000
const loud = (ms: number, sample = 0.5) => new Float32Array(samplesOf(ms)).fill(sample)

/** Takes so much, in the pieces in which a loudspeaker takes it. */
function hear(buffer: PlaybackBuffer, ms: number): number[] {
  const heard: number[] = []
  for (let taken = 0; taken < samplesOf(ms); taken += 16) {
    const piece = new Float32Array(16)
    buffer.read(piece)
    heard.push(...piece)
  }
  return heard
}

/** The greatest step between two samples: what makes a click. */
function greatestStep(samples: readonly number[]): number {
  return Math.max(...samples.map((sample, at) => Math.abs(sample - (samples[at - 1] ?? 0))))
}

const soundMs = (samples: readonly number[]) =>
  samples.filter((sample) => sample !== 0).length / (rate / 1000)

describe('sound that is played as it comes', () => {
  it('begins after a moment, swells, and fades when there is no more', () => {
    const buffer = new PlaybackBuffer(rate)
    buffer.add(loud(100))
    const heard = [...hear(buffer, 200), 0]
    expect(heard.findIndex((sample) => sample !== 0)).toBe(samplesOf(58))
    expect(soundMs(heard)).toBeCloseTo(100, 0)
    expect(Math.max(...heard)).toBeCloseTo(0.5)
    expect(greatestStep(heard)).toBeLessThan(0.02)
  })

  it('goes on without a break while pieces come up to fifty milliseconds late', () => {
    const buffer = new PlaybackBuffer(rate)
    const lateBy = [0, 0, 50, 30, 10, 0, 50, 0]
    const heard: number[] = []
    for (let ms = 0; ms < 300; ms += 2) {
      lateBy.forEach((late, piece) => {
        if (piece * 20 + late === ms) buffer.add(loud(20))
      })
      heard.push(...hear(buffer, 2))
    }
    const first = heard.findIndex((sample) => sample !== 0)
    const middle = heard.slice(first + samplesOf(6), first + samplesOf(154))
    expect(middle.every((sample) => Math.abs(sample - 0.5) < 0.001)).toBe(true)
  })

  it('falls silent at once when it is cleared, without a click', () => {
    const buffer = new PlaybackBuffer(rate)
    buffer.add(loud(200))
    const before = hear(buffer, 100)
    buffer.clear()
    const after = hear(buffer, 100)
    expect(soundMs(after)).toBeLessThanOrEqual(6)
    expect(greatestStep([...before, ...after])).toBeLessThan(0.02)
  })

  it('is not heard at all when it is cleared before it began', () => {
    const buffer = new PlaybackBuffer(rate)
    buffer.add(loud(40))
    buffer.clear()
    expect(soundMs(hear(buffer, 200))).toBe(0)
  })

  it('waits again after a pause', () => {
    const buffer = new PlaybackBuffer(rate)
    buffer.add(loud(40))
    hear(buffer, 300)
    buffer.add(loud(40))
    const heard = hear(buffer, 200)
    expect(heard.findIndex((sample) => sample !== 0)).toBe(samplesOf(58))
  })

  it('leaves the oldest out when more waits than anybody would wait for, without a click', () => {
    const buffer = new PlaybackBuffer(rate)
    buffer.add(loud(100))
    const before = hear(buffer, 80)
    for (let piece = 0; piece < 30; piece += 1) buffer.add(loud(20, 0.3))
    const after = hear(buffer, 600)
    expect(soundMs(after)).toBeLessThan(400)
    expect(greatestStep([...before, ...after])).toBeLessThan(0.02)
  })
})
