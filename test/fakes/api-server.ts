import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { WebSocket } from 'ws'
import type { CallEvent } from '../../src/calls/call-event.ts'
import { describeApi, registerApiDocs } from '../../src/http/api-docs.ts'
import { registerCalls } from '../../src/http/call-routes.ts'
import { registerCustomers } from '../../src/http/customer-routes.ts'
import { registerDashboard } from '../../src/http/dashboard-files.ts'
import { registerHealth, type HealthReport } from '../../src/http/health-routes.ts'
import { createHttpServer } from '../../src/http/http-server.ts'
import { registerLive } from '../../src/http/live-route.ts'
import { registerOutbound } from '../../src/http/outbound-routes.ts'
import { registerSession } from '../../src/http/session-routes.ts'
import { createSignIn } from '../../src/http/sign-in.ts'
import { registerSoftphone } from '../../src/http/softphone-route.ts'
import { registerTasks } from '../../src/http/task-routes.ts'
import { createBroadcast } from '../../src/lib/broadcast.ts'
import { systemClock, type Clock } from '../../src/lib/clock.ts'
import { createDialler } from '../../src/outbound/dialler.ts'
import { createTestSwitchboard } from './answered-call.ts'
import { createFakePhoneNetwork } from './phone-network.ts'

export interface ApiSetting {
  readonly carrier?: { readonly url: string; readonly authToken: string }
  readonly health?: HealthReport
  readonly appUrl?: string
  readonly socketUrl?: string
  readonly requestsPerMinute?: number
  readonly clock?: Clock
}

/** The whole API on stores in memory. */
export async function createTestApi(setting: ApiSetting = {}) {
  const { carrier, health = { status: 'healthy', reasons: [] } } = setting
  const { stores, switchboard } = createTestSwitchboard()
  const phoneNetwork = createFakePhoneNetwork()
  const strangeFrames: string[] = []
  const onStrangeFrame = ({ reason }: { reason: string }) => strangeFrames.push(reason)
  const events = createBroadcast<CallEvent>(() => undefined)
  const { appUrl = 'http://localhost', clock = systemClock } = setting
  const access = stores.access
  const now = () => clock.now()
  const signIn = createSignIn({ access, clock, appUrl })
  const server = await createHttpServer({
    logger: pino({ level: 'silent' }),
    newId: () => crypto.randomUUID(),
    appUrl,
    socketUrl: setting.socketUrl,
    requestsPerMinute: setting.requestsPerMinute ?? 10_000,
  })
  const describe = () =>
    Promise.resolve({
      business: 'Harbor',
      agentName: 'Desk',
      talksIn: 'words' as const,
      phoneNumber: '+12025550100',
    })
  await describeApi(server, '0.0.0')
  registerHealth(server, { now, isReady: () => true, health: () => health })
  registerSession(server, { access, signIn, now, describe })
  registerCalls(server, { archive: stores.archive, signIn })
  const dialler = createDialler({
    agents: stores.agents,
    archive: stores.archive,
    clock,
    doNotCallList: stores.doNotCall,
    newId: () => crypto.randomUUID(),
    phoneNetwork,
    switchboard,
    from: '+15550100000',
    fictionalNumbers: 'allowed',
  })
  registerOutbound(server, { dialler, signIn })
  registerCustomers(server, { customers: stores.customers, signIn })
  registerTasks(server, { tasks: stores.tasks, signIn, now })
  await server.register(async (sockets) => {
    registerLive(sockets, {
      events,
      signIn,
      onStrangeFrame,
      summaries: () => [],
      linesOf: () => [],
    })
    registerSoftphone(sockets, { clock, signIn, carrier, onStrangeFrame })
  })
  await registerApiDocs(server, signIn)
  await registerDashboard(server, '/nowhere')

  const { key } = await access.createApiKey({ name: 'test', now: now() })
  const authorization = `Bearer ${key}`

  return {
    server,
    stores,
    phoneNetwork,
    events,
    strangeFrames,
    authorization,
    /** A cookie of somebody who has just signed in. */
    async signedInCookie(): Promise<string> {
      const { token } = await access.createSignInLink({ email: 'ada@example.com', now: now() })
      const reply = await server.inject({ method: 'POST', url: '/api/session', body: { token } })
      return String(reply.headers['set-cookie']).split(';')[0] ?? ''
    },
    get: (url: string, headers: Record<string, string> = { authorization }) =>
      server.inject({ method: 'GET', url, headers }),
    async socket(path: string, headers: Record<string, string> = { authorization }) {
      if (!server.server.listening) await server.listen({ host: '127.0.0.1', port: 0 })
      const { port } = server.server.address() as AddressInfo
      return openSocket(`ws://127.0.0.1:${port}${path}`, headers)
    },
    [Symbol.asyncDispose]: () => server.close(),
  }
}

/** A client of a socket that gives the messages one by one. */
async function openSocket(url: string, headers: Record<string, string>) {
  const socket = new WebSocket(url, { headers })
  const arrived: unknown[] = []
  let waiting: (() => void) | undefined
  socket.on('message', (data: Buffer) => {
    arrived.push(JSON.parse(data.toString()))
    waiting?.()
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const refused = new Promise<never>((_resolve, reject) => {
    socket.on('unexpected-response', (_request, response) =>
      reject(new Error(`refused with ${response.statusCode}`)),
    )
    socket.on('error', reject)
  })
  await Promise.race([new Promise((resolve) => socket.on('open', resolve)), refused])
  refused.catch(() => undefined)

  return {
    socket,
    closed,
    send: (message: unknown) => socket.send(JSON.stringify(message)),
    async next(): Promise<unknown> {
      while (arrived.length === 0) {
        await new Promise<void>((resolve) => (waiting = resolve))
      }
      return arrived.shift()
    },
  }
}
