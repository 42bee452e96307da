/**
 * What waits because the server reads too slowly: it keeps its order, and of the sound the oldest is dropped when
 * too much waits. Messages are made when they go, so that their numbers have no gaps.
 */
export interface Outbox {
  /** Sends it, or lets it wait behind what waits. */
  sound(send: () => void): void
  message(send: () => void): void
  /** Sends what waits, as far as the network takes it. */
  flush(): void
}

export interface OutboxParts {
  /** How much was sent that the network has not taken yet. */
  readonly bufferedBytes: () => number
  /** Told once whenever sound begins to be dropped. */
  readonly onDropping: () => void
}

/** Some four seconds of frames. */
export const mostBufferedBytes = 64 * 1024
/** As many frames again wait here. */
export const mostFramesWaiting = 200

export function createOutbox({ bufferedBytes, onDropping }: OutboxParts): Outbox {
  let waiting: { readonly send: () => void; readonly isSound: boolean }[] = []
  let framesWaiting = 0
  let isDropping = false

  function isBlocked(): boolean {
    return waiting.length > 0 || bufferedBytes() > mostBufferedBytes
  }

  function dropOldest(): void {
    const oldest = waiting.findIndex(({ isSound }) => isSound)
    waiting = waiting.toSpliced(oldest, 1)
    framesWaiting -= 1
    if (!isDropping) onDropping()
    isDropping = true
  }

  return {
    sound(send) {
      if (!isBlocked()) return send()
      waiting.push({ send, isSound: true })
      framesWaiting += 1
      return framesWaiting > mostFramesWaiting ? dropOldest() : undefined
    },
    message(send) {
      if (isBlocked()) waiting.push({ send, isSound: false })
      else send()
    },
    flush() {
      while (waiting.length > 0 && bufferedBytes() <= mostBufferedBytes) {
        const next = waiting.shift()
        if (next?.isSound === true) framesWaiting -= 1
        next?.send()
      }
      if (waiting.length === 0) isDropping = false
    },
  }
}
