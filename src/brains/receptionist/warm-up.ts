import { defaultAgent } from '../../agents/default-agent.ts'
import type { BrainRequest } from '../../calls/brain.ts'

/**
 * A made-up call that touches what is slow the first time: compiling the rules, calendars, numbering
 * plans. Answering it once at the start spares the first caller tens of milliseconds.
 */
export function warmUpRequest(): BrainRequest {
  const at = new Date(0)
  const texts = ['My name is Ann, call me back tomorrow at three', 'When are you open, and where?']
  return {
    agent: defaultAgent({ id: 'warm-up', timeZone: 'America/New_York' }),
    caller: { phoneNumber: '+12025550123', name: undefined },
    transcript: texts.map((text, turn) => ({ speaker: 'caller', turn: turn + 1, text, at })),
    tools: ['take-message', 'schedule-callback'].map((name) => ({
      name,
      description: name,
      parameters: {},
    })),
    now: at,
  }
}
