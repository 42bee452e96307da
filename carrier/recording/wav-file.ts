import { linearSamples } from './linear-samples.ts'

/**
 * A WAV file of 16 bits at 8 kHz: one channel of one track or of several that sound together, or as many channels as
 * tracks. The tracks are µ-law and equally long.
 */
export function wavFile(
  tracks: readonly Uint8Array[],
  { channels }: { channels: 'one' | 'each' },
): Buffer {
  const ways = channels === 'each' ? tracks.map((track) => [track]) : [tracks]
  const length = tracks[0]?.length ?? 0
  const file = headedFile(length * ways.length * sampleBytes, ways.length)
  for (let at = 0; at < length; at += 1) {
    ways.forEach((sides, way) => {
      const sum = sides.reduce((total, side) => total + (linearSamples[side[at] ?? 0] ?? 0), 0)
      const loudest = Math.max(-32_768, Math.min(32_767, sum))
      file.writeInt16LE(loudest, headerBytes + (at * ways.length + way) * sampleBytes)
    })
  }
  return file
}

const headerBytes = 44
const sampleBytes = 2
const rate = 8000
const pcm = 1

function headedFile(soundBytes: number, channels: number): Buffer {
  const file = Buffer.alloc(headerBytes + soundBytes)
  file.write('RIFF', 0)
  file.writeUInt32LE(headerBytes - 8 + soundBytes, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(pcm, 20)
  file.writeUInt16LE(channels, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate * channels * sampleBytes, 28)
  file.writeUInt16LE(channels * sampleBytes, 32)
  file.writeUInt16LE(sampleBytes * 8, 34)
  file.write('data', 36)
  file.writeUInt32LE(soundBytes, 40)
  return file
}
