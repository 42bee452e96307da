import { describe, expect, it } from 'vitest'
import { wavLengthMs } from '../speech/wav-length.ts'
import { linearSamples } from './linear-samples.ts'
import { createTrack } from './track.ts'
import { wavFile } from './wav-file.ts'

describe('µ-law', () => {
  it.each([
    [0xff, 0],
    [0x7f, 0],
    [0xfe, 8],
    [0x7e, -8],
    [0x80, 32_124],
    [0x00, -32_124],
    [0xbf, 1980],
    [0xce, 988],
  ])('byte %i stands for the sample %i', (byte, sample) => {
    expect(linearSamples[byte]).toBe(sample)
  })
})

describe('a WAV file', () => {
  const one = Buffer.from([0x80, 0x00, 0xff, 0xce])
  const other = Buffer.from([0x80, 0x80, 0xbf, 0xff])
  const samplesOf = (file: Buffer) =>
    Array.from({ length: (file.length - 44) / 2 }, (_, at) => file.readInt16LE(44 + at * 2))

  it('has each track in a channel of its own', () => {
    const file = wavFile([one, other], { channels: 'each' })
    expect(samplesOf(file)).toEqual([32_124, 32_124, -32_124, 32_124, 0, 1980, 988, 0])
    expect(file.readUInt16LE(22)).toBe(2)
    expect(file.readUInt32LE(24)).toBe(8000)
    expect(file.readUInt32LE(28)).toBe(32_000)
    expect(wavLengthMs(file)).toBe(0.5)
  })

  it('has both in one channel, no louder than can be', () => {
    const file = wavFile([one, other], { channels: 'one' })
    expect(samplesOf(file)).toEqual([32_767, 0, 1980, 988])
    expect(file.readUInt16LE(22)).toBe(1)
    expect(file.readUInt32LE(28)).toBe(16_000)
    expect(file.readUInt32LE(4)).toBe(file.length - 8)
    expect(file.readUInt32LE(40)).toBe(8)
    expect(wavLengthMs(file)).toBe(0.5)
  })
})

describe('a track', () => {
  it('has sound where it was put, across the seconds, and silence elsewhere', () => {
    const track = createTrack()
    const sound = Buffer.alloc(1000, 0x10)
    track.add(sound, 7500)
    track.add(sound, 40_000)
    expect(track.endByte).toBe(41_000)
    const whole = track.soundOf(42_000)
    expect(whole.subarray(7500, 8500)).toEqual(sound)
    expect(whole.subarray(40_000, 41_000)).toEqual(sound)
    expect(whole.filter((byte) => byte !== 0xff)).toHaveLength(2000)
    expect(track.heldBytes).toBe(24_000)
  })

  it('puts what comes too early behind what is there, and what is a hair late beside it', () => {
    const track = createTrack()
    track.add(Buffer.from([1, 2]), 0)
    track.add(Buffer.from([3, 4]), 1)
    track.add(Buffer.from([5]), 9)
    expect([...track.soundOf(6)]).toEqual([1, 2, 3, 4, 5, 0xff])
  })

  it('is cut where it is asked for in part', () => {
    const track = createTrack()
    track.add(Buffer.alloc(100, 7), 0)
    expect(track.soundOf(50)).toEqual(Buffer.alloc(50, 7))
  })
})
