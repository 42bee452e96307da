import type { Agent } from './agent.ts'

/** What is spoken when a call begins, before any brain is asked. */
export interface OpeningWords {
  /** Whose line it is and that a machine answers: must be heard to its end in every call. */
  readonly notice: string
  /** The notice and the greeting after it. */
  readonly words: string
}

/** The notice that an AI answers, then the owner's greeting or the standard one. */
export function openingWords({
  agent,
}: {
  agent: Pick<Agent, 'business' | 'greeting'>
}): OpeningWords {
  const { name } = agent.business
  const greeting = agent.greeting.trim()
  if (greeting !== '') {
    const notice = `You are speaking with the AI assistant of ${name}.`
    return { notice, words: `${notice} ${greeting}` }
  }
  const notice = `Thank you for calling ${name}. You are speaking with an AI assistant.`
  return { notice, words: `${notice} How can I help you?` }
}
