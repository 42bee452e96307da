import { describe, expect, it } from 'vitest'
import { createMicrophoneSound, type SpokenPiece } from './microphone-sound.ts'
import { samplesOf } from './mu-law.ts'

/** What becomes of so much of a tone, given as a browser gives it: 128 samples at a time. */
function spoken(seconds: number, { loudness }: { loudness: number }) {
  const pieces: SpokenPiece[] = []
  const sampleRate = 48_000
  const microphone = createMicrophoneSound({ sampleRate }, (piece) => pieces.push(piece))
  for (let at = 0; at + 128 <= seconds * sampleRate; at += 128) {
    microphone.hear(
      Float32Array.from(
        { length: 128 },
        (_, index) => loudness * Math.sin((2 * Math.PI * 500 * (at + index)) / sampleRate),
      ),
    )
  }
  return pieces
}

describe('a microphone’s sound', () => {
  it('becomes a telephone’s: pieces of 20 milliseconds, one after the other', () => {
    const pieces = spoken(0.5, { loudness: 0.5 })
    expect(pieces).toHaveLength(24)
    for (const { sound } of pieces) expect(sound).toHaveLength(160)
    const samples = pieces.flatMap(({ sound }) => [...samplesOf(sound)])
    samples.slice(160).forEach((sample, index) => {
      const wanted = 0.5 * Math.sin((2 * Math.PI * 500 * (index + 160)) / 8000)
      expect(Math.abs(sample - wanted)).toBeLessThan(0.02)
    })
  })

  it('is as loud as it is', () => {
    expect(spoken(0.2, { loudness: 0 }).at(-1)?.level).toBe(0)
    expect(spoken(0.2, { loudness: 0.5 }).at(-1)?.level).toBeCloseTo(0.354, 2)
  })
})
