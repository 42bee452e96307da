import type { Reception, Surroundings } from './reception.ts'
import { startGoal, type Wish } from './start-goal.ts'
import type { Understood } from './understand.ts'

/** Something that callers want, how it is known, and what becomes of it. */
export interface Intent {
  isMeant(heard: Understood, reception: Reception, around: Surroundings): boolean
  take(reception: Reception, heard: Understood, around: Surroundings): Reception
}

/** A wish that is served by questions and a tool. */
export function wanting(
  isMeant: Intent['isMeant'],
  wish: (heard: Understood, around: Surroundings) => Wish,
): Intent {
  return {
    isMeant,
    take: (reception, heard, around) => startGoal(reception, wish(heard, around), around),
  }
}
