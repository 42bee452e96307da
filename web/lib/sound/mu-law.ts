/** G.711 µ-law, the sound of telephones: a byte a sample, in which silence is 255. */
export function muLawOf(samples: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const sound = new Uint8Array(samples.length)
  for (let at = 0; at < sound.length; at += 1) sound[at] = byteOf(samples[at] ?? 0)
  return sound
}

/** The samples of sound, each from -1 to 1. */
export function samplesOf(sound: Uint8Array): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(sound.length)
  for (let at = 0; at < sound.length; at += 1) samples[at] = sampleOf(sound[at] ?? silence)
  return samples
}

export const silence = 0xff

/** As loud as 16 bits can be. */
const fullScale = 32_768
/** Added before the logarithm is taken, so that the quietest samples have one too. */
const bias = 132
const loudest = 32_635

function byteOf(sample: number): number {
  const linear = Math.round(sample * fullScale)
  const sign = linear < 0 ? 0x80 : 0
  const biased = Math.min(Math.abs(linear), loudest) + bias
  // The highest bit that is set is bit 7 for the quietest samples, and bit 14 for the loudest.
  const exponent = 24 - Math.clz32(biased)
  const mantissa = (biased >> (exponent + 3)) & 0x0f
  // On the wire all bits are turned round.
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}

function sampleOf(byte: number): number {
  const turned = ~byte
  const exponent = (turned >> 4) & 0x07
  const linear = ((((turned & 0x0f) << 3) + bias) << exponent) - bias
  return ((turned & 0x80) === 0 ? linear : -linear) / fullScale
}
