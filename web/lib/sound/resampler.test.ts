import { describe, expect, it } from 'vitest'
import { createResampler, type Rates } from './resampler.ts'

function tone(hertz: number, { rate, seconds = 0.5 }: { rate: number; seconds?: number }) {
  return Float32Array.from({ length: rate * seconds }, (_, at) =>
    Math.sin((2 * Math.PI * hertz * at) / rate),
  )
}

/** How loud it is, from 0 to 1 for a tone, without the beginning and the end. */
function loudness(samples: Float32Array): number {
  const middle = samples.slice(400, -400)
  const power = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length
  return Math.sqrt(power * 2)
}

const microphones: Rates[] = [16_000, 44_100, 48_000, 96_000].map((from) => ({ from, to: 8000 }))
const loudspeakers: Rates[] = microphones.map(({ from, to }) => ({ from: to, to: from }))

describe('sound at another rate', () => {
  it.each([...microphones, ...loudspeakers])(
    'is as long and as loud as before: from $from to $to',
    ({ from, to }) => {
      const made = createResampler({ from, to }).resample(tone(1000, { rate: from }))
      // Two milliseconds wait for what comes next.
      expect(made.length / to).toBeGreaterThan(0.497)
      expect(made.length / to).toBeLessThanOrEqual(0.5)
      expect(loudness(made)).toBeCloseTo(1, 2)
      expect(made[Math.round(to / 4000)]).toBeCloseTo(1, 1)
    },
  )

  it.each(microphones.filter(({ from }) => from > 16_000))(
    'has nothing that a telephone cannot carry, which would be heard as something else: from $from',
    ({ from, to }) => {
      const made = createResampler({ from, to }).resample(tone(5000, { rate: from }))
      expect(loudness(made)).toBeLessThan(0.002)
    },
  )

  it.each(loudspeakers)('has nothing that was not there: to $to', ({ from, to }) => {
    const made = createResampler({ from, to }).resample(tone(1000, { rate: from }))
    const whole = tone(1000, { rate: to })
    const wrong = made.slice(400, -400).map((sample, at) => sample - (whole[at + 400] ?? 0))
    expect(Math.max(...wrong.map(Math.abs))).toBeLessThan(0.01)
  })

  it('keeps a constant, and silence', () => {
    const quiet = createResampler({ from: 48_000, to: 8000 }).resample(new Float32Array(480))
    expect(quiet.every((sample) => sample === 0)).toBe(true)
    const made = createResampler({ from: 44_100, to: 8000 }).resample(
      new Float32Array(4410).fill(0.5),
    )
    for (const sample of made.slice(40)) expect(sample).toBeCloseTo(0.5, 5)
  })

  it.each([
    { from: 48_000, to: 8000 },
    { from: 44_100, to: 8000 },
    { from: 8000, to: 44_100 },
  ])('is the same in whatever pieces it comes: from $from to $to', (rates) => {
    const whole = tone(440, { rate: rates.from })
    const atOnce = createResampler(rates).resample(whole)
    const resampler = createResampler(rates)
    const pieces: number[] = []
    for (let at = 0; at < whole.length; at += 128) {
      pieces.push(...resampler.resample(whole.subarray(at, at + 128)))
    }
    expect(pieces).toEqual([...atOnce])
  })

  it('is left alone where the rate is right already', () => {
    const samples = new Float32Array([0.1, 0.2])
    expect(createResampler({ from: 8000, to: 8000 }).resample(samples)).toBe(samples)
  })
})
