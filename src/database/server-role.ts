import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { AppError, errorCode } from '../lib/errors.ts'

/** The role as which the server works: it owns no table, so that row level security binds it too. */
export const serverRole = 'legacyai_server'

/** The user of the database may not work as the server's role. */
export class ServerRoleDenied extends AppError {
  override readonly code = 'server-role-denied'

  constructor(options?: { cause?: unknown }) {
    super(
      `The user of the database may not work as the role ${serverRole}. Run the migrations (npm run migrate); ` +
        `if they say the same, let an administrator run: grant ${serverRole} to THAT_USER`,
      options,
    )
  }
}

/** Lets the connected user work as the server's role, unless it may already. */
export async function grantServerRole(client: pg.Client): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { user, may } = await askWhetherGranted(client)
    if (may) return
    try {
      await client.query(`grant ${serverRole} to ${client.escapeIdentifier(user)}`)
      return
    } catch (error) {
      if (errorCode(error) === '42501') throw new ServerRoleDenied({ cause: error })
      // Roles belong to the cluster: another of its databases may be granting the same at this moment.
      if (!isCollision(error) || attempt === 20) throw error
      await delay(25 * attempt)
    }
  }
}

async function askWhetherGranted(client: pg.Client): Promise<{ user: string; may: boolean }> {
  // Since PostgreSQL 16 one may administer a role without being allowed to become it.
  const { rows } = await client.query<{ user: string; may: boolean }>(
    `select current_user as user, pg_has_role(current_user, $1,
       case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end
     ) as may`,
    [serverRole],
  )
  return rows[0] ?? { user: '', may: false }
}

function isCollision(error: unknown): boolean {
  return errorCode(error) === 'XX000' || errorCode(error) === '23505'
}
