import type { Sound } from '../../calls/sound.ts'

const bytesPerMs = 8
/** No sound at all, in µ-law. */
const silentByte = 0xff

export function silenceOf(ms: number): Sound {
  const samples = Buffer.alloc(Math.round(ms * bytesPerMs), silentByte)
  return Buffer.from(samples.toString('base64'), 'latin1')
}
