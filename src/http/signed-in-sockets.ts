import type { WebSocket } from 'ws'
import type { Clock, Timer } from '../lib/clock.ts'
import { describeError } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'

/** Sockets that stay open only for as long as whoever opened them is signed in. */
export interface SignedInSockets {
  watch(socket: WebSocket, opener: SocketOpener): void
  /** Closes every socket that this session opened. */
  closeOf(sessionToken: string): void
}

export interface SocketOpener {
  /** `undefined`: a program with a key, which cannot sign out but can be revoked. */
  readonly sessionToken: string | undefined
  isSignedIn(): Promise<boolean>
  readonly log: Logger
}

/** Sessions also end by themselves, and keys are revoked by another process. */
const lookEveryMs = 60_000
const policyViolation = 1008

export function createSignedInSockets(clock: Clock): SignedInSockets {
  const sessionOf = new Map<WebSocket, string | undefined>()

  return {
    watch(socket, opener) {
      sessionOf.set(socket, opener.sessionToken)
      const watching = closeWhenSignedOut(clock, { socket, opener })
      socket.on('close', () => {
        sessionOf.delete(socket)
        watching.cancel()
      })
    },
    closeOf(sessionToken) {
      for (const [socket, session] of sessionOf) if (session === sessionToken) close(socket)
    },
  }
}

function closeWhenSignedOut(
  clock: Clock,
  { socket, opener }: { socket: WebSocket; opener: SocketOpener },
): Timer {
  let next = clock.after(lookEveryMs, () => void look())

  async function look(): Promise<void> {
    try {
      if (!(await opener.isSignedIn())) close(socket)
    } catch (error) {
      // Whoever was signed in a minute ago goes on listening while the records are away.
      const reason = describeError(error)
      opener.log.warn({ reason }, 'Whether a socket is still signed in could not be looked up')
    }
    if (socket.readyState === socket.OPEN) next = clock.after(lookEveryMs, () => void look())
  }

  return { cancel: () => next.cancel() }
}

function close(socket: WebSocket): void {
  socket.close(policyViolation, 'Signed out')
}
