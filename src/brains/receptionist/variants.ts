/** The ways of saying the same that a text of `Says` lists. */
export function variantsOf(text: string): readonly string[] {
  return text.split('|').map((variant) => variant.trim())
}

/** A way that was not used lately; when all were, the one that was used longest ago. */
export function freshVariant(text: string, said: readonly string[]): string {
  const variants = variantsOf(text)
  const lastUse = (variant: string) => said.findLastIndex((before) => wasSaidIn(before, variant))
  const [freshest = ''] = variants.toSorted((one, other) => lastUse(one) - lastUse(other))
  return freshest
}

/** Puts facts in the places of `{name}` and `{, name}`; without the fact the place stays empty. */
export function filled(text: string, facts: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(/\{([^}]*?)(\w+)\}/g, (_, lead: string, name: string) => {
    const fact = facts[name]
    return fact === undefined || fact === '' ? '' : `${lead}${fact}`
  })
}

/** Whether a text has a sentence of this form in it, whatever facts were in it. */
function wasSaidIn(text: string, variant: string): boolean {
  const [first = '', ...others] = variant.split(/\{[^}]*\}/)
  const at = first === '' ? 0 : sentenceAt(text, first)
  return at !== -1 && others.every((piece) => text.includes(piece, at))
}

function sentenceAt(text: string, beginning: string): number {
  for (let at = text.indexOf(beginning); at !== -1; at = text.indexOf(beginning, at + 1)) {
    if (at === 0 || /[.!?]\s$/.test(text.slice(0, at))) return at
  }
  return -1
}
