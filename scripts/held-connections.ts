import type { Socket } from 'node:net'

/**
 * Connections that were accepted and that nobody has read from. They are given to a program, and kept
 * until it says that it has them: one that dies before that loses nothing, and the next is given them.
 */
export function createHeldConnections({
  holdAtMost = 1000,
  holdMs = 30_000,
}: HoldingLimits = {}): HeldConnections {
  // In the order in which they came.
  const held = new Map<number, HeldConnection>()
  let count = 0

  function letGo(id: number): void {
    const connection = held.get(id)
    if (connection === undefined) return
    held.delete(id)
    clearTimeout(connection.patience)
    // Whoever has taken it has a descriptor of its own: the peer does not notice.
    connection.socket.destroy()
  }

  return {
    hold(socket) {
      if (held.size >= holdAtMost) return void socket.destroy()
      count += 1
      const id = count
      socket.on('error', () => letGo(id))
      held.set(id, { socket, patience: setTimeout(() => letGo(id), holdMs), givenTo: undefined })
    },
    giveTo(program) {
      for (const [id, connection] of held) {
        if (connection.givenTo !== undefined) continue
        connection.givenTo = program
        const message = { type: 'connection', id }
        program.send(message, connection.socket, { keepOpen: true }, ignoreError)
      }
    },
    takeBackFrom(program) {
      for (const connection of held.values()) {
        if (connection.givenTo === program) connection.givenTo = undefined
      }
    },
    letGo,
    letGoAll() {
      for (const id of held.keys()) letGo(id)
    },
  }
}

export interface HeldConnections {
  hold(socket: Socket): void
  /** Everything that nobody has been given. */
  giveTo(program: Receiver): void
  /** What it was given and has not taken. */
  takeBackFrom(program: Receiver): void
  letGo(id: number): void
  letGoAll(): void
}

/** A process that can be sent connections. */
export interface Receiver {
  send(
    message: object,
    socket: Socket,
    options: { readonly keepOpen: boolean },
    callback: (error: Error | null) => void,
  ): boolean
}

export interface HoldingLimits {
  /** More than so many do not wait: their connection is closed at once. */
  readonly holdAtMost?: number
  /** Longer than this nobody waits: the connection is closed. */
  readonly holdMs?: number
}

interface HeldConnection {
  readonly socket: Socket
  readonly patience: NodeJS.Timeout
  /** It was sent there, and has not arrived as far as we know. */
  givenTo: Receiver | undefined
}

/** A program that cannot be reached is about to be reported as ended. */
function ignoreError(): void {}
