import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from './random.ts'
import { startCaller, type Caller, type Manner } from './caller.ts'
import type { HeardTurn } from './heard-turn.ts'
import type { CarrierAccount } from '../servers/measured-server.ts'

export interface CrowdSetting {
  readonly serverUrl: string
  readonly account: CarrierAccount
  readonly calls: number
  readonly manner: Manner
}

/** What a crowd of callers has lived through in a stretch of time. */
export interface CrowdReport {
  /** The turns that ended in it. */
  readonly turns: readonly HeardTurn[]
  /** Lines that broke, from the first call on. */
  readonly lost: readonly string[]
}

/** Many callers at once. */
export interface Crowd {
  /** @throws {Error} when a call is not answered as it should be. */
  gather(setting: CrowdSetting): Promise<void>
  /** Forgets the turns so far: from here on it counts. */
  begin(): void
  report(): CrowdReport
  disperse(): void
}

/** No carrier puts hundreds of calls through in the same moment. */
const betweenCallsMs = 10

export function createCrowd(): Crowd {
  const callers: Caller[] = []
  const lost: string[] = []
  let turns: HeardTurn[] = []
  return {
    async gather({ calls, ...setting }) {
      const starting: Promise<Caller>[] = []
      for (let number = 1; number <= calls; number += 1) {
        const started = startCaller({
          ...setting,
          number,
          random: createRandom(number),
          onTurn: (turn) => turns.push(turn),
          onLost: (why) => lost.push(why),
        })
        // Looked at below; until then it may fail quietly.
        started.catch(() => undefined)
        starting.push(started)
        await pause(betweenCallsMs)
      }
      callers.push(...(await Promise.all(starting)))
    },
    begin() {
      turns = []
    },
    report: () => ({ turns, lost }),
    disperse() {
      for (const caller of callers.splice(0)) caller.hangUp()
    },
  }
}
