import { Socket } from 'node:net'
import { z } from 'zod'
import { systemClock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { AppError } from '../lib/errors.ts'

/**
 * The port as our parent keeps it: it listens, and passes each connection on as soon as we take any.
 * So a server that dies leaves nobody before a closed door; the next one gets who waits.
 */
export interface ParentsDoor {
  /** @throws {DoorStuck} with the code and the words of the system when the port cannot be had. */
  open(address: { readonly host: string; readonly port: number }): Promise<void>
  /** Each connection, those that waited first, as the parent accepted it: nothing was read. */
  take(onConnection: (socket: Socket) => void): void
  /** No more connections: the parent keeps them for the next server. */
  leave(): void
}

/** The parent could not listen there; `code` is the system's, as if we had tried ourselves. */
export class DoorStuck extends AppError {
  override readonly code: string

  constructor(code: string, reason: string) {
    super(reason)
    this.code = code
  }
}

/** What is left when the parent does not speak of doors is nothing, and the server listens by itself. */
export function findParentsDoor(
  channel: NodeJS.Process,
  argv: readonly string[],
): ParentsDoor | undefined {
  const send = channel.send?.bind(channel)
  if (send === undefined || !argv.includes('--behind-door')) return undefined
  let onConnection: ((socket: Socket) => void) | undefined
  channel.on('message', (message, handle) => {
    const { success, data } = Connection.safeParse(message)
    if (!success || !(handle instanceof Socket)) return
    // Untaken, it is the next server's: our copy goes without a word to the peer.
    if (!onConnection) return void handle.destroy()
    // Before anything of it is read: what is half read is of no use to another server.
    send({ type: 'connection-taken', id: data.id })
    onConnection(handle)
  })
  return {
    async open(address) {
      const { promise: answer, resolve } = Promise.withResolvers<Answer>()
      const hear = (message: unknown) => {
        const { success, data } = Answer.safeParse(message)
        if (success) resolve(data)
      }
      channel.on('message', hear)
      send({ type: 'open-door', ...address })
      const limit = { deadlineMs: answersWithinMs, what: 'The supervisor', clock: systemClock }
      const said = await withDeadline(answer, limit).finally(() => channel.off('message', hear))
      if (said.type === 'door-stuck') throw new DoorStuck(said.code, said.reason)
    },
    take(receive) {
      onConnection = receive
      send({ type: 'taking-connections' })
    },
    leave() {
      onConnection = undefined
      if (channel.connected) send({ type: 'leaving-door' })
    },
  }
}

const answersWithinMs = 10_000

const Connection = z.object({ type: z.literal('connection'), id: z.number() })
const Answer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('door-open') }),
  z.object({ type: z.literal('door-stuck'), code: z.string(), reason: z.string() }),
])
type Answer = z.infer<typeof Answer>
