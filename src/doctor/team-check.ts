import type { Agent, TeamMember } from '../agents/agent.ts'
import { readPhoneNumber } from '../lib/phone-number.ts'
import { failed, ok, skipped, type Check, type CheckResult } from './check.ts'

export interface TeamCheckParts {
  readonly agent: () => Promise<Pick<Agent, 'team' | 'business'>>
  /** The number on which the agent itself answers. */
  readonly ownNumber: string | undefined
}

/** Whether the people to whom the agent hands calls over can be called. */
export function createTeamCheck({ agent, ownNumber }: TeamCheckParts): Check {
  return {
    id: 'team',
    title: 'People who take calls over',
    async run() {
      const known = await agent().catch(() => undefined)
      if (!known) return skipped('Of no use before the database works.')
      const { members } = known.team
      if (members.length === 0) {
        return skipped('Nobody is named to whom the agent could hand a call over.')
      }
      const { country } = known.business
      const wrong = members.flatMap((one) => wrongIn(one, { country, ownNumber }) ?? [])
      return judge(members, wrong)
    },
  }
}

function judge(members: readonly TeamMember[], wrong: readonly string[]): CheckResult {
  if (wrong.length === 0) {
    return ok(`Calls can be handed over to ${members.map(({ name }) => name).join(', ')}.`)
  }
  return failed(
    wrong.join(' '),
    'Write each number with a plus and the country code, such as +12025550123.',
  )
}

function wrongIn(
  { name, phoneNumber }: TeamMember,
  { country, ownNumber }: { country: string; ownNumber: string | undefined },
): string | undefined {
  if (phoneNumber === ownNumber) {
    return `The number of ${name} is the agent’s own: the agent would call itself.`
  }
  if (readPhoneNumber(phoneNumber, country) === phoneNumber) return undefined
  return `The number of ${name} (${phoneNumber}) cannot be called.`
}
