import type { Agent } from '../../src/agents/agent.ts'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import type { Call } from '../../src/calls/call.ts'
import type { ToolContext } from '../../src/calls/tool.ts'

/** The surroundings of a tool in a call to a front desk in New York, on a Wednesday at ten. */
export function toolContext({
  agent = {},
  call = {},
  now = '2026-06-03T10:00:00-04:00',
}: { agent?: Partial<Agent>; call?: Partial<Call>; now?: string } = {}): ToolContext {
  const frontDesk = defaultAgent({ id: 'front-desk', timeZone: 'America/New_York' })
  return {
    agent: { ...frontDesk, ...agent },
    call: {
      id: '0197c0de-0000-7000-8000-000000000001',
      sid: 'CA00000000000000000000000000000001',
      direction: 'inbound',
      channel: 'relay',
      from: '+12025550123',
      to: '+12025550100',
      agentId: frontDesk.id,
      customerId: undefined,
      epoch: 1,
      startedAt: new Date(now),
      ...call,
    },
    now: new Date(now),
  }
}
