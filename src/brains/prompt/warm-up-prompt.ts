import type { Agent } from '../../agents/agent.ts'
import type { ModelPrompt } from '../dialogue.ts'
import { exchangesOf } from './exchanges.ts'
import { systemFor } from './prompt-of.ts'

/** What every call of the agent begins with. */
export function warmUpPrompt(agent: Agent): ModelPrompt {
  return { system: systemFor(agent), exchanges: exchangesOf([], { withTools: true }) }
}
