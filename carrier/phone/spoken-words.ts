import type { Clock, Timer } from '../clock.ts'
import { soundOfWords } from '../speech/audible-words.ts'

/** A voice for a phone that has words only: it says them as sound that a test understands, as fast as time goes. */
export interface SpokenWords {
  /** After what is being said. */
  speak(words: string): void
  stop(): void
}

export function createSpokenWords(
  clock: Pick<Clock, 'monotonicMs' | 'after'>,
  /** Gets each piece of sound, in base64. */
  onSound: (sound: string) => void,
): SpokenWords {
  let toSay: Buffer = Buffer.alloc(0)
  let dueMs = 0
  let timer: Timer | undefined

  function say(): void {
    const piece = toSay.subarray(0, pieceBytes)
    toSay = toSay.subarray(piece.length)
    timer = undefined
    if (piece.length === 0) return
    onSound(piece.toString('base64'))
    // By the clock and not by the timer, which is late each time.
    dueMs = Math.max(dueMs + pieceMs, clock.monotonicMs() - pieceMs)
    timer = clock.after(Math.max(0, dueMs - clock.monotonicMs()), say)
  }

  return {
    speak(words) {
      toSay = Buffer.concat([toSay, soundOfWords(words), pause])
      if (timer !== undefined) return
      dueMs = clock.monotonicMs()
      say()
    },
    stop() {
      timer?.cancel()
      toSay = Buffer.alloc(0)
    },
  }
}

const pieceMs = 40
const pieceBytes = pieceMs * 8
/** After it whoever listens takes the next word for a new one. */
const pause = Buffer.alloc(200 * 8, 0xff)
