import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '../lib/errors.ts'
import { findRunningProgram } from './running-program.ts'
import { socketIn } from './socket-folder.ts'

/** A running server of a cluster. */
export interface Postmaster {
  readonly pid: number
  readonly socketFolder: string
}

/** The server that runs on `cluster`, as its `postmaster.pid` and the process table agree. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const recorded = await readRecord(cluster)
  if (recorded === undefined) return undefined
  return (await isRunning(recorded, cluster)) ? recorded : undefined
}

/**
 * A process id is reused sooner or later, so it counts only with our cluster in its command line, or as
 * its working folder, which follows a folder that is moved.
 */
export async function isRunning(postmaster: Postmaster, cluster: string): Promise<boolean> {
  const program = await findRunningProgram(postmaster.pid)
  if (program === undefined || program.zombie) return false
  return program.folder === cluster || program.command.includes(cluster)
}

/**
 * Takes away what a killed server left behind. PostgreSQL would do so itself, but not when the process
 * id it finds there belongs to a zombie or, by now, to somebody else.
 */
export async function clearStaleRecord(cluster: string): Promise<void> {
  const recorded = await readRecord(cluster)
  await rm(recordOf(cluster), { force: true })
  if (recorded === undefined) return
  await rm(socketIn(recorded.socketFolder), { force: true })
  await rm(`${socketIn(recorded.socketFolder)}.lock`, { force: true })
}

function recordOf(cluster: string): string {
  return path.join(cluster, 'postmaster.pid')
}

async function readRecord(cluster: string): Promise<Postmaster | undefined> {
  try {
    const lines = (await readFile(recordOf(cluster), 'utf8')).split('\n')
    const pid = Number(lines[0])
    const socketFolder = lines[4] ?? ''
    // While it is being written the later lines are missing.
    return Number.isInteger(pid) && pid > 0 ? { pid, socketFolder } : undefined
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
