import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import type { Agent } from './agent.ts'
import { defaultAgent } from './default-agent.ts'
import { createRememberingAgentBook } from './remembering-agent-book.ts'

const firstAgent = defaultAgent({ id: 'first', timeZone: 'UTC' })
const known = { ...firstAgent, id: 'known' }

function bookWhere(forNumber: () => Promise<Agent>) {
  const clock = createManualClock()
  const book = createRememberingAgentBook({
    book: { forNumber, find: () => Promise.resolve(undefined) },
    firstAgent,
    clock,
  })
  return { book, clock }
}

describe('who answers when the records are away', () => {
  it('is the agent that answered last', async () => {
    let isAway = false
    const { book } = bookWhere(() =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve(known),
    )
    expect(await book.forNumber('+1')).toBe(known)
    isAway = true
    expect(await book.forNumber('+1')).toBe(known)
    expect(await book.find('known')).toBe(known)
  })

  it('is the first agent when none has answered yet', async () => {
    const { book } = bookWhere(() => Promise.reject(new Error('away')))
    expect(await book.forNumber('+1')).toBe(firstAgent)
  })

  it('is not waited for', async () => {
    const { book, clock } = bookWhere(() => new Promise(() => undefined))
    const answer = book.forNumber('+1')
    clock.advance(500)
    expect(await answer).toBe(firstAgent)
  })
})
