import { spawnSync, type SpawnSyncReturns } from 'node:child_process'

/** The ordinary user that PostgreSQL runs as when we are root, which it refuses to be. */
export interface PostgresAccount {
  readonly uid: number
  readonly gid: number
}

/** `nobody` on Linux; on other systems an id that belongs to nobody either. */
export const nobody: PostgresAccount = { uid: 65_534, gid: 65_534 }

export function startedAsRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * The environment of every program of PostgreSQL: nothing of ours, because `PGDATA`, `PGOPTIONS` and
 * the like would change what it does.
 */
export const postgresEnvironment: NodeJS.ProcessEnv = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
}

/** Runs a short program as `account` (as ourselves when there is none), for at most `deadlineMs`. */
export function runAs(
  account: PostgresAccount | undefined,
  { command, args, deadlineMs }: { command: string; args: readonly string[]; deadlineMs: number },
): SpawnSyncReturns<string> {
  return spawnSync(command, args, {
    ...account,
    encoding: 'utf8',
    env: postgresEnvironment,
    timeout: deadlineMs,
    // Wherever we were started may be a folder that the account cannot enter.
    cwd: '/',
  })
}
