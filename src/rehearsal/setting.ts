import type { Agent } from '../agents/agent.ts'
import type { TeamPhone } from './given.ts'
import type { Scenario } from './scenario.ts'

/** How a rehearsed call begins. */
export interface CallSetting {
  readonly isOpen: boolean
  readonly callerNumber: string
  readonly earlierScenario: string | undefined
  readonly teamPhone: PhoneProfile | undefined
  /** The agent on the stage: the owner's, with somebody to ring where the owner has named nobody. */
  agentFor(owned: Agent): Agent
}

type PhoneProfile = 'answers' | 'busy' | 'no-answer' | 'voicemail'

const profiles: Readonly<Record<TeamPhone, PhoneProfile>> = {
  answers: 'answers',
  'is busy': 'busy',
  'does not answer': 'no-answer',
  'is a voicemail': 'voicemail',
}

export function settingOf({ givens }: Pick<Scenario, 'givens'>): CallSetting {
  let isOpen = true
  let callerNumber = '+12025550110'
  let earlierScenario: string | undefined
  let teamPhone: PhoneProfile | undefined
  for (const given of givens) {
    if (given.given === 'hours') isOpen = given.open
    if (given.given === 'caller') callerNumber = given.number
    if (given.given === 'earlier-call') earlierScenario = given.scenario
    if (given.given === 'team-phone') teamPhone = profiles[given.does]
  }
  return {
    isOpen,
    callerNumber,
    earlierScenario,
    teamPhone,
    agentFor: (owned) => (teamPhone === undefined ? owned : withSomebodyToRing(owned)),
  }
}

function withSomebodyToRing(agent: Agent): Agent {
  if (agent.team.members.length > 0) return agent
  return { ...agent, team: { ...agent.team, members: [standIn] } }
}

const standIn = { name: 'Sam', phoneNumber: '+12025550190', alsoCalled: ['the owner'] }
