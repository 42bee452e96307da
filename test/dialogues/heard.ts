import { defaultAgent } from '../../src/agents/default-agent.ts'
import type { Agent } from '../../src/agents/agent.ts'
import { createLexicon } from '../../src/brains/receptionist/lexicon.ts'
import { understand, type Understood } from '../../src/brains/receptionist/understand.ts'
import { wordsEn } from '../../src/brains/receptionist/words-en.ts'

const lexicon = createLexicon(wordsEn.hears)

/** What the receptionist understands of an English sentence. */
export function heard(text: string, agent: Partial<Agent> = {}): Understood {
  const frontDesk = defaultAgent({ id: 'front-desk', timeZone: 'America/New_York' })
  return understand(text, { agent: { ...frontDesk, ...agent }, lexicon })
}

/** Utterances, one a line; blank lines apart. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
