import { randomBytes } from 'node:crypto'
import { digestOf, makeApiKey, makeSecret, prefixOf } from '../../src/stores/access-secret.ts'
import {
  sessionDays,
  signInLinkMinutes,
  type ApiKey,
  type Member,
  type TeamAccess,
} from '../../src/stores/team-access.ts'

/** Sign-in links, sessions and keys without a database. */
export function createMemoryTeamAccess(): TeamAccess {
  const members: Member[] = []
  const links = new Map<string, { email: string; expiresAt: Date; used: boolean }>()
  const sessions = new Map<string, { member: Member; expiresAt: Date }>()
  const keys = new Map<string, ApiKey>()
  return {
    async createSignInLink({ email: written, now }) {
      const email = written.toLowerCase()
      if (!members.some((member) => member.email === email)) {
        const role = members.length === 0 ? 'owner' : 'member'
        members.push({ id: crypto.randomUUID(), email, name: undefined, role })
      }
      const token = makeSecret(randomBytes)
      const expiresAt = new Date(now.getTime() + signInLinkMinutes * 60_000)
      links.set(digestOf(token), { email, expiresAt, used: false })
      return { token }
    },
    async redeemSignInLink({ token, now }) {
      const link = links.get(digestOf(token))
      const member = members.find(({ email }) => email === link?.email)
      if (!link || !member) return { signedIn: false, reason: 'unknown' }
      if (link.used) return { signedIn: false, reason: 'used' }
      if (link.expiresAt <= now) return { signedIn: false, reason: 'expired' }
      link.used = true
      const sessionToken = makeSecret(randomBytes)
      const expiresAt = new Date(now.getTime() + sessionDays * 86_400_000)
      sessions.set(digestOf(sessionToken), { member, expiresAt })
      return { signedIn: true, sessionToken, member }
    },
    async findSession({ token, now }) {
      const session = sessions.get(digestOf(token))
      return session && session.expiresAt > now ? session.member : undefined
    },
    async endSession({ token }) {
      sessions.delete(digestOf(token))
    },
    ...apiKeysIn(keys),
  }
}

type ApiKeyVerbs = Pick<TeamAccess, 'createApiKey' | 'findApiKey' | 'listApiKeys' | 'revokeApiKey'>

function apiKeysIn(keys: Map<string, ApiKey>): ApiKeyVerbs {
  return {
    async createApiKey({ name, now }) {
      const key = makeApiKey(randomBytes)
      const id = crypto.randomUUID()
      const unused = { lastUsedAt: undefined, revokedAt: undefined }
      keys.set(digestOf(key), { id, name, prefix: prefixOf(key), createdAt: now, ...unused })
      return { id, key }
    },
    async findApiKey({ key, now }) {
      const found = keys.get(digestOf(key))
      if (!found || found.revokedAt) return undefined
      keys.set(digestOf(key), { ...found, lastUsedAt: now })
      return { id: found.id, name: found.name }
    },
    async listApiKeys() {
      return [...keys.values()].toSorted(
        (one, other) => other.createdAt.getTime() - one.createdAt.getTime(),
      )
    },
    async revokeApiKey({ id, now }) {
      const found = [...keys].find(([, apiKey]) => apiKey.id === id)
      if (!found) return false
      const [digest, apiKey] = found
      keys.set(digest, { ...apiKey, revokedAt: apiKey.revokedAt ?? now })
      return true
    },
  }
}
