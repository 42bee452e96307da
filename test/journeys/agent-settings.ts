import type { AppOverrides } from '../../src/app.ts'
import type { Agent, VoiceSettings } from '../../src/agents/agent.ts'

/** An office whose agent is set otherwise than a new installation's. */
export function withAgent(
  changes: Partial<Agent> & { readonly channel?: VoiceSettings['channel'] },
): Required<Pick<AppOverrides, 'stores'>> {
  const { channel, ...settings } = changes
  return {
    stores: (stores) => ({
      ...stores,
      agents: {
        ...stores.agents,
        async forNumber(number) {
          const agent = await stores.agents.forNumber(number)
          const voice = { ...agent.voice, ...(channel && { channel }) }
          return { ...agent, voice, ...settings }
        },
      },
    }),
  }
}
