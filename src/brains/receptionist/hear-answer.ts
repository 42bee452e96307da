import { withMatter, withMoreOfWhen, withName, withTopic, withUrgency } from './fill-slots.ts'
import { hearNumber } from './hear-number.ts'
import { hearWhen } from './hear-when.ts'
import {
  isBareReply,
  isDigression,
  refuses,
  saysNumber,
  saysWhen,
  saysYes,
  wantsPerson,
  wasAskedInFull,
} from './kind-of-reply.ts'
import { missing, noting, type Reception, type Surroundings } from './reception.ts'
import { slotOf } from './slot-of.ts'
import { hearHouseOffer } from './hear-house-offer.ts'
import { hearOffer, hearOtherPerson, hearPassOn, hearPersonOffer } from './hear-offer.ts'
import { canTransfer } from './transfer-chance.ts'
import type { Understood } from './understand.ts'
import type { Question } from './words.ts'

type Step = (reception: Reception, heard: Understood, around: Surroundings) => Reception

/** Reads what the caller said as the answer to the question before it. */
export function hearAnswer(
  reception: Reception,
  heard: Understood,
  around: Surroundings,
): Reception {
  const { expecting } = reception
  if (!expecting) return reception
  const answered = hearHouseOffer(reception, heard, around)
  if (answered) return answered
  if (isOtherName(reception, heard)) return reception
  return answers[expecting.question]?.(reception, heard, around) ?? reception
}

/** `No, it is Chloe` denies the name that was understood before, not what was asked. */
function isOtherName({ expecting, name }: Reception, { introduced, marks }: Understood): boolean {
  const isAsked = slotOf(expecting?.question) === 'name'
  return !isAsked && name.value !== undefined && introduced !== undefined && marks.has('no')
}

const answers: Readonly<Partial<Record<Question, Step>>> = {
  name: hearName,
  'known-name': hearKnownName,
  number: hearAskedNumber,
  'number-rest': hearAskedNumber,
  'stop-number': hearAskedNumber,
  'own-number': hearOwnNumber,
  'number-right': hearNumberRight,
  reason: hearReason,
  urgency: hearUrgency,
  when: hearWhen,
  'offer-message': hearOffer('message'),
  'offer-callback': hearOffer('callback'),
  'message-or-callback': hearOffer('message'),
  'offer-person': hearPersonOffer,
  'other-person': hearOtherPerson,
}

function hearName(reception: Reception, heard: Understood): Reception {
  if (heard.answeredName !== undefined) return withName(reception, heard.answeredName)
  if (!refuses(heard) && !turnsDown(heard)) return reception
  if (isDone(reception, heard)) return cancelled(reception)
  const name = { ...reception.name, settled: true } as const
  return noting({ ...reception, name }, { events: ['name-refused'] })
}

/** `No`, and nothing with it. */
function turnsDown(heard: Understood): boolean {
  const { marks } = heard
  return (marks.has('no') || marks.has('nothing-else')) && isBareReply(heard)
}

/** `No, thanks`, before there is anything to write down, is none to the name alone. */
function isDone({ matter, goal }: Reception, { marks }: Understood): boolean {
  const isOver = marks.has('thanks') || marks.has('nothing-else')
  return isOver && goal?.kind === 'message' && matter.topic === undefined
}

function cancelled(reception: Reception): Reception {
  return noting({ ...reception, goal: undefined, matter: { when: {} } }, { events: ['cancelled'] })
}

function hearKnownName(reception: Reception, heard: Understood, around: Surroundings): Reception {
  const { name } = around.caller
  const isYes = saysYes(heard) && wasAskedInFull(reception)
  if (heard.answeredName === undefined && isYes && name !== undefined) {
    return withName(reception, name)
  }
  const isNo = heard.answeredName === undefined && heard.marks.has('no')
  if (isNo) return noting({ ...reception, name: { knownIsWrong: true } }, {})
  return hearName(reception, heard)
}

