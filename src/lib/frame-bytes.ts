import type { RawData } from 'ws'

/** The bytes of a WebSocket frame, in whichever of its shapes `ws` gives it. */
export function frameBytes(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? Buffer.from(data) : data
}
