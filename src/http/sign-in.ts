import type { FastifyReply, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import type { Clock } from '../lib/clock.ts'
import { HttpError, signInNeeded } from './http-error.ts'
import { createSignedInSockets } from './signed-in-sockets.ts'
import type { Member, TeamAccess } from '../stores/team-access.ts'

/** Who is asking: a person with a session, or a program with a key. */
export type Visitor =
  | { readonly kind: 'member'; readonly member: Member }
  | { readonly kind: 'program'; readonly name: string }

/** Lets signed-in people and programs in, and nobody else. */
export interface SignIn {
  /** For `preParsing`: after the limits have counted the request, before its body is read. */
  guard(request: FastifyRequest, reply: FastifyReply): Promise<void>
  visitorOf(request: FastifyRequest): Visitor
  /** @throws {HttpError} when a page of another site would do more than look, or open a socket. */
  refuseOtherSites(request: FastifyRequest): void
  /** Closes the socket that this request opened as soon as whoever opened it is signed out. */
  watch(request: FastifyRequest, socket: WebSocket): void
  keepSession(reply: FastifyReply, sessionToken: string): void
  signOut(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

export interface SignInParts {
  readonly access: TeamAccess
  readonly clock: Clock
  /** The public address: its pages are ours, and under https the cookie never travels in the clear. */
  readonly appUrl: string
}

const sessionSeconds = 30 * 24 * 60 * 60
const harmlessMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

export function createSignIn({ access, clock, appUrl }: SignInParts): SignIn {
  const visitors = new WeakMap<FastifyRequest, Visitor>()
  const sockets = createSignedInSockets(clock)
  const isSecure = appUrl.startsWith('https:')
  // Browsers accept the prefix only with `Secure`, and then no other site can plant the cookie.
  const cookieName = isSecure ? '__Host-session' : 'session'
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure } as const
  const sessionOf = (request: FastifyRequest) => request.cookies[cookieName]

  async function findVisitor(request: FastifyRequest): Promise<Visitor | undefined> {
    const now = clock.now()
    const key = bearerOf(request)
    if (key !== undefined) {
      const holder = await access.findApiKey({ key, now })
      return holder && { kind: 'program', name: holder.name }
    }
    const token = sessionOf(request)
    const member = token === undefined ? undefined : await access.findSession({ token, now })
    return member && { kind: 'member', member }
  }

  function refuseOtherSites(request: FastifyRequest): void {
    if (!isOtherSite(request, appUrl)) return
    const message = 'This request comes from a page of another site'
    throw new HttpError(403, { code: 'other-site', message })
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
    refuseOtherSites,
    watch(request, socket) {
      sockets.watch(socket, {
        sessionToken: bearerOf(request) === undefined ? sessionOf(request) : undefined,
        isSignedIn: async () => (await findVisitor(request)) !== undefined,
        log: request.log,
      })
    },
    keepSession: (reply, token) =>
      void reply.setCookie(cookieName, token, { ...cookie, maxAge: sessionSeconds }),
    async signOut(request, reply) {
      const token = sessionOf(request)
      if (token !== undefined) {
        await access.endSession({ token })
        sockets.closeOf(token)
      }
      reply.clearCookie(cookieName, cookie)
    },
  }
}

/** A page of another site may use the browser's cookie only to look, and never to open a socket. */
function isOtherSite({ headers, method }: FastifyRequest, appUrl: string): boolean {
  const { origin, host, upgrade } = headers
  if (origin === undefined) return false
  if (harmlessMethods.has(method) && upgrade === undefined) return false
  if (!URL.canParse(origin)) return true
  // A proxy may ask us under another name than the one that the browser knows.
  const page = new URL(origin)
  return page.host !== host && page.origin !== new URL(appUrl).origin
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
}
