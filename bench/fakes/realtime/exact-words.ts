/**
 * The words that instructions ask to have said exactly: what stands between the first quotation mark and the
 * last one. Nothing where there are none.
 */
export function exactWordsIn(instructions: string | undefined): string | undefined {
  return instructions?.match(/["“«„]([^]*)["”»“]/)?.[1]
}
