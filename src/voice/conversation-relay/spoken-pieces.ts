import type { Clock, Timer } from '../../lib/clock.ts'

/**
 * The words of an utterance on their way to the carrier. The first ones go at once, because the caller waits for
 * them; those after them go in pieces, because nobody hears faster than a voice speaks, and each frame costs.
 */
export interface SpokenPieces {
  say(words: { text: string; last: boolean }): void
  /** What has not gone yet will not go. */
  drop(): void
}

export interface SpokenPiecesParts {
  readonly clock: Clock
  readonly send: (piece: { text: string; last: boolean }) => void
}

/** A voice needs longer for a single syllable. */
const pieceMs = 60

export function createSpokenPieces({ clock, send }: SpokenPiecesParts): SpokenPieces {
  let waiting = ''
  let hasBegun = false
  let next: Timer | undefined

  function flush(): void {
    next = undefined
    const text = waiting
    waiting = ''
    if (text !== '') send({ text, last: false })
  }

  function drop(): void {
    next?.cancel()
    next = undefined
    waiting = ''
  }

  return {
    say({ text, last }) {
      if (last) {
        const rest = waiting + text
        drop()
        hasBegun = false
        return send({ text: rest, last: true })
      }
      if (!hasBegun) {
        hasBegun = true
        return send({ text, last: false })
      }
      waiting += text
      next ??= clock.after(pieceMs, flush)
    },
    drop,
  }
}
