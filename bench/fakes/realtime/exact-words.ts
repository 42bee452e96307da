/**
 * The words that instructions ask to have said exactly: what stands after the first empty line, or else between
 * the first quotation mark and the last one. Nothing where there is neither.
 */
export function exactWordsIn(instructions: string | undefined): string | undefined {
  const below = instructions?.split(/\n\s*\n/).slice(1) ?? []
  if (below.length > 0) return below.join('\n\n').trim()
  return instructions?.match(/["“«„]([^]*)["”»“]/)?.[1]
}
