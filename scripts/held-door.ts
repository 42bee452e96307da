import type { ChildProcess } from 'node:child_process'
import { createHeldConnections } from './held-connections.ts'
import type { HoldingLimits } from './held-connections.ts'
import { createListeners } from './listeners.ts'
import type { Address } from './listeners.ts'

/**
 * The server's port, kept by its parent. Connections are passed on to the program that serves, unread;
 * while none does, because it died or is starting, they wait, and the next one gets them in order.
 */
export function createHeldDoor(limits: HoldingLimits = {}): HeldDoor {
  let serving: ChildProcess | undefined
  const connections = createHeldConnections(limits)
  const listeners = createListeners((socket) => {
    connections.hold(socket)
    if (serving !== undefined) connections.giveTo(serving)
  })

  async function open(program: ChildProcess, address: Address): Promise<void> {
    const problem = await listeners.open(address)
    const answer = problem ? { type: 'door-stuck', ...problem } : { type: 'door-open' }
    program.send(answer, () => undefined)
  }

  function hear(program: ChildProcess, message: DoorMessage): void {
    if (message.type === 'open-door') void open(program, message)
    else if (message.type === 'connection-taken') connections.letGo(message.id)
    else if (message.type === 'taking-connections') {
      serving = program
      connections.giveTo(program)
    } else if (serving === program) serving = undefined
  }

  return {
    serveBy(program) {
      program.on('message', (message) => {
        if (isDoorMessage(message)) hear(program, message)
      })
      // Not `exit`: only now all that it said has been read, also what it took.
      program.once('close', () => {
        if (serving === program) serving = undefined
        connections.takeBackFrom(program)
        if (serving !== undefined) connections.giveTo(serving)
      })
    },
    close() {
      listeners.close()
      connections.letGoAll()
    },
  }
}

export interface HeldDoor {
  /** Hears from now on when this program wants the port, and connections, until it has ended. */
  serveBy(program: ChildProcess): void
  /** Gives the port free and lets go of everybody who waits. */
  close(): void
}

type DoorMessage =
  | ({ readonly type: 'open-door' } & Address)
  | { readonly type: 'taking-connections' | 'leaving-door' }
  | { readonly type: 'connection-taken'; readonly id: number }

const doorMessages: readonly unknown[] = [
  'open-door',
  'taking-connections',
  'connection-taken',
  'leaving-door',
]

/** Only our own program speaks to us here, so that the type says what else there is. */
function isDoorMessage(message: unknown): message is DoorMessage {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false
  return doorMessages.includes(message.type)
}
