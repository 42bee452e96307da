import type { Lexicon } from './lexicon.ts'
import { isWrittenAsName, nameFrom } from './name-words.ts'
import type { Speech } from './person-name.ts'

/** An e-mail address as written, or spoken as `ann dot lee at example dot com`. */
export function emailIn(text: string, { email: { at, dot } }: Lexicon): string | undefined {
  const written =
    /(?<![\w.+-])[\w+-]{1,40}(?:\.[\w+-]{1,40}){0,3}@[\w-]{1,60}(?:\.[\w-]{2,30}){1,3}/.exec(
      text,
    )?.[0]
  if (written !== undefined) return written.toLowerCase()
  const word = '[a-z0-9]{1,40}'
  const dotted = `${word}(?: ${dot} ${word}){0,5}`
  const spoken = new RegExp(`\\b(${dotted}) ${at} (${word}(?: ${dot} ${word}){1,4})\\b`)
  const match = spoken.exec(text.toLowerCase())
  if (!match) return undefined
  const [name = '', host = ''] = match
    .slice(1)
    .map((part) => part.replaceAll(` ${dot} `, '.').replaceAll(' ', ''))
  return `${name}@${host}`
}

/** The company that a caller calls for, when it is written like a name. */
export function companyIn({ tokens, found }: Speech, lexicon: Lexicon): string | undefined {
  for (const { to } of found.filter(({ mark }) => mark === 'company-is')) {
    const name = nameFrom(tokens, { from: to, lexicon })
    if (name && isWrittenAsName(name.words)) return name.name
  }
  return undefined
}
