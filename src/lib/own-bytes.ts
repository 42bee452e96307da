/**
 * The text as bytes in memory of their own, to be kept for long: what comes from Node's pool keeps all of the
 * pool's 64 kB with it.
 */
export function ownBytes(text: string): Buffer {
  return Buffer.alloc(Buffer.byteLength(text), text)
}
