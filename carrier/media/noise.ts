/** A noise as loud as a voice, such as a cough: it spells nothing. */
export function soundOfNoise(lengthMs: number): Buffer {
  const sound = Buffer.alloc(lengthMs * 8)
  // Loudness five of eight, where words are six and seven; the rest jumps about, and so does the sign.
  for (let at = 0; at < sound.length; at += 1) {
    const jump = (at * 2_654_435_761) >>> 28
    sound[at] = ~(0x50 | jump | (at % 3 === 0 ? 0x80 : 0)) & 0xff
  }
  return sound
}
