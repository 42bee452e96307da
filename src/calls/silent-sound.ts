import type { Sound } from './sound.ts'

const bytesPerMs = 8
const silentByte = 0xff

/** So much silence, to about a third of a millisecond. */
export function silentSound(ms: number): Sound {
  const bytes = Math.floor((ms * bytesPerMs) / 3) * 3
  return Buffer.from(Buffer.alloc(bytes, silentByte).toString('base64'), 'latin1')
}
