import { withMatter, withName, withTopic, withUrgency } from './fill-slots.ts'
import { hearNumber } from './hear-number.ts'
import { hearWhen } from './hear-when.ts'
import {
  isBareReply,
  isDigression,
  refuses,
  saysNumber,
  saysYes,
  wantsPerson,
  wasAskedInFull,
} from './kind-of-reply.ts'
import { missing, noting, type Reception, type Surroundings } from './reception.ts'
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
  return answers[expecting.question]?.(reception, heard, around) ?? reception
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
  if (!refuses(heard)) return reception
  const name = { ...reception.name, settled: true } as const
  return noting({ ...reception, name }, { events: ['name-refused'] })
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
  if (reception.matter.passOn) return hearPassOn(reception, heard)
  if (refuses(heard) && heard.tokens.length <= shortRefusal) {
    return noting(withMatter(reception, { reasonSettled: true }), {})
  }
  return isBareReply(heard) || heard.isForeign ? reception : withTopic(reception, heard.text)
}

const shortRefusal = 6
/** `Let me talk to a human` is no reason, where that can be done; `human!` never is. */
function isForPerson(reception: Reception, heard: Understood, around: Surroundings): boolean {
  const { marks, tokens } = heard
  if (marks.has('message') || marks.has('tell') || !wantsPerson(heard)) return false
  return tokens.length <= fewWords || canTransfer(reception, around)
}

const fewWords = 2

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
