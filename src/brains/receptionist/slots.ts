import { ownNumber } from './hear-number.ts'
import type { Reception, Slot, Surroundings } from './reception.ts'

/** After the first question a slot is asked for twice again; then the talk goes on with what there is. */
const mostMisses = 3

export function isGivenUp(slot: Slot, { misses }: Reception): boolean {
  return slot !== 'general' && (misses[slot] ?? 0) >= mostMisses
}

export function isNameDone(reception: Reception): boolean {
  const { value, settled } = reception.name
  return value !== undefined || settled === true || isGivenUp('name', reception)
}

/** The caller's name, as they said it or as it is known for their number until they deny it. */
export function nameOf({ name }: Reception, { caller }: Surroundings): string | undefined {
  return name.value ?? (name.knownIsWrong ? undefined : caller.name)
}

/** A number that was said must also be confirmed, unless that did not work out either. */
export function isNumberDone(reception: Reception): boolean {
  const { confirmed, settled } = reception.number
  return confirmed === true || settled === true || isGivenUp('number', reception)
}

export function isReasonDone(reception: Reception): boolean {
  return reception.matter.reasonSettled === true || isGivenUp('reason', reception)
}

export function isUrgencyDone(reception: Reception): boolean {
  return reception.matter.urgency !== undefined || (reception.misses.urgency ?? 0) > 1
}

export function isWhenDone(reception: Reception): boolean {
  const { when, whenIsRefused } = reception.matter
  const isSaid = when.day !== undefined || when.time !== undefined
  return (isSaid && !whenIsRefused) || isGivenUp('when', reception)
}

/** Whether the caller can be reached at all: as a last resort at the number that they call from. */
export function hasNumber({ number }: Reception, around: Surroundings): boolean {
  return number.e164 !== undefined || ownNumber(around) !== undefined
}
