import { readPhoneNumber } from '../../lib/phone-number.ts'
import { missing, noting, type Reception, type Surroundings } from './reception.ts'
import { slotOf } from './slot-of.ts'
import type { Understood } from './understand.ts'

/** The number that the call comes from, when it is one that can be called. */
export function ownNumber({ agent, caller }: Surroundings): string | undefined {
  return readPhoneNumber(caller.phoneNumber, agent.business.country)
}

/** Digits that the caller said: a whole number, a part of one, or a correction of the one read back. */
export function hearNumber(
  reception: Reception,
  heard: Understood,
  around: Surroundings,
): Reception {
  if (!heard.number) return reception
  const { digits } = heard.number
  const isAsked = slotOf(reception.expecting?.question) === 'number'
  const e164 = numberMeant(reception, { digits, heard, around })
  if (e164 === undefined) return isAsked ? withPart(reception, digits) : reception
  const { ownIsWrong } = reception.number
  const number = { e164, ...(ownIsWrong ? { ownIsWrong } : {}) }
  return noting({ ...reception, number }, { changed: ['number'] })
}

function numberMeant(reception: Reception, said: Said): string | undefined {
  return (
    correctedNumber(reception, said) ??
    readPhoneNumber(said.digits, said.around.agent.business.country) ??
    completedNumber(reception, said)
  )
}

interface Said {
  readonly digits: string
  readonly heard: Understood
  readonly around: Surroundings
}

/** `It ends in 7`, `the area code is 202`, or only the last digits after `no`. */
function correctedNumber(reception: Reception, said: Said): string | undefined {
  const { digits, heard, around } = said
  const question = reception.expecting?.question
  const before = numberInTalk(reception, around)
  if (before === undefined || digits.length > longestCorrection) return undefined
  if (heard.marks.has('starts-with')) return withBeginning(before, said)
  const isEnd = heard.marks.has('ends-in') || slotOf(question) === 'number'
  const number = before.slice(0, -digits.length) + digits
  return isEnd ? readPhoneNumber(number, around.agent.business.country) : undefined
}

/** The number that a correction is about: the one that was said, else the one of the call. */
function numberInTalk({ number, expecting }: Reception, around: Surroundings): string | undefined {
  if (number.e164 !== undefined) return number.e164
  const isOwn = number.confirmed === true || expecting?.question === 'own-number'
  return isOwn ? ownNumber(around) : undefined
}

/** More digits than this are no correction, but the beginning of another number. */
const longestCorrection = 5

/** The area code of a North American number; elsewhere the number is asked for again. */
function withBeginning(before: string, { digits, around }: Said): string | undefined {
  const national = /^\+1(\d{10})$/.exec(before)?.[1]
  if (national === undefined) return undefined
  return readPhoneNumber(
    `+1${digits}${national.slice(digits.length)}`,
    around.agent.business.country,
  )
}

/** The missing part may come after, or, as an area code, before. */
function completedNumber(
  { number: { partial } }: Reception,
  { digits, heard, around }: Said,
): string | undefined {
  const { country } = around.agent.business
  if (partial === undefined) return undefined
  const isAreaCode = heard.marks.has('starts-with') || partial.length > digits.length * 2
  const orders = [partial + digits, digits + partial]
  for (const order of isAreaCode ? orders.toReversed() : orders) {
    const number = readPhoneNumber(order, country)
    if (number !== undefined) return number
  }
  return undefined
}

function withPart(reception: Reception, digits: string): Reception {
  const { number } = reception
  const partial = `${number.partial ?? ''}${digits}`
  const noted = noting(reception, { events: ['number-incomplete'] })
  if (partial.length > 1 && partial.length < longestPart) {
    const { e164: _, ...others } = number
    return { ...noted, number: { ...others, partial } }
  }
  const { partial: _, ...withoutPart } = number
  return missing({ ...noted, number: withoutPart }, 'number')
}

/** As many digits are no part any more, but a number that was said or understood wrongly. */
const longestPart = 10
