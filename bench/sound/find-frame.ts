import { magicBytes } from './frame-tag.ts'

/**
 * Finds the frame in messages that are alike: where it began in the last one it is looked for first. A search
 * through every message would be most of what the load does.
 */
export interface FrameFinder {
  /** @returns where in the message its frame begins; −1: it holds none. */
  find(message: Buffer): number
}

export function createFrameFinder(): FrameFinder {
  let usual = 0
  return {
    find(message) {
      if (isMagic(message, usual)) return usual
      const at = message.indexOf(magicBytes)
      if (at !== -1) usual = at
      return at
    },
  }
}

const [first, second, third, fourth] = magicBytes

function isMagic(message: Buffer, at: number): boolean {
  return (
    message[at] === first &&
    message[at + 1] === second &&
    message[at + 2] === third &&
    message[at + 3] === fourth
  )
}
