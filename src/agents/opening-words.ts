import type { Agent } from './agent.ts'

/** What is spoken when a call begins, before any brain is asked. */
export interface OpeningWords {
  /** Whose line it is and that a machine answers: must be heard to its end in every call. */
  readonly notice: string
  /** The notice and the greeting after it. */
  readonly words: string
}

export interface CallToOpen {
  readonly agent: Pick<Agent, 'business' | 'greeting'>
  /** Left out: somebody calls us. */
  readonly direction?: 'inbound' | 'outbound'
  /** What the agent calls for, in the words of whoever had it call; `undefined`: the standard ones. */
  readonly openingWords?: string | undefined
}

/** The notice that an AI answers, or calls, then the owner's greeting or the standard one. */
export function openingWords(call: CallToOpen): OpeningWords {
  return call.direction === 'outbound' ? wordsForCalling(call) : wordsForAnswering(call)
}

function wordsForAnswering({ agent }: CallToOpen): OpeningWords {
  const { name } = agent.business
  const greeting = agent.greeting.trim()
  if (greeting !== '') {
    const notice = `You are speaking with the AI assistant of ${name}.`
    return { notice, words: `${notice} ${greeting}` }
  }
  const notice = `Thank you for calling ${name}. You are speaking with an AI assistant.`
  return { notice, words: `${notice} How can I help you?` }
}

function wordsForCalling({ agent, openingWords: given = '' }: CallToOpen): OpeningWords {
  const notice = `Hello, this is the AI assistant of ${agent.business.name}.`
  const purpose = given.trim() === '' ? 'How can I help you?' : given.trim()
  return { notice, words: `${notice} ${purpose}` }
}
