import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import type { DatabaseAddress } from '../../src/database/database-address.ts'

/** A way to a database that can be shut: whoever is in is thrown out, and whoever comes is refused. */
export interface DatabaseDoor extends AsyncDisposable {
  readonly address: DatabaseAddress
  shut(): Promise<void>
  open(): Promise<void>
}

export async function openDatabaseDoor(behind: DatabaseAddress): Promise<DatabaseDoor> {
  const sockets = new Set<Socket>()
  const door = createServer((socket) => {
    const onward = connect(wayTo(behind))
    for (const end of [socket, onward]) {
      sockets.add(end)
      end.on('error', () => undefined)
      end.on('close', () => {
        sockets.delete(end)
        socket.destroy()
        onward.destroy()
      })
    }
    socket.pipe(onward).pipe(socket)
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => door.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = door.address() as AddressInfo

  async function shut(): Promise<void> {
    if (!door.listening) return
    const closed = new Promise((resolve) => door.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }

  return {
    address: throughDoor(behind, port),
    shut,
    open: () => listen(port),
    [Symbol.asyncDispose]: shut,
  }
}

function wayTo(address: DatabaseAddress) {
  if ('url' in address) {
    const { hostname, port } = new URL(address.url)
    return { host: hostname, port: Number(port || 5432) }
  }
  const { host, port } = address
  return host.startsWith('/') ? { path: join(host, `.s.PGSQL.${port}`) } : { host, port }
}

function throughDoor(address: DatabaseAddress, port: number): DatabaseAddress {
  if (!('url' in address)) return { ...address, host: '127.0.0.1', port }
  const url = new URL(address.url)
  url.host = `127.0.0.1:${port}`
  return { url: url.href }
}
