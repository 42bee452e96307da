import { describe, expect, it } from 'vitest'
import { createJitterBuffer } from './jitter-buffer.ts'

const frame = (value: number) => Buffer.alloc(160, value)

function taken(buffer: { take(): Buffer | undefined }, times: number): (number | undefined)[] {
  return Array.from({ length: times }, () => buffer.take()?.[0])
}

describe('the sound of a phone', () => {
  it('waits until there is some to give when more is late', () => {
    const buffer = createJitterBuffer()
    buffer.add(frame(1))
    expect(taken(buffer, 1)).toEqual([undefined])
    buffer.add(frame(2))
    expect(taken(buffer, 1)).toEqual([undefined])
    buffer.add(frame(3))
    expect(taken(buffer, 1)).toEqual([1])
    // Two frames are late, and nobody hears a gap.
    expect(taken(buffer, 2)).toEqual([2, 3])
  })

  it('comes all the same when there is no more of it', () => {
    const buffer = createJitterBuffer()
    buffer.add(Buffer.alloc(40, 7))
    const frames = Array.from({ length: 5 }, () => buffer.take())
    expect(frames.map((one) => one?.length)).toEqual([
      undefined,
      undefined,
      undefined,
      40,
      undefined,
    ])
  })

  it('comes in frames, whatever the pieces are', () => {
    const buffer = createJitterBuffer()
    for (let piece = 0; piece < 6; piece += 1) buffer.add(Buffer.alloc(100, piece))
    expect(
      [buffer.take(), buffer.take(), buffer.take(), buffer.take()].map((one) => one?.length),
    ).toEqual([160, 160, 160, 120])
  })

  it('loses its oldest when more than 200 ms come at once', () => {
    const buffer = createJitterBuffer()
    for (let value = 1; value <= 13; value += 1) buffer.add(frame(value))
    expect(taken(buffer, 11)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, undefined])
  })

  it('is silence where there is none', () => {
    expect(taken(createJitterBuffer(), 3)).toEqual([undefined, undefined, undefined])
  })
})
