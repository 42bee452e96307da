import type { FastifyReply, FastifyRequest } from 'fastify'
import { HttpError, signInNeeded } from './http-error.ts'
import type { Member, TeamAccess } from '../stores/team-access.ts'

/** Who is asking: a person with a session, or a program with a key. */
export type Visitor =
  | { readonly kind: 'member'; readonly member: Member }
  | { readonly kind: 'program'; readonly name: string }

/** Lets signed-in people and programs in, and nobody else. */
export interface SignIn {
  guard(request: FastifyRequest, reply: FastifyReply): Promise<void>
  visitorOf(request: FastifyRequest): Visitor
  /** The session's token of this request, when it carries one. */
  sessionTokenOf(request: FastifyRequest): string | undefined
  keepSession(reply: FastifyReply, sessionToken: string): void
  dropSession(reply: FastifyReply): void
}

export interface SignInParts {
  readonly access: TeamAccess
  readonly now: () => Date
  /** Whether the public address is https, so that the cookie never travels in the clear. */
  readonly isSecure: boolean
}

const sessionSeconds = 30 * 24 * 60 * 60
const harmlessMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

export function createSignIn({ access, now, isSecure }: SignInParts): SignIn {
  const visitors = new WeakMap<FastifyRequest, Visitor>()
  // Browsers accept the prefix only with `Secure`, and then no other site can plant the cookie.
  const cookieName = isSecure ? '__Host-session' : 'session'
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure } as const

  async function findVisitor(request: FastifyRequest): Promise<Visitor | undefined> {
    const key = bearerOf(request)
    if (key !== undefined) {
      const holder = await access.findApiKey({ key, now: now() })
      return holder && { kind: 'program', name: holder.name }
    }
    const token = request.cookies[cookieName]
    const member = token === undefined ? undefined : await access.findSession({ token, now: now() })
    return member && { kind: 'member', member }
  }

  return {
    async guard(request) {
      const visitor = await findVisitor(request)
      if (!visitor) throw signInNeeded()
      if (visitor.kind === 'member') refuseOtherSites(request)
      visitors.set(request, visitor)
    },
    visitorOf(request) {
      const visitor = visitors.get(request)
      if (!visitor) throw new TypeError('This route has no sign-in guard')
      return visitor
    },
    sessionTokenOf: (request) => request.cookies[cookieName],
    keepSession: (reply, token) =>
      void reply.setCookie(cookieName, token, { ...cookie, maxAge: sessionSeconds }),
    dropSession: (reply) => void reply.clearCookie(cookieName, cookie),
  }
}

/** A page of another site may use the browser's cookie only to look, and never to open a socket. */
export function refuseOtherSites(request: FastifyRequest): void {
  const { origin, host, upgrade } = request.headers
  if (origin === undefined) return
  if (harmlessMethods.has(request.method) && upgrade === undefined) return
  if (URL.canParse(origin) && new URL(origin).host === host) return
  throw new HttpError(403, {
    code: 'other-site',
    message: 'This request comes from a page of another site',
  })
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
}
