import type { Lexicon } from './lexicon.ts'
import { isWrittenAsName, nameFrom, type NameFound } from './name-words.ts'
import type { Found } from './phrase-book.ts'
import type { Speech } from './person-name.ts'
import type { Mark } from './words.ts'

/** The person whom a caller asks for: `may I speak with Ann`, `is Mr Lee there`, `a message for Ann`. */
export function askedPerson(speech: Speech, lexicon: Lexicon): string | undefined {
  const leads = speech.found.filter(({ mark }) => leading.has(mark))
  for (const lead of leads) {
    const name = nameFrom(speech.tokens, { from: lead.to, lexicon })
    if (name && isAskedFor(name, { lead, speech, lexicon })) return name.name
  }
  return undefined
}

const leading: ReadonlySet<Mark> = new Set<Mark>(['asks-for', 'seeks', 'is-there'])

function isAskedFor(
  { words, to }: NameFound,
  { lead, speech, lexicon }: { lead: Found<Mark>; speech: Speech; lexicon: Lexicon },
): boolean {
  if (words.some(({ word }) => lexicon.is('common', word))) return false
  if (lead.mark === 'is-there') {
    const word = speech.tokens[to]?.word ?? ''
    // `Is parking available?` is about no person.
    const isShort = words.length <= fullName && !lexicon.is('onOffer', word)
    const isPerson = isWrittenAsName(words) || isShort
    return lexicon.is('present', word) && isPerson
  }
  // After `looking for` or `tell` only what is written like a name is one.
  return lead.mark === 'asks-for' || isWrittenAsName(words)
}

const fullName = 2
