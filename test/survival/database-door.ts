import { join } from 'node:path'
import type { DatabaseAddress } from '../../src/database/database-address.ts'
import { createTcpGate, type GateTarget } from '../fakes/tcp-gate.ts'

/** A way to a database that can be shut: whoever is in is thrown out, and whoever comes is refused. */
export interface DatabaseDoor extends AsyncDisposable {
  readonly address: DatabaseAddress
  shut(): Promise<void>
  open(): Promise<void>
}

export async function openDatabaseDoor(behind: DatabaseAddress): Promise<DatabaseDoor> {
  const { close, open, port, [Symbol.asyncDispose]: dispose } = await createTcpGate(wayTo(behind))
  return {
    address: throughDoor(behind, port),
    shut: close,
    open,
    [Symbol.asyncDispose]: dispose,
  }
}

function wayTo(address: DatabaseAddress): GateTarget {
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
