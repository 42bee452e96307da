/**
 * A piece of sound: G.711 µ-law, 8,000 samples a second, mono, as base64 in ASCII bytes. Carriers and speech
 * models both carry it so, and nobody in between takes it apart.
 */
export type Sound = Buffer

const bytesPerMs = 8
const padding = 0x3d
/** No sound at all, in µ-law. */
const silentByte = 0xff

/** How long a piece of sound is, in milliseconds; a fraction where it ends within one. */
export function soundMs(sound: Sound): number {
  const { length } = sound
  if (length === 0) return 0
  const unused = sound[length - 1] !== padding ? 0 : sound[length - 2] === padding ? 2 : 1
  return (length * 0.75 - unused) / bytesPerMs
}

/** So many milliseconds of nothing at all. */
export function silenceOf(ms: number): Sound {
  const samples = Buffer.alloc(Math.round(ms * bytesPerMs), silentByte)
  return Buffer.from(samples.toString('base64'), 'latin1')
}
