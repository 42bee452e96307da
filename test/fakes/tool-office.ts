import type { Agent, Team } from '../../src/agents/agent.ts'
import { defaultAgent, usualTeam } from '../../src/agents/default-agent.ts'
import type { Call } from '../../src/calls/call.ts'
import type { Tool, ToolContext } from '../../src/calls/tool.ts'
import { createMemoryCallBook } from './call-book.ts'
import { createMemoryCustomerBook } from './customer-book.ts'
import { createMemoryDoNotCallList } from './do-not-call-list.ts'
import { createMemoryRecords } from './memory-records.ts'
import { createMemoryTaskBook } from './task-book.ts'

/**
 * What a tool is run in: a call to a front desk in New York, on a Wednesday at ten, and the books of that
 * office. The books can be broken, and the call can be taken over by another process.
 */
export async function createToolOffice({
  agent: changes = {},
  direction = 'inbound',
  from = '+12025550123',
  now = '2026-06-03T10:00:00-04:00',
}: {
  agent?: Partial<Agent>
  direction?: Call['direction']
  from?: string
  now?: string
} = {}) {
  const frontDesk = defaultAgent({ id: 'front-desk', timeZone: 'America/New_York' })
  const agent = { ...frontDesk, ...changes }
  const records = createMemoryRecords()
  const calls = createMemoryCallBook(records)
  const tasks = createMemoryTaskBook(records)
  const customers = createMemoryCustomerBook(records)
  const doNotCallList = createMemoryDoNotCallList(records)
  const { call } = await calls.open({
    id: '0197c0de-0000-7000-8000-000000000001',
    sid: `CA${'1'.repeat(32)}`,
    direction,
    channel: 'relay',
    from,
    to: '+12025550100',
    agentId: agent.id,
    startedAt: new Date(now),
  })
  const context: ToolContext = { call, agent, now: new Date(now) }
  let isBroken = false
  const checked = <Result>(act: () => Promise<Result>): Promise<Result> =>
    isBroken ? Promise.reject(new Error('The book is gone')) : act()

  return {
    context,
    taskBook: { add: (task: Parameters<typeof tasks.add>[0]) => checked(() => tasks.add(task)) },
    customerBook: {
      saveDetails: (details: Parameters<typeof customers.saveDetails>[0]) =>
        checked(() => customers.saveDetails(details)),
    },
    doNotCallList: {
      add: (entry: Parameters<typeof doNotCallList.add>[0]) =>
        checked(() => doNotCallList.add(entry)),
    },
    numbersNotToCall: doNotCallList.numbers,
    tasks: async () => (await tasks.list({ limit: 50 })).items,
    customers: async () => (await customers.list({ limit: 50 })).items,
    takeCallOver: async (): Promise<Call> => calls.takeOver(call.id),
    breakBooks: () => void (isBroken = true),
    run: (tool: Tool, args: unknown) =>
      tool.run(tool.parameters.parse(args), context, new AbortController().signal),
  }
}

export type ToolOffice = Awaited<ReturnType<typeof createToolOffice>>

/** A team of these people, whose numbers end in 01, 02 and so on. */
export function teamOf(...names: readonly string[]): Team {
  const members = names.map((name, at) => ({
    name,
    phoneNumber: `+120255501${String(at + 1).padStart(2, '0')}`,
    alsoCalled: [],
  }))
  return { ...usualTeam, members }
}
