import { createHash } from 'node:crypto'
import { chown, lstat, mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { errorCode } from '../lib/errors.ts'
import { EmbeddedPostgresUnavailable, useAnotherServer } from './embedded-postgres-unavailable.ts'
import type { PostgresAccount } from './postgres-account.ts'

/**
 * A short folder for the socket of a cluster that only `account` (or we) can enter. Short, because the
 * address of a unix socket has 107 bytes at most and a data folder may be deeper than that.
 */
export async function makeSocketFolder({ cluster, account }: SocketPlace): Promise<string> {
  const name = `legacyai-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`
  for (const parent of ['/tmp', tmpdir()]) {
    const folder = path.join(parent, name)
    if (socketIn(folder).length > longestSocketAddress) continue
    if ((await claim(folder, account)) === 'ours') return folder
    // Somebody else sits on the name that anyone can work out: take one that nobody can.
    const random = await makeUnguessable(folder, account)
    if (random !== undefined) return random
  }
  throw new EmbeddedPostgresUnavailable(
    `no folder for its socket could be made in /tmp or ${tmpdir()}. ${useAnotherServer}`,
  )
}

export interface SocketPlace {
  readonly cluster: string
  readonly account: PostgresAccount | undefined
}

/** The port is but a part of the socket's name. */
export const socketPort = 5432

export function socketIn(folder: string): string {
  return path.join(folder, `.s.PGSQL.${socketPort}`)
}

/** Whether nobody but its rightful owner can have put a socket there. */
export async function isPrivateFolder(
  folder: string,
  account: PostgresAccount | undefined,
): Promise<boolean> {
  try {
    const { uid, mode } = await lstat(folder)
    const isFolder = (mode & 0o170000) === 0o040000
    return isFolder && uid === (account?.uid ?? process.getuid?.()) && (mode & 0o077) === 0
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}

// The smallest limit of the systems that we run on (macOS: 104 with the closing zero).
const longestSocketAddress = 100

async function claim(
  folder: string,
  account: PostgresAccount | undefined,
): Promise<'ours' | 'not-ours'> {
  try {
    await mkdir(folder, { mode: 0o700 })
    if (account !== undefined) await chown(folder, account.uid, account.gid)
  } catch (error) {
    const expected = ['EEXIST', 'ENOENT', 'EACCES', 'EROFS', 'EPERM']
    if (!expected.includes(errorCode(error) ?? '')) throw error
  }
  return (await isPrivateFolder(folder, account)) ? 'ours' : 'not-ours'
}

async function makeUnguessable(
  folder: string,
  account: PostgresAccount | undefined,
): Promise<string | undefined> {
  try {
    const random = await mkdtemp(`${folder}-`)
    if (account !== undefined) await chown(random, account.uid, account.gid)
    return random
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EROFS', 'EPERM'].includes(errorCode(error) ?? '')) return undefined
    throw error
  }
}
