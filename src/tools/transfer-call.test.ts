import { describe, expect, it } from 'vitest'
import { createToolOffice, teamOf } from '../../test/fakes/tool-office.ts'
import type { Team } from '../agents/agent.ts'
import type { ToolResult } from '../calls/tool.ts'
import { createRoundRobin } from './round-robin.ts'
import { createTransferCall } from './transfer-call.ts'

const team = teamOf('Sam', 'Ann', 'Bo')
const saturday = '2026-06-06T12:00:00-04:00'

describe('transfer-call', () => {
  it('rings one person of the team for whoever asks for them by name', async () => {
    const result = await transfer({ person: 'sam', reason: 'My boiler leaks' })
    expect(result).toEqual({
      ok: true,
      receipt: {
        kind: 'transfer-arranged',
        reference: '0197c0de-0000-7000-8000-000000000001',
        summary: 'The call is handed over to Sam: My boiler leaks',
        facts: { person: 'Sam' },
      },
      afterwards: {
        to: [{ name: 'Sam', phoneNumber: '+12025550101' }],
        ringSeconds: 20,
        reason: 'My boiler leaks',
      },
    })
  })

  it('rings everybody who goes by a word such as sales, and a person of that name alone', async () => {
    const [sam, ann, bo] = team.members
    if (!sam || !ann || !bo) throw new Error('The team is smaller than this test needs')
    const members = [
      { ...sam, alsoCalled: ['Sales', 'the owner'] },
      { ...ann, alsoCalled: ['sales'] },
      { ...bo, name: 'Sales' },
    ]
    const named = { ...team, members }
    expect(namesIn(await transfer({ person: 'sales' }, { team: named }))).toEqual(['Sales'])
    const others = { ...team, members: members.slice(0, 2) }
    expect(namesIn(await transfer({ person: 'SALES' }, { team: others }))).toEqual(['Sam', 'Ann'])
    expect(namesIn(await transfer({ person: 'the owner' }, { team: others }))).toEqual(['Sam'])
  })

  it('rings the whole team in its order for anyone', async () => {
    expect(namesIn(await transfer({ person: 'Anyone' }))).toEqual(['Sam', 'Ann', 'Bo'])
  })

  it('begins with the next person in each call when the team takes turns', async () => {
    const tool = createTransferCall()
    const inTurn: Team = { ...team, order: 'round-robin' }
    const { context, run } = await createToolOffice({ agent: { team: inTurn } })
    const inCall = async (id: string) => {
      const args = tool.parameters.parse({ person: 'anyone', reason: 'Help' })
      const there = { ...context, call: { ...context.call, id } }
      return namesIn(await tool.run(args, there, new AbortController().signal))
    }
    expect(await inCall('first')).toEqual(['Sam', 'Ann', 'Bo'])
    expect(await inCall('first')).toEqual(['Sam', 'Ann', 'Bo'])
    expect(await inCall('second')).toEqual(['Ann', 'Bo', 'Sam'])
    expect(namesIn(await run(tool, { person: 'Bo', reason: 'Help' }))).toEqual(['Bo'])
    expect(await inCall('third')).toEqual(['Bo', 'Sam', 'Ann'])
    expect(await inCall('fourth')).toEqual(['Sam', 'Ann', 'Bo'])
  })

  it.each(['+19005550199', '202 555 0101', 'Mallory', 'Sa', 'Sam or Ann', '*'])(
    'hands nobody over to "%s", who is not in the team, and says who is',
    async (person) => {
      expect(await transfer({ person })).toEqual({
        ok: false,
        reason: 'nobody-there',
        detail: `There is nobody called ${person} whom calls can be handed over to. In the team: Sam, Ann and Bo.`,
      })
    },
  )

  it('hands nobody over where the owner has named nobody', async () => {
    expect(await transfer({ person: 'anyone' }, { team: teamOf() })).toEqual({
      ok: false,
      reason: 'nobody-there',
      detail: 'There is nobody whom calls can be handed over to.',
    })
  })

  it('says when somebody is there again while the business is closed', async () => {
    expect(await transfer({ person: 'Sam' }, { now: saturday })).toEqual({
      ok: false,
      reason: 'nobody-there',
      detail: 'Nobody takes calls until Monday, June 8, at 9 a.m., because the business is closed.',
    })
  })

  it('rings also while the business is closed when the team takes calls then', async () => {
    const always = { ...team, alsoWhenClosed: true }
    const result = await transfer({ person: 'Sam' }, { now: saturday, team: always })
    expect(namesIn(result)).toEqual(['Sam'])
  })

  it('rings at any time where nobody has entered opening hours', async () => {
    const { context } = await createToolOffice()
    const business = { ...context.agent.business, hours: {} }
    const office = await createToolOffice({ agent: { team, business }, now: saturday })
    const result = await office.run(createTransferCall(), { person: 'Sam', reason: 'Help' })
    expect(namesIn(result)).toEqual(['Sam'])
  })

  it.each([{ person: '', reason: 'Help' }, { person: 'Sam' }, { person: 'Sam', reason: ' ' }, {}])(
    'takes no arguments such as %j',
    (args) => {
      expect(createTransferCall().parameters.safeParse(args).success).toBe(false)
    },
  )
})

describe('the turns of a team', () => {
  it('are its own, and nobody is no team', () => {
    const roundRobin = createRoundRobin()
    const of = (agentId: string, id: string, people = ['Sam', 'Ann']) =>
      roundRobin.orderFor(people, { id, agentId })
    expect(of('front-desk', 'one')).toEqual(['Sam', 'Ann'])
    expect(of('sales', 'two')).toEqual(['Sam', 'Ann'])
    expect(of('front-desk', 'three')).toEqual(['Ann', 'Sam'])
    expect(of('front-desk', 'four', [])).toEqual([])
  })
})

async function transfer(
  { person, reason = 'Help' }: { person: string; reason?: string },
  { team: people = team, now }: { team?: Team; now?: string } = {},
): Promise<ToolResult> {
  const office = await createToolOffice({
    agent: { team: people },
    ...(now === undefined ? {} : { now }),
  })
  return office.run(createTransferCall(), { person, reason })
}

function namesIn(result: ToolResult): readonly string[] {
  if (!result.ok || typeof result.afterwards !== 'object') return []
  return result.afterwards.to.map(({ name }) => name)
}
