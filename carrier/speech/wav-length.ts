/** How long a WAV file plays, in milliseconds, by its header; nothing for what is no WAV file. */
export function wavLengthMs(content: Buffer): number | undefined {
  if (textAt(content, 0) !== 'RIFF' || textAt(content, 8) !== 'WAVE') return undefined
  let bytesPerSecond = 0
  for (let at = 12; at + 8 <= content.length;) {
    const name = textAt(content, at)
    const size = content.readUInt32LE(at + 4)
    const start = at + 8
    if (name === 'fmt ' && start + 12 <= content.length) {
      bytesPerSecond = content.readUInt32LE(start + 8)
    }
    if (name === 'data') {
      // A file written while it was recorded may claim more than it has.
      const present = Math.min(size, content.length - start)
      return bytesPerSecond === 0 ? undefined : (present / bytesPerSecond) * 1000
    }
    // Chunks begin at even places.
    at = start + size + (size % 2)
  }
  return undefined
}

function textAt(content: Buffer, at: number): string {
  return content.toString('latin1', at, at + 4)
}
