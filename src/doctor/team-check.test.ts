import { expect, it } from 'vitest'
import type { Agent, TeamMember } from '../agents/agent.ts'
import { createTeamCheck } from './team-check.ts'

const ownNumber = '+12025550100'
const ada: TeamMember = { name: 'Ada', phoneNumber: '+12025550123', alsoCalled: [] }

function lookAt(...members: TeamMember[]) {
  const business: Agent['business'] = {
    name: 'Harbor Dental',
    address: '',
    timeZone: 'UTC',
    country: 'US',
    hours: {},
  }
  const team = { members, order: 'in-order', ringSeconds: 20, alsoWhenClosed: false } as const
  return createTeamCheck({ agent: () => Promise.resolve({ team, business }), ownNumber }).run()
}

it('names the people to whom calls can be handed over', async () => {
  const result = await lookAt(ada, { ...ada, name: 'Ben' })
  expect(result).toMatchObject({
    state: 'ok',
    summary: 'Calls can be handed over to Ada, Ben.',
  })
})

it.each(['555 0123', '2025550123', '+1202555', '+11111111111', ''])(
  'says whose number cannot be called: %s',
  async (phoneNumber) => {
    const { state, summary, advice } = await lookAt(ada, { ...ada, name: 'Ben', phoneNumber })
    expect(state).toBe('failed')
    expect(summary).toBe(`The number of Ben (${phoneNumber}) cannot be called.`)
    expect(advice).toContain('country code')
  },
)

it('does not let the agent call itself', async () => {
  const { state, summary } = await lookAt({ ...ada, phoneNumber: ownNumber })
  expect(state).toBe('failed')
  expect(summary).toContain('call itself')
})

it('has nothing to say where nobody takes calls over', async () => {
  expect((await lookAt()).state).toBe('skipped')
})

it('leaves it to the check of the database when the team cannot be read', async () => {
  const agent = () => Promise.reject(new Error('no database'))
  expect((await createTeamCheck({ agent, ownNumber }).run()).state).toBe('skipped')
})
