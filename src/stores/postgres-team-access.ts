import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { apiKeys, sessions } from '../database/schema.ts'
import { digestOf, makeApiKey, makeSecret, prefixOf, type RandomBytes } from './access-secret.ts'
import { isUuid, storableText } from './storable.ts'
import {
  sessionDays,
  signInLinkMinutes,
  type ApiKey,
  type ApiKeyHolder,
  type Member,
  type RedeemedLink,
  type TeamAccess,
} from './team-access.ts'

/** Sign-in links, sessions and keys in PostgreSQL. */
export function createPostgresTeamAccess(parts: TeamAccessParts): TeamAccess {
  return {
    createSignInLink: (link) => createSignInLink(parts, link),
    redeemSignInLink: (link) => redeemSignInLink(parts, link),
    findSession: (session) => findSession(parts, session),
    async endSession({ token }) {
      const tokenHash = digestOf(token)
      await parts.database.drizzle((orm) =>
        orm.delete(sessions).where(eq(sessions.tokenHash, tokenHash)),
      )
    },
    createApiKey: (apiKey) => createApiKey(parts, apiKey),
    findApiKey: (apiKey) => findApiKey(parts, apiKey),
    listApiKeys: () => listApiKeys(parts),
    revokeApiKey: (apiKey) => revokeApiKey(parts, apiKey),
  }
}

export interface TeamAccessParts {
  readonly database: Database
  readonly randomBytes: RandomBytes
}

async function createSignInLink(
  { database, randomBytes }: TeamAccessParts,
  { email, now }: { email: string; now: Date },
): Promise<{ token: string }> {
  const token = makeSecret(randomBytes)
  const minutes = signInLinkMinutes
  await database.query(makeLink, [digestOf(token), storableText(email).toLowerCase(), now, minutes])
  return { token }
}

type MemberRow = Omit<Member, 'name'> & { readonly name: string | null }

async function redeemSignInLink(
  { database, randomBytes }: TeamAccessParts,
  { token, now }: { token: string; now: Date },
): Promise<RedeemedLink> {
  const sessionToken = makeSecret(randomBytes)
  const [row] = await database.query<
    { reason: 'unknown' | 'used' | 'expired' } & {
      [Field in keyof MemberRow]: MemberRow[Field] | null
    }
  >(redeemLink, [digestOf(token), digestOf(sessionToken), now, sessionDays])
  const { id, email, role, name } = row ?? {}
  if (!id || !email || !role) return { signedIn: false, reason: row?.reason ?? 'unknown' }
  return { signedIn: true, sessionToken, member: { id, email, role, name: name ?? undefined } }
}

async function findSession(
  { database }: TeamAccessParts,
  { token, now }: { token: string; now: Date },
): Promise<Member | undefined> {
  const [row] = await database.query<MemberRow>(findMember, [digestOf(token), now])
  return row && { id: row.id, email: row.email, role: row.role, name: row.name ?? undefined }
}

async function createApiKey(
  { database, randomBytes }: TeamAccessParts,
  { name, now }: { name: string; now: Date },
): Promise<{ id: string; key: string }> {
  const key = makeApiKey(randomBytes)
  const row = {
    name: storableText(name),
    keyHash: digestOf(key),
    prefix: prefixOf(key),
    createdAt: now,
  }
  const [made] = await database.drizzle((orm) =>
    orm.insert(apiKeys).values(row).returning({ id: apiKeys.id }),
  )
  if (made === undefined) throw new Error('An API key was added and did not come back')
  return { id: made.id, key }
}

async function findApiKey(
  { database }: TeamAccessParts,
  { key, now }: { key: string; now: Date },
): Promise<ApiKeyHolder | undefined> {
  const [row] = await database.query<{ id: string; name: string }>(findKey, [digestOf(key), now])
  return row && { id: row.id, name: row.name }
}

async function listApiKeys({ database }: TeamAccessParts): Promise<ApiKey[]> {
  const { id, name, prefix, createdAt, lastUsedAt, revokedAt } = apiKeys
  const rows = await database.drizzle((orm) =>
    orm
      .select({ id, name, prefix, createdAt, lastUsedAt, revokedAt })
      .from(apiKeys)
      .orderBy(desc(createdAt), desc(id)),
  )
  return rows.map((row) => ({
    ...row,
    lastUsedAt: row.lastUsedAt ?? undefined,
    revokedAt: row.revokedAt ?? undefined,
  }))
}

async function revokeApiKey(
  { database }: TeamAccessParts,
  { id, now }: { id: string; now: Date },
): Promise<boolean> {
  if (!isUuid(id)) return false
  await database.drizzle((orm) =>
    orm
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt))),
  )
  const found = await database.drizzle((orm) =>
    orm
      .select({ one: sql`1` })
      .from(apiKeys)
      .where(eq(apiKeys.id, id)),
  )
  return found.length > 0
}

/** Links of long ago go with the making of a new one, so that no job has to sweep them. */
const makeLink = {
  name: 'make-sign-in-link',
  text: `
with swept as (
  delete from sign_in_links where expires_at < $3::timestamptz - interval '1 day'
), member as (
  insert into team_members (email, role)
  values ($2::text, case when exists (select from team_members) then 'member' else 'owner' end)
  on conflict (email) do nothing
)
insert into sign_in_links (token_hash, email, created_at, expires_at)
values ($1, $2::text, $3::timestamptz, $3::timestamptz + make_interval(mins => $4::integer))`,
}

/** The row's lock lets one of several win; the others then find the link used. */
const redeemLink = {
  name: 'redeem-sign-in-link',
  text: `
with redeemed as (
  update sign_in_links set used_at = $3::timestamptz
  where token_hash = $1::text and used_at is null and expires_at > $3::timestamptz
  returning email
), member as (
  select team_members.* from team_members join redeemed using (email)
), swept as (
  delete from sessions where expires_at < $3::timestamptz
), session as (
  insert into sessions (token_hash, member_id, created_at, last_seen_at, expires_at)
  select $2, id, $3::timestamptz, $3::timestamptz, $3::timestamptz + make_interval(days => $4::integer) from member
)
select member.id, member.email, member.name, member.role, link.reason
from (select) as one
left join member on true
left join (
  select case when used_at is null and expires_at <= $3::timestamptz then 'expired' else 'used' end as reason
  from sign_in_links where token_hash = $1
) as link on true`,
}

/** When a member was last seen is kept to five minutes: looking must not mean writing each time. */
const findMember = {
  name: 'find-session',
  text: `
with seen as (
  update sessions set last_seen_at = $2::timestamptz
  where token_hash = $1 and expires_at > $2::timestamptz and last_seen_at < $2::timestamptz - interval '5 minutes'
)
select team_members.id, email, name, role
from sessions join team_members on team_members.id = sessions.member_id
where token_hash = $1 and expires_at > $2::timestamptz`,
}

const findKey = {
  name: 'find-api-key',
  text: `
with used as (
  update api_keys set last_used_at = $2::timestamptz
  where key_hash = $1 and revoked_at is null
    and (last_used_at is null or last_used_at < $2::timestamptz - interval '5 minutes')
)
select id, name from api_keys where key_hash = $1 and revoked_at is null`,
}
