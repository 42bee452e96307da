/**
 * Takes the complete sentences from the front of `text`; `rest` may still grow. A sentence is complete
 * when a blank follows its end, so that "9.30" and "…" in the making are not torn apart. Nothing is lost:
 * sentences and rest joined are the text.
 */
export function takeSentences(text: string): { sentences: string[]; rest: string } {
  const sentences: string[] = []
  let from = 0
  for (const end of text.matchAll(sentenceEnd)) {
    const to = end.index + end[0].length
    sentences.push(text.slice(from, to))
    from = to
  }
  return { sentences, rest: text.slice(from) }
}

// Chinese and Japanese put no blank after the end of a sentence.
const sentenceEnd = /[.!?…]+["'”’)\]]*\s+|[。！？]+[”’」』）]*\s*|\n+/gu
