/** How a brain is called for people. One that is new here keeps its own name. */
export function brainWords(brain: string): string {
  return known[brain] ?? brain
}

const known: Record<string, string | undefined> = {
  claude: 'Claude',
  openai: 'OpenAI',
  'openai-realtime': 'OpenAI Realtime',
  receptionist: 'the receptionist',
  // What the house says itself, such as that somebody else is tried.
  house: 'a standing sentence',
}

/** At the beginning of a sentence. */
export function brainName(brain: string): string {
  const words = brainWords(brain)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
