import type { Socket } from 'node:net'
import { pino } from 'pino'
import { createApp } from '../../src/app.ts'
import { createReceptionist } from '../../src/brains/receptionist.ts'
import { readConfig } from '../../src/config/read-config.ts'
import { createAttentiveBrain } from './attentive-brain.ts'
import { agentOnDuty, type ServerOrders, type ServerRequest } from './server-orders.ts'
import { createKillPoints } from './kill-points.ts'
import { spoiledStores } from './spoiled-stores.ts'

/*
 * The real server in a process of its own, on a database that outlives it. Its parent holds the listening
 * socket and passes on what connects, so that a caller waits while there is no server instead of being refused.
 */
const { ORDERS: orders = '' } = process.env
const { brain, channel, database, logFile, spoiled, startedAt, variables } = JSON.parse(
  orders,
) as ServerOrders
const killPoints = createKillPoints()

const app = await createApp(
  {
    config: readConfig(variables, { workingDirectory: variables['DATA_DIR'] ?? '/nowhere' }),
    databaseAddress: database,
    logger: logFile === undefined ? pino({ level: 'silent' }) : pino(pino.destination(logFile)),
  },
  {
    brain: killPoints.brain(
      brain === 'receptionist' ? createReceptionist() : createAttentiveBrain(),
    ),
    requestsPerMinute: 1_000_000,
    firstAgent: agentOnDuty({ channel, startedAt: new Date(startedAt) }),
    stores: (stores) => killPoints.stores(spoiledStores(stores, spoiled)),
  },
)

process.on('message', (request: ServerRequest, socket?: Socket) => {
  if (request.type === 'connection') return take(socket)
  if (request.type === 'hang') return hang()
  if (request.type === 'die-at') return killPoints.arm(request.point)
  void app[Symbol.asyncDispose]().then(() => process.disconnect())
})
process.on('disconnect', () => process.exit())
await app.databaseCare.prepared
await app.server.ready()
process.send?.('ready')

/** `undefined`: the caller was gone before the socket came. */
function take(socket: Socket | undefined): void {
  if (!socket) return
  app.server.server.emit('connection', socket)
  socket.resume()
}

/** Keeps the event loop busy, as an endless loop in some library would. */
function hang(): void {
  const untilMs = performance.now() + 60_000
  while (performance.now() < untilMs) Math.random()
}
