import { withMatter, withMoreOfWhen, withWhen } from './fill-slots.ts'
import { refuses, saysWhen, saysYes, wasAskedInFull } from './kind-of-reply.ts'
import { noting, type Reception, type Surroundings } from './reception.ts'
import { slotOf } from './slot-of.ts'
import { tidyText, tokensOf } from './tokens.ts'
import type { Understood } from './understand.ts'
import { mergedWhen, whenSaid } from './when-said.ts'

/** The answer to when a call would suit: words about a time, as soon as possible, yes to an offered one. */
export function hearWhen(reception: Reception, heard: Understood, around: Surroundings): Reception {
  const { marks, when } = heard
  if (saysWhen(when) && !marks.has('hours')) return withMoreOfWhen(reception, when)
  if (marks.has('asap') || refuses(heard)) return asSoonAsPossible(reception, around)
  const offered = reception.expecting?.detail
  if (offered !== undefined && saysYes(heard) && wasAskedInFull(reception)) {
    return withWhen(reception, whenOffered(offered, around))
  }
  return marks.has('no') ? noting(withMatter(reception, { when: {} }), {}) : reception
}

/** `Not Tuesday, Wednesday`, at any time after the first one. */
export function hearOtherWhen(reception: Reception, heard: Understood): Reception {
  const { expecting, goal, last } = reception
  const isCallback = (goal ?? last?.goal)?.kind === 'callback'
  const isAsked = expecting?.question === 'when' || expecting?.question === 'reason'
  if (!isCallback || isAsked || !isAboutTime(reception, heard)) return reception
  const known = goal ? reception.matter.when : last?.matter.when
  return withWhen(reception, mergedWhen(known ?? {}, heard.when))
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

function whenOffered(question: string, { lexicon }: Surroundings) {
  const text = tidyText(question)
  return whenSaid(text, { tokens: tokensOf(text, lexicon), lexicon })
}
