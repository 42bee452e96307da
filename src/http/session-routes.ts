import { z } from 'zod'
import { RedeemSignInLink, Session } from '../contract/sign-in.ts'
import { HttpError, signInNeeded } from './http-error.ts'
import type { ApiServer } from './api-server.ts'
import type { SignIn } from './sign-in.ts'
import type { Member, RedeemedLink, TeamAccess } from '../stores/team-access.ts'

export interface SessionRouteParts {
  readonly access: TeamAccess
  readonly signIn: SignIn
  readonly now: () => Date
  /** What the pages show of the installation. */
  readonly describe: () => Promise<Omit<Session, 'member'>>
}

const refusals: Record<Extract<RedeemedLink, { signedIn: false }>['reason'], string> = {
  unknown: 'This sign-in link is not one of ours',
  used: 'This sign-in link has been used already',
  expired: 'This sign-in link is too old',
}

/** `/api/session`: signing in by a one-time link, who is signed in, signing out. */
export function registerSession(server: ApiServer, parts: SessionRouteParts): void {
  const { access, signIn, now, describe } = parts
  const url = '/api/session'
  const tags = ['session']

  server.post(
    url,
    {
      config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Signs in by a one-time link',
        body: RedeemSignInLink,
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      signIn.refuseOtherSites(request)
      const redeemed = await access.redeemSignInLink({ token: request.body.token, now: now() })
      if (!redeemed.signedIn) throw linkRefused(redeemed.reason)
      signIn.keepSession(reply, redeemed.sessionToken)
      return { ...(await describe()), member: presentMember(redeemed.member) }
    },
  )

  server.get(
    url,
    {
      preParsing: signIn.guard,
      schema: {
        tags,
        summary: 'Who is signed in, and what this installation is called',
        response: { 200: Session },
      },
    },
    async (request) => {
      const visitor = signIn.visitorOf(request)
      if (visitor.kind !== 'member') throw signInNeeded()
      return { ...(await describe()), member: presentMember(visitor.member) }
    },
  )

  server.delete(
    url,
    {
      preParsing: signIn.guard,
      schema: { tags, summary: 'Signs out', response: { 204: z.null() } },
    },
    async (request, reply) => {
      await signIn.signOut(request, reply)
      return reply.code(204).send(null)
    },
  )
}

function linkRefused(reason: keyof typeof refusals): HttpError {
  const message = `${refusals[reason]}. A fresh one is printed by: npm run sign-in`
  return new HttpError(410, { code: `link-${reason}`, message })
}

function presentMember({ id, email, name, role }: Member): Session['member'] {
  return { id, email, name: name ?? null, role }
}
