/**
 * What people say to show that they are listening, and that asks for nothing. English, and the sounds that are the
 * same in most languages.
 */
const listening: ReadonlySet<string> = new Set(
  (
    'mhm mmhm mmhmm mm mmm hm hmm huh uhhuh uhuh aha ah oh uh um eh yeah yep yup yah ya yes ok okay ' +
    'right sure alright good great fine'
  ).split(' '),
)

/** What people say when they have had what they called for. */
const courtesies: ReadonlySet<string> = new Set(
  (
    'bye goodbye good bye byebye thanks thank you so much very a lot cheers have a nice great lovely day one ' +
    'evening too you take care see ya later soon yes no thats that is it all for your help'
  ).split(' '),
)

const listeningPhrases = /\b(?:i see|got it|all right|of course)\b/g

/** Whether these words only tell the agent to go on. */
export function isBackChannel(text: string): boolean {
  const words = wordsOf(text.toLowerCase().replaceAll(listeningPhrases, 'right'))
  return words.length <= mostListening && words.every((word) => listening.has(word))
}

/** Whether these words, said over a goodbye, need no answer. */
export function isCourtesy(text: string): boolean {
  const words = wordsOf(text)
  return words.every((word) => courtesies.has(word) || listening.has(word))
}

const mostListening = 3

function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replaceAll(/['’-]/gu, '')
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}
