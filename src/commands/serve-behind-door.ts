import type { Socket } from 'node:net'
import type { ApiServer } from '../http/api-server.ts'
import { systemClock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import type { ParentsDoor } from './parents-door.ts'

/** After being asked to go, a connection has so long; a socket's goodbye takes at most two seconds. */
const goneWithinMs = 5_000

/**
 * Lets a server answer the connections that its parent accepts. It closes as one that listens itself:
 * nobody is let in any more, and everybody who was in has gone.
 */
export async function serveBehindDoor(server: ApiServer, door: ParentsDoor): Promise<void> {
  const connections = new Set<Socket>()
  const { promise: allGone, resolve: lastOneLeft } = Promise.withResolvers<void>()
  let closing = false
  // Fastify looks after what it listens to itself, and this it does not.
  server.addHook('preClose', async () => {
    door.leave()
    server.server.closeAllConnections()
    closing = true
    if (connections.size === 0) return
    const limit = { deadlineMs: goneWithinMs, what: 'Closing', clock: systemClock }
    await withDeadline(allGone, limit).catch(() => connections.forEach((one) => one.destroy()))
  })
  await server.ready()
  // Node's server looks after slow and idle connections from this event on.
  server.server.emit('listening')
  door.take((socket) => {
    connections.add(socket)
    socket.once('close', () => {
      connections.delete(socket)
      if (closing && connections.size === 0) lastOneLeft()
    })
    // As Node's server sets up what it accepts itself: who has said everything may still listen.
    socket.allowHalfOpen = true
    server.server.emit('connection', socket)
  })
}
