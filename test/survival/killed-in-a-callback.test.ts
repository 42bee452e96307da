import { describe, expect, it } from 'vitest'
import { kills, timeoutMs } from './kill-at-random.ts'
import { createCodeWords } from './load.ts'
import { oneCall } from './one-call.ts'
import { openSurvivalOffice } from './survival-office.ts'

/** Every moment where many kills are asked for; otherwise one of so many. */
const step = kills >= 100 ? 1 : 5

describe.each(['relay', 'gather'] as const)('a callback that is asked for on %s', (channel) => {
  it(
    'is scheduled once and said to be, whenever the server dies on the way',
    { timeout: timeoutMs },
    async () => {
      await using office = await openSurvivalOffice({ channel })
      const words = createCodeWords()
      let nth = 1
      for (let died = true; died; nth += step) {
        const word = words()
        const deathsBefore = office.server.deaths
        office.server.ask({ type: 'die-at', point: { from: { words: word }, nth } })
        const { account, findings } = await oneCall(office, (caller) =>
          caller.wishes('callback', word),
        )
        const { promised } = account
        expect({ nth, findings, promised }).toEqual({ nth, findings: [], promised: [word] })
        died = office.server.deaths > deathsBefore
        await office.server.answering()
      }
      expect(nth).toBeGreaterThan(20)
    },
  )
})
