import { once } from 'node:events'
import { lookup } from 'node:dns/promises'
import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'

/** Listens where it is told, one address at a time, and hands over what connects, unread. */
export function createListeners(onConnection: (socket: Socket) => void): Listeners {
  let current: { readonly place: string; readonly servers: readonly Server[] } | undefined
  const close = (): void => {
    for (const server of current?.servers ?? []) server.close()
    current = undefined
  }
  return {
    close,
    async open({ host, port }) {
      const place = `${host} ${port}`
      if (current?.place === place) return undefined
      close()
      try {
        const first = await listen({ host, port }, onConnection)
        current = { place, servers: [first, ...(await others({ host, port }, onConnection))] }
        return undefined
      } catch (error) {
        return problemOf(error)
      }
    },
  }
}

export interface Listeners {
  /** Resolves with what the system has against it, or with nothing. */
  open(address: Address): Promise<ListenProblem | undefined>
  close(): void
}

export interface Address {
  readonly host: string
  readonly port: number
}

export interface ListenProblem {
  readonly code: string
  readonly reason: string
}

async function listen(address: Address, onConnection: (socket: Socket) => void): Promise<Server> {
  // As Node's HTTP server sets up what it accepts itself.
  const server = createServer({ pauseOnConnect: true, noDelay: true, allowHalfOpen: true })
  server.on('connection', onConnection)
  server.listen(address)
  await once(server, 'listening')
  // Too many open files, say: those who could not be let in are gone, the door stays.
  server.on('error', () => undefined)
  return server
}

/** Who says `localhost` means both of its addresses; that the second is not to be had is no reason to fail. */
async function others(
  { host, port }: Address,
  onConnection: (socket: Socket) => void,
): Promise<Server[]> {
  if (host !== 'localhost') return []
  const addresses = await lookup(host, { all: true })
  const rest = addresses
    .slice(1)
    .map(({ address }) => listen({ host: address, port }, onConnection))
  return (await Promise.allSettled(rest)).flatMap((one) =>
    one.status === 'fulfilled' ? [one.value] : [],
  )
}

function problemOf(error: unknown): ListenProblem {
  if (!(error instanceof Error)) return { code: 'unknown', reason: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
  return { code, reason: error.message }
}
