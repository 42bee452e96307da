import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** How a tunnel misbehaves. */
export interface TunnelManners {
  /** It answers by itself. */
  readonly answer?: {
    readonly status: number
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }
  /** It passes requests on under another path. */
  readonly changePath?: (path: string) => string
  /** It answers an upgrade like any request. */
  readonly knowsNoSockets?: boolean
  /** It takes requests and never answers. */
  readonly hangs?: boolean
}

/** What stands between the internet and a server: a tunnel or a proxy, played on this machine. */
export interface Tunnel extends AsyncDisposable {
  readonly url: string
  manners: TunnelManners
  leadsTo(port: number): void
}

export async function openTunnel(): Promise<Tunnel> {
  let targetPort = 0
  const tunnel = { manners: {} as TunnelManners }
  const sockets = new Set<Duplex>()
  const server = createServer((incoming, outgoing) =>
    serve(incoming, outgoing, { manners: tunnel.manners, targetPort }),
  )
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    if (tunnel.manners.hangs === true) return
    if (tunnel.manners.knowsNoSockets === true) {
      socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.add(passSocketOn(incoming, socket, { manners: tunnel.manners, targetPort }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    get manners() {
      return tunnel.manners
    },
    set manners(manners) {
      tunnel.manners = manners
    },
    leadsTo: (portOfServer) => void (targetPort = portOfServer),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Way {
  readonly manners: TunnelManners
  readonly targetPort: number
}

function serve(incoming: IncomingMessage, outgoing: ServerResponse, way: Way): void {
  const { answer, hangs } = way.manners
  if (hangs === true) return
  if (answer) {
    outgoing.writeHead(answer.status, answer.headers)
    outgoing.end(answer.body)
    return
  }
  const { method, headers } = incoming
  const path = pathOf(incoming, way)
  const onward = request({ port: way.targetPort, host: '127.0.0.1', method, path, headers })
  onward.on('response', (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers)
    response.pipe(outgoing)
  })
  onward.on('error', () => outgoing.writeHead(502).end('Bad gateway'))
  incoming.pipe(onward)
}

function passSocketOn(incoming: IncomingMessage, socket: Duplex, way: Way): Duplex {
  const onward = connect(way.targetPort, '127.0.0.1')
  const headers = Object.entries(incoming.headers).map(
    ([name, value]) => `${name}: ${String(value)}`,
  )
  onward.write([`GET ${pathOf(incoming, way)} HTTP/1.1`, ...headers, '', ''].join('\r\n'))
  onward.on('error', () => socket.destroy())
  onward.on('close', () => socket.destroy())
  socket.on('close', () => onward.destroy())
  onward.pipe(socket)
  socket.pipe(onward)
  return onward
}

function pathOf({ url = '/' }: IncomingMessage, { manners }: Way): string {
  return manners.changePath?.(url) ?? url
}