function hearAskedNumber(reception: Reception, heard: Understood, around: Surroundings): Reception {
  if (saysNumber(heard)) return hearNumber(reception, heard, around)
  if (heard.marks.has('this-number')) return withOwnNumber(reception)
  if (!refuses(heard)) return reception
  const number = { ...reception.number, settled: true } as const
  return noting({ ...reception, number }, { events: ['number-refused'] })
}

function hearOwnNumber(reception: Reception, heard: Understood, around: Surroundings): Reception {
  const isYes = saysYes(heard) || heard.marks.has('this-number')
  const isNumber = saysNumber(heard)
  if (!isNumber && isYes && wasAskedInFull(reception)) return withOwnNumber(reception)
  if (isNumber || !heard.marks.has('no')) return hearAskedNumber(reception, heard, around)
  return noting({ ...reception, number: { ...reception.number, ownIsWrong: true } }, {})
}

/** The number of the call: known to work, so it is not read back. */
function withOwnNumber(reception: Reception): Reception {
  return noting({ ...reception, number: { confirmed: true } }, { changed: ['number'] })
}

function hearNumberRight(reception: Reception, heard: Understood, around: Surroundings): Reception {
  if (saysNumber(heard)) return hearNumber(reception, heard, around)
  const { e164, ownIsWrong } = reception.number
  const isYes = saysYes(heard) && wasAskedInFull(reception)
  if (isYes && e164 !== undefined) {
    return noting({ ...reception, number: { e164, confirmed: true } }, {})
  }
  const isNo = heard.marks.has('no') || heard.marks.has('correction')
  if (!isNo) return reception
  const number = ownIsWrong ? { ownIsWrong } : {}
  return missing(noting({ ...reception, number }, {}), 'number')
}

function hearReason(reception: Reception, heard: Understood, around: Surroundings): Reception {
  if (isDigression(heard) || isForPerson(reception, heard, around)) return reception
  if (isOtherTime(reception, heard)) return withMoreOfWhen(reception, heard.when)
  if (reception.matter.passOn) return hearPassOn(reception, heard)
  if (isRefused(heard)) {
    return noting(withMatter(reception, { reasonSettled: true }), {})
  }
  return isBareReply(heard) || heard.isForeign ? reception : withTopic(reception, heard.text)
}

function isRefused(heard: Understood): boolean {
  return turnsDown(heard) || (refuses(heard) && heard.tokens.length <= shortRefusal)
}

const shortRefusal = 6

/** `Let me talk to a human` is no reason, where that can be done; `human!` never is. */
function isForPerson(reception: Reception, heard: Understood, around: Surroundings): boolean {
  const { marks, tokens } = heard
  if (marks.has('message') || marks.has('tell') || !wantsPerson(heard)) return false
  return tokens.length <= fewWords || canTransfer(reception, around)
}

const fewWords = 2

/** `No, Thursday I said`: it corrects the time of the call, and tells nothing else. */
function isOtherTime({ goal }: Reception, { marks, tokens, when }: Understood): boolean {
  const isCorrection = marks.has('no') || marks.has('correction')
  return (
    goal?.kind === 'callback' && isCorrection && saysWhen(when) && tokens.length <= shortCorrection
  )
}

const shortCorrection = 7

function hearUrgency(reception: Reception, heard: Understood): Reception {
  const { marks } = heard
  if (marks.has('not-urgent')) return withUrgency(reception, 'normal')
  const isYes = saysYes(heard) && wasAskedInFull(reception)
  if (marks.has('urgent') || isYes) return withUrgency(reception, 'urgent')
  return canWait(heard) ? withUrgency(reception, 'normal') : reception
}

/** `No`, and also `tomorrow`. */
function canWait(heard: Understood): boolean {
  const { marks, when } = heard
  const isForLater = when.day !== undefined && !marks.has('today') && !marks.has('now')
  return marks.has('no') || refuses(heard) || isForLater
}
