/**
 * What the fake model answers: always as many words, no two alike, after one that names the question. So
 * whoever hears it can tell a word that is missing, doubled, or of another turn.
 */
const words =
  'thank you for calling us today and yes our office has plenty of room this week so please tell me which ' +
  'morning or late afternoon suits your plans best because I can then look at everything in detail'

/** What a caller says; the number comes back in the answer. */
export function questionOf(tag: string): string {
  return `I have a question about my appointment, its number is ${tag}, can you help me?`
}

/** The tag of a question that was said; the newest when there are several. */
export function tagIn(text: string): string | undefined {
  return text.match(/Q\d+-\d+/g)?.at(-1)
}

/** The answer to a question in the pieces in which it is sent, joined without anything between them. */
export function tokensFor(tag: string): readonly string[] {
  return [tag, ...words.split(' ').map((word) => ` ${word}`), '.']
}
