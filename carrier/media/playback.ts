/**
 * What the server has sent to be heard, as a queue of bytes, and the marks in it. Sound is taken in frames; a mark
 * is reached when the last byte before it has sounded, at once where nothing sounds.
 */
export interface Playback {
  /** @returns where the sound begins, in bytes since the first. */
  add(sound: Buffer): number
  mark(name: string): void
  /** Drops what has not sounded; all marks count as reached, in their order. @returns how many bytes were dropped. */
  clear(): number
  /** What was taken before has sounded by now. @returns the next frame; less or nothing where there is no more. */
  take(): Buffer
  /** Up to where all has sounded, in bytes since the first. */
  soundedBytes(): number
  /** Whether something sounds or is about to. */
  isSounding(): boolean
}

/** 20 ms of µ-law at 8 kHz. */
export const frameBytes = 160

const nothing = Buffer.alloc(0)

export function createPlayback(onMark: (name: string) => void): Playback {
  const chunks: Buffer[] = []
  const marks: { readonly name: string; readonly at: number }[] = []
  let given = 0
  let taken = 0
  let sounded = 0

  function reach(position: number): void {
    while (marks[0] !== undefined && marks[0].at <= position) onMark(marks.shift()?.name ?? '')
  }

  /** From the first chunk at most so many bytes. */
  function takeUpTo(length: number): Buffer {
    const [first] = chunks
    if (first === undefined) return nothing
    if (first.length <= length) chunks.shift()
    else chunks[0] = first.subarray(length)
    return first.subarray(0, length)
  }

  return {
    add(sound) {
      const from = given
      if (sound.length > 0) chunks.push(sound)
      given += sound.length
      return from
    },
    mark(name) {
      marks.push({ name, at: given })
      reach(sounded)
    },
    clear() {
      const dropped = given - taken
      chunks.length = 0
      given = taken
      reach(Number.POSITIVE_INFINITY)
      return dropped
    },
    take() {
      sounded = taken
      reach(sounded)
      let frame = takeUpTo(frameBytes)
      while (frame.length < frameBytes && chunks.length > 0) {
        frame = Buffer.concat([frame, takeUpTo(frameBytes - frame.length)])
      }
      taken += frame.length
      return frame
    },
    soundedBytes: () => sounded,
    isSounding: () => sounded < given,
  }
}
