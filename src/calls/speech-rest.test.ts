import { describe, expect, it } from 'vitest'
import { silenceOf, soundMs } from './sound.ts'
import { soundAfter } from './speech-rest.ts'

const counting = Buffer.from([...Array(800).keys()].map((one) => one % 251))
const sound = Buffer.from(counting.toString('base64'), 'latin1')

describe('the rest of a piece of sound', () => {
  it.each([0, 0.3, 3, 20, 50.7, 99.9])('after %f ms is the same sound from there', (ms) => {
    const rest = Buffer.from(soundAfter(sound, ms).toString('latin1'), 'base64')
    const fromByte = 800 - rest.length
    expect(rest).toEqual(counting.subarray(fromByte))
    expect(Math.abs(fromByte / 8 - ms)).toBeLessThan(0.4)
  })

  it('is nothing after its end', () => {
    expect(soundAfter(sound, 200)).toHaveLength(0)
  })
})

it('silence is as long as it is said to be', () => {
  expect(soundMs(silenceOf(1_000))).toBeCloseTo(1_000, 0)
})
