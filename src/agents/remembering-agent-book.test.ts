import { describe, expect, it } from 'vitest'
import { everythingSettles } from '../../test/fakes/answered-call.ts'
import { createMemoryLastGoodAgents } from '../../test/fakes/last-good-agents.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import type { Agent } from './agent.ts'
import type { AgentBook } from './agent-book.ts'
import { defaultAgent } from './default-agent.ts'
import { createRememberingAgentBook } from './remembering-agent-book.ts'

const firstAgent = defaultAgent({ id: 'first', timeZone: 'UTC' })
const known = { ...firstAgent, id: 'known' }
const other = { ...firstAgent, id: 'other' }
const away = () => Promise.reject(new Error('away'))

function bookWhere(
  forNumber: (number: string) => Promise<Agent>,
  { find = away, lastGood = createMemoryLastGoodAgents() }: Partial<AgentBook & LastGood> = {},
) {
  const clock = createManualClock()
  const book = createRememberingAgentBook({
    book: { forNumber, find },
    lastGood,
    firstAgent,
    clock,
  })
  return { book, clock, lastGood }
}

interface LastGood {
  readonly lastGood: ReturnType<typeof createMemoryLastGoodAgents>
}

describe('who answers when the records are away', () => {
  it('is the agent that answered last', async () => {
    let isAway = false
    const { book } = bookWhere(() => (isAway ? away() : Promise.resolve(known)))
    expect(await book.forNumber('+1')).toBe(known)
    isAway = true
    expect(await book.forNumber('+1')).toBe(known)
    expect(await book.find('known')).toBe(known)
  })

  it('is the agent of the number that was dialled, when there are several', async () => {
    let isAway = false
    const { book } = bookWhere((number) =>
      isAway ? away() : Promise.resolve(number === '+1' ? known : other),
    )
    await book.forNumber('+1')
    await book.forNumber('+2')
    isAway = true
    expect(await book.forNumber('+1')).toBe(known)
    expect(await book.forNumber('+3')).toBe(other)
    expect(await book.find('known')).toBe(known)
  })

  it('is the agent that answered before the server was started again', async () => {
    const before = bookWhere(() => Promise.resolve(known))
    await before.book.forNumber('+1')
    await everythingSettles()
    const { book } = bookWhere(away, { lastGood: before.lastGood })
    expect(await book.forNumber('+1')).toEqual(known)
    expect(await book.forNumber('+2')).toEqual(known)
  })

  it('is the agent as its owner changed it last', async () => {
    let agent = known
    const before = bookWhere(() => Promise.resolve(agent))
    await before.book.forNumber('+1')
    agent = { ...known, greeting: 'Ahoy' }
    await before.book.forNumber('+1')
    await everythingSettles()
    const { book } = bookWhere(away, { lastGood: before.lastGood })
    expect(await book.forNumber('+1')).toMatchObject({ greeting: 'Ahoy' })
  })

  it('is the first agent when none has answered yet', async () => {
    const { book } = bookWhere(away)
    expect(await book.forNumber('+1')).toBe(firstAgent)
  })

  it('is not waited for', async () => {
    const { book, clock } = bookWhere(() => new Promise(() => undefined))
    const answer = book.forNumber('+1')
    clock.advance(500)
    expect(await answer).toBe(firstAgent)
  })

  it('is remembered for the numbers that were dialled last, however many callers make up', async () => {
    const { book, lastGood } = bookWhere(() => Promise.resolve(known))
    for (let number = 0; number < 150; number += 1) await book.forNumber(`+${number}`)
    await everythingSettles()
    const kept = await lastGood.load()
    expect(kept).toHaveLength(100)
    expect(kept.at(-1)?.dialledNumber).toBe('+149')
  })
})

describe('an agent that is asked for by its name', () => {
  it('comes from the records, and is missed when neither they nor we have it', async () => {
    const { book } = bookWhere(() => Promise.resolve(known), { find: async () => other })
    await book.forNumber('+1')
    expect(await book.find('other')).toBe(other)
    await expect(bookWhere(away).book.find('other')).rejects.toThrow('away')
  })
})
