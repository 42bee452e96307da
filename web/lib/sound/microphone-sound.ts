import { muLawOf } from './mu-law.ts'
import { createResampler } from './resampler.ts'
import { telephoneRate } from './telephone-rate.ts'

/** 20 ms of what a microphone hears. */
export interface SpokenPiece {
  /** µ-law at 8 kHz. */
  readonly sound: Uint8Array<ArrayBuffer>
  /** How loud it is: 0 for silence, 1 for as loud as can be. */
  readonly level: number
}

/** Makes a telephone's sound of a microphone's, which comes in pieces of any length. */
export function createMicrophoneSound(
  { sampleRate }: { sampleRate: number },
  onPiece: (piece: SpokenPiece) => void,
): { hear(samples: Float32Array): void } {
  const resampler = createResampler({ from: sampleRate, to: telephoneRate })
  const piece = new Float32Array(pieceSamples)
  let filled = 0
  return {
    hear(samples) {
      for (const sample of resampler.resample(samples)) {
        piece[filled] = sample
        filled += 1
        if (filled < pieceSamples) continue
        filled = 0
        onPiece({ sound: muLawOf(piece), level: levelOf(piece) })
      }
    },
  }
}

const pieceSamples = telephoneRate / 50

function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
  return Math.min(1, Math.sqrt(power))
}
