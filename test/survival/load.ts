import type { Carrier } from '../../carrier/carrier.ts'
import type { Dice } from './dice.ts'
import { callPersistently, type CallersAccount } from './persistent-caller.ts'
import type { SurvivalOffice } from './survival-office.ts'

/** Callers who ring one after the other, so many at a time, until they are told that it is enough. */
export interface Load {
  /** No new calls. Resolves when the last one is over. */
  finish(): Promise<readonly CallersAccount[]>
}

export function startLoad(
  { carrier }: Pick<SurvivalOffice, 'carrier'>,
  { dice, atOnce = 4 }: { dice: Dice; atOnce?: number },
): Load {
  const accounts: CallersAccount[] = []
  const words = createCodeWords()
  const enough = new AbortController()
  let number = 2_000_000

  async function callAgainAndAgain(): Promise<void> {
    while (!enough.signal.aborted) {
      number += 1
      const caller = carrier.placeCall({ from: `+1202${number}` })
      accounts.push(await callPersistently(caller, { dice, words }))
    }
  }

  const callers = Array.from({ length: atOnce }, () => callAgainAndAgain())
  return {
    async finish() {
      enough.abort()
      await Promise.all(callers)
      return accounts
    },
  }
}

/** Resolves when so much more has happened on the carrier's side. */
export async function untilMoreHappens(
  { trace }: Pick<Carrier, 'trace'>,
  count: number,
): Promise<void> {
  const wanted = trace.length + count
  while (trace.length < wanted) await new Promise((resolve) => setImmediate(resolve))
}

/** Words that nobody else says, and that are heard as they are written. */
export function createCodeWords(): () => string {
  const syllables = ['ba', 'de', 'fi', 'go', 'ku', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'ti']
  let count = 0
  return () => {
    count += 1
    const digits = [1728, 144, 12, 1].map((place) => Math.floor(count / place) % 12)
    return `x${digits.map((digit) => syllables[digit]).join('')}`
  }
}
