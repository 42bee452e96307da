import { describe, expect, it } from 'vitest'
import { muLawOf, samplesOf, silence } from './mu-law.ts'

describe('µ-law', () => {
  it.each([
    [0, 0xff],
    [1, 0xff],
    [15, 0xfd],
    [8, 0xfe],
    [-8, 0x7e],
    [924, 0xcf],
    [1000, 0xce],
    [-1000, 0x4e],
    [16_000, 0x90],
    [32_767, 0x80],
    [-32_768, 0x00],
  ])('writes %i as the standard says', (linear, byte) => {
    expect([...muLawOf([linear / 32_768])]).toEqual([byte])
  })

  it.each([
    [0xff, 0],
    [0x7f, 0],
    [0xfe, 8],
    [0x7e, -8],
    [0x80, 32_124],
    [0x00, -32_124],
    [0xbf, 1980],
    [0xce, 988],
  ])('reads %i as the standard says', (byte, linear) => {
    expect([...samplesOf(new Uint8Array([byte]))].map((sample) => sample * 32_768 + 0)).toEqual([
      linear,
    ])
  })

  it('gives every byte back that it was given, but for the second way to write silence', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    const again = muLawOf(samplesOf(all))
    expect([...again]).toEqual([...all].map((byte) => (byte === 0x7f ? silence : byte)))
  })

  it('is off by no more than three percent of a loud sample, and by almost nothing of a quiet one', () => {
    for (let linear = 0; linear <= 32_000; linear += 7) {
      const [read = 0] = samplesOf(muLawOf([linear / 32_768]))
      expect(Math.abs(read * 32_768 - linear)).toBeLessThanOrEqual((linear + 132) / 32)
    }
  })

  it('cuts off what is too loud', () => {
    expect([...muLawOf([2, -2])]).toEqual([0x80, 0x00])
  })
})
