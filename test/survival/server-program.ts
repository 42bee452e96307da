import { pino } from 'pino'
import { createApp } from '../../src/app.ts'
import { createReceptionist } from '../../src/brains/receptionist.ts'
import { startHangWatchdog } from '../../src/commands/hang-watchdog.ts'
import { findParentsDoor } from '../../src/commands/parents-door.ts'
import { serveBehindDoor } from '../../src/commands/serve-behind-door.ts'
import { readConfig } from '../../src/config/read-config.ts'
import { createAttentiveBrain } from './attentive-brain.ts'
import { createKillPoints } from './kill-points.ts'
import { losingAnswers } from './lost-answers.ts'
import { agentOnDuty, type ServerOrders, type ServerRequest } from './server-orders.ts'
import { spoiledStores } from './spoiled-stores.ts'

/*
 * The real server in a process of its own, behind its parent's door, on a database that outlives it. Only its
 * brain, its agent and its logger are not those of an installation.
 */
const { ORDERS: orders = '' } = process.env
const settings = JSON.parse(orders) as ServerOrders
const { brain, channel, database, logFile, port, startedAt, variables } = settings

startHangWatchdog()
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
    stores: (stores) =>
      killPoints.stores(
        losingAnswers(spoiledStores(stores, settings.spoiled), settings.losesEveryNthAnswer),
      ),
  },
)

process.on('message', (request: ServerRequest) => {
  if (request.type === 'hang') hang()
  if (request.type === 'die-at') killPoints.arm(request.point)
})
process.once('SIGTERM', () => void app[Symbol.asyncDispose]().then(() => process.exit()))
process.on('disconnect', () => process.exit())

const door = findParentsDoor(process, process.argv)
if (!door) throw new Error('This runs behind the door of a parent')
await door.open({ host: '127.0.0.1', port })
await serveBehindDoor(app.server, door)
process.send?.('ready')

/** Keeps the event loop busy, as an endless loop in some library would. */
function hang(): void {
  for (;;);
}
