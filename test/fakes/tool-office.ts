import type { Agent } from '../../src/agents/agent.ts'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import type { Call } from '../../src/calls/call.ts'
import type { Tool, ToolContext } from '../../src/calls/tool.ts'
import { createMemoryStores } from './memory-stores.ts'

/**
 * What a tool is run in: a call to a front desk in New York, on a Wednesday at ten, and the books of that
 * office. The books can be broken, and the call can be taken over by another process.
 */
export async function createToolOffice({
  agent: changes = {},
  from = '+12025550123',
  now = '2026-06-03T10:00:00-04:00',
}: { agent?: Partial<Agent>; from?: string; now?: string } = {}) {
  const frontDesk = defaultAgent({ id: 'front-desk', timeZone: 'America/New_York' })
  const agent = { ...frontDesk, ...changes }
  const { calls, tasks, customers } = createMemoryStores(agent)
  const { call } = await calls.open({
    id: '0197c0de-0000-7000-8000-000000000001',
    sid: `CA${'1'.repeat(32)}`,
    direction: 'inbound',
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
    tasks: async () => (await tasks.list({ limit: 50 })).items,
    customers: async () => (await customers.list({ limit: 50 })).items,
    takeCallOver: async (): Promise<Call> => calls.takeOver(call.id),
    breakBooks: () => void (isBroken = true),
    run: (tool: Tool, args: unknown) =>
      tool.run(tool.parameters.parse(args), context, new AbortController().signal),
  }
}

export type ToolOffice = Awaited<ReturnType<typeof createToolOffice>>
