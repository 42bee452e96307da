import { withName, withTopic, withUrgency } from './fill-slots.ts'
import { hearNumber } from './hear-number.ts'
import { hearOtherWhen } from './hear-when.ts'
import { saysWhen } from './kind-of-reply.ts'
import { noting, type Goal, type Reception, type Surroundings } from './reception.ts'
import { slotOf } from './slot-of.ts'
import type { Understood } from './understand.ts'
import type { Mark } from './words.ts'

/** What the caller says of themselves without being asked for it, and what they correct. */
export function hearUnasked(
  reception: Reception,
  heard: Understood,
  around: Surroundings,
): Reception {
  const steps = [
    hearIntroduction,
    hearOtherNumber,
    hearUrgency,
    hearOtherWhen,
    hearContact,
    hearAddition,
  ]
  const after = steps.reduce((state, step) => step(state, heard, around), reception)
  return reopened(after, heard)
}

function hearIntroduction(
  reception: Reception,
  { introduced }: Understood,
  { caller }: Surroundings,
): Reception {
  const isAsked = slotOf(reception.expecting?.question) === 'name'
  if (introduced === undefined || isAsked) return reception
  // Dana is the Dana Miller who is known for this number.
  const { name } = caller
  return withName(reception, name?.startsWith(`${introduced} `) ? name : introduced)
}

/** A whole number at any time, and a correction of its digits when one has been said before. */
function hearOtherNumber(reception: Reception, heard: Understood, around: Surroundings): Reception {
  const digits = heard.number?.digits ?? ''
  const isAsked = slotOf(reception.expecting?.question) === 'number'
  const isCorrection = heard.marks.has('ends-in') || heard.marks.has('starts-with')
  if (isAsked || (digits.length < wholeNumber && !isCorrection)) return reception
  return hearNumber(reception, heard, around)
}

const wholeNumber = 7

/** Callbacks have a time instead of an urgency. */
function hearUrgency(reception: Reception, heard: Understood): Reception {
  const isAsked = slotOf(reception.expecting?.question) === 'urgency'
  const before = messageUrgency(reception)
  const urgency = urgencySaid(heard)
  const isNews = urgency !== undefined && before !== undefined && urgency !== before
  return isNews && !isAsked ? withUrgency(reception, urgency) : reception
}

/** How urgent the open message is, or the last one. */
function messageUrgency({ goal, matter, last }: Reception): 'normal' | 'urgent' | undefined {
  const about = goal ? { goal, matter } : last
  return about?.goal.kind === 'message' ? (about.matter.urgency ?? 'normal') : undefined
}

function urgencySaid({ marks }: Understood): 'normal' | 'urgent' | undefined {
  if (marks.has('not-urgent')) return 'normal'
  return marks.has('urgent') ? 'urgent' : undefined
}

function hearContact(reception: Reception, { email, company }: Understood): Reception {
  if (email === undefined && company === undefined) return reception
  const contact = {
    ...reception.contact,
    ...(email === undefined ? {} : { email }),
    ...(company === undefined ? {} : { company }),
  }
  return noting({ ...reception, contact }, {})
}

/** `Also tell her that …`, while the message is still open. */
function hearAddition(reception: Reception, { marks, text }: Understood): Reception {
  const { goal, matter, note } = reception
  const isOpen = goal !== undefined && matter.topic !== undefined
  const isHeard = note.changed.includes('reason') || note.events.has('started')
  if (!isOpen || !marks.has('add') || isHeard) return reception
  return withTopic(reception, `${matter.topic} ${text}`)
}

/** What is corrected after it was written down is written down again, as a correction. */
function reopened(reception: Reception, heard: Understood): Reception {
  const { goal, last, matter, note } = reception
  if (goal || !last?.done || note.changed.length === 0) return reception
  const isShort = heard.tokens.length <= shortCorrection
  const isCorrection = isShort || correcting.some((mark) => heard.marks.has(mark))
  if (!isCorrection || wishes.some((mark) => heard.marks.has(mark))) return reception
  const when = saysWhen(matter.when) ? matter.when : last.matter.when
  return {
    ...reception,
    goal: { kind: correctingKind(last.goal, reception), corrects: true },
    matter: { ...last.matter, ...matter, when },
  }
}

/** A callback is one of its number and time; whatever else is corrected about it goes by a message. */
function correctingKind({ kind }: Goal, { note }: Reception): Goal['kind'] {
  const isOtherCall = note.changed.includes('when') || note.changed.includes('number')
  return kind === 'callback' && !isOtherCall ? 'message' : kind
}

const shortCorrection = 6
const correcting: readonly Mark[] = ['no', 'correction', 'ends-in', 'starts-with', 'urgent']
const wishes: readonly Mark[] = ['message', 'callback', 'appointment', 'complaint', 'tell']
