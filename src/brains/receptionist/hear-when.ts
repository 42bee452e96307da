import { withMatter, withMoreOfWhen, withWhen } from './fill-slots.ts'
import { refuses, saysWhen, saysYes, wasAskedInFull } from './kind-of-reply.ts'
import { noting, type Reception, type Surroundings } from './reception.ts'
import { slotOf } from './slot-of.ts'
import { tidyText, tokensOf } from './tokens.ts'
import type { Understood } from './understand.ts'
import { mergedWhen, whenPhrase, whenSaid, type WhenSaid } from './when-said.ts'

/** The answer to when a call would suit: words about a time, as soon as possible, yes to an offered one. */
export function hearWhen(reception: Reception, heard: Understood, around: Surroundings): Reception {
  const { marks, when } = heard
  if (saysWhen(when) && !marks.has('hours')) return withMoreOfWhen(reception, when)
  if (marks.has('asap') || refuses(heard)) return asSoonAsPossible(reception, around)
  const isYes = saysYes(heard) && wasAskedInFull(reception)
  if (isYes) return asOffered(reception, around)
  return marks.has('no') ? noting(withMatter(reception, { when: {} }), {}) : reception
}

/** `Not Tuesday, Wednesday`, at any time after the first one. */
export function hearOtherWhen(reception: Reception, heard: Understood): Reception {
  const slot = slotOf(reception.expecting?.question)
  const isAsked = slot === 'when' || slot === 'reason' || reception.note.events.has('started')
  const known = callbackTime(reception)
  if (!known || isAsked || isOnlyName(reception, heard)) return reception
  if (!isAboutTime(reception, heard)) return reception
  return withWhen(reception, mergedWhen(known, heard.when))
}

/** `April May`, when asked for a name. */
function isOnlyName({ note }: Reception, { answeredName, when }: Understood): boolean {
  const name = answeredName?.toLowerCase().split(' ') ?? []
  const isNews = note.changed.includes('name') || note.changed.includes('name-corrected')
  const said = whenPhrase(when).toLowerCase().split(' ')
  return isNews && said.every((word) => name.includes(word))
}

/** What is known of the time of the callback that is open, or was scheduled last. */
function callbackTime({ goal, matter, last }: Reception): WhenSaid | undefined {
  if (goal) return goal.kind === 'callback' ? matter.when : undefined
  return last?.goal.kind === 'callback' ? last.matter.when : undefined
}

/** The numbers in `it ends in 7` or in a phone number are no time. */
function isAboutTime({ note, expecting }: Reception, { when, marks }: Understood): boolean {
  const isAboutNumber = note.changed.includes('number') || slotOf(expecting?.question) === 'number'
  return (
    when.day !== undefined || (when.time !== undefined && !isAboutNumber && !marks.has('hours'))
  )
}

function asSoonAsPossible(reception: Reception, { words }: Surroundings): Reception {
  return withWhen(reception, { time: words.says.forTeam.soon })
}

/** Yes to a time that the tool proposed in its question. */
function asOffered(reception: Reception, { lexicon }: Surroundings): Reception {
  const text = tidyText(reception.expecting?.detail ?? '')
  const offered = whenSaid(text, { tokens: tokensOf(text, lexicon), lexicon })
  return saysWhen(offered) ? withWhen(reception, offered) : reception
}
