import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { CallEngine } from './call-engine.ts'
import type { Clock } from './clock.ts'
import { KeptPhones } from './phone/kept-phones.ts'
import { SoftphoneSocket } from './phone/softphone-socket.ts'
import type { Random } from './random.ts'
import type { RestApi } from './rest/rest-api.ts'
import { answerRest, isForRest } from './rest/rest-door.ts'
import { isSame } from './same-secret.ts'

/** The carrier's own HTTP server, on loopback only: `WS /softphone` and the REST API, with the token. */
export interface CarrierServer {
  readonly port: number
  close(): Promise<void>
}

export interface CarrierServerParts {
  readonly engine: CallEngine
  readonly rest: RestApi
  readonly authToken: string
  readonly clock: Clock
  /** For the tokens with which phones come back. */
  readonly random: Random
  /** 0 for any that is free. */
  readonly port: number
  /** Gets one line for each exceptional thing, without a caller's words. */
  readonly log: (line: string) => void
}

export async function startCarrierServer(parts: CarrierServerParts): Promise<CarrierServer> {
  const http = createServer((request, response) => {
    if (isForRest(request)) return void answerRest(request, response, parts)
    response.writeHead(404, { 'content-type': 'text/plain' })
    return void response.end('This is the local carrier, a stand-in for Twilio on this machine.\n')
  })
  // Above the longest frame that is read, so that a frame too long gets an answer and not a hang-up.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 * 1024 })
  const phones = new KeptPhones(parts)
  http.on('upgrade', (request, socket, head) => {
    const refusal = refusalOf(request, parts.authToken)
    if (refusal !== undefined) return refuse(socket, refusal)
    return sockets.handleUpgrade(request, socket, head, (phone) => {
      new SoftphoneSocket(phone, { ...parts, phones }).serve()
    })
  })
  await listen(http, parts.port)
  return {
    // What an open HTTP server on a port has.
    port: (http.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((resolve) => {
        http.close(resolve)
      })
      for (const phone of sockets.clients) phone.terminate()
      phones.close()
      http.closeAllConnections()
      await closed
    },
  }
}

function refusalOf(request: IncomingMessage, authToken: string): string | undefined {
  if (request.url?.split('?')[0] !== '/softphone') return '404 Not Found'
  const given = request.headers.authorization ?? ''
  return isSame(given, `Bearer ${authToken}`) ? undefined : '401 Unauthorized'
}

function refuse(socket: Duplex, status: string): void {
  // The other side may already be gone; that is no matter of ours.
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function listen(http: ReturnType<typeof createServer>, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  http.once('error', reject)
  http.listen(port, '127.0.0.1', () => {
    http.off('error', reject)
    resolve()
  })
  return promise
}
