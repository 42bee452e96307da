import { silence } from './linear-samples.ts'

/** One side of a recorded call: µ-law at 8 kHz where there was sound, silence elsewhere, which takes no room. */
export interface Track {
  /** Puts sound at a place, in bytes from the beginning; never over what is there, but after it. */
  add(sound: Uint8Array, atByte: number): void
  /** Behind the last sound. */
  readonly endByte: number
  /** How much room it takes. */
  readonly heldBytes: number
  /** The beginning, as long as asked, with the silences. */
  soundOf(lengthBytes: number): Buffer
}

export function createTrack(): Track {
  const blocks = new Map<number, Buffer>()
  let endByte = 0

  function blockAt(index: number): Buffer {
    const block = blocks.get(index) ?? Buffer.alloc(blockBytes, silence)
    blocks.set(index, block)
    return block
  }

  return {
    add(sound, atByte) {
      // A place is worked out from a time, and may be a sample beside the end of what it follows.
      let place = atByte - endByte < closeBytes ? endByte : atByte
      for (let taken = 0; taken < sound.length;) {
        const within = place % blockBytes
        const piece = sound.subarray(taken, taken + blockBytes - within)
        blockAt(Math.floor(place / blockBytes)).set(piece, within)
        place += piece.length
        taken += piece.length
      }
      endByte = place
    },
    get endByte() {
      return endByte
    },
    get heldBytes() {
      return blocks.size * blockBytes
    },
    soundOf(lengthBytes) {
      const sound = Buffer.alloc(lengthBytes, silence)
      for (const [index, block] of blocks) block.copy(sound, index * blockBytes)
      return sound
    },
  }
}

/** A second. */
const blockBytes = 8000
/** A millisecond. */
const closeBytes = 8
