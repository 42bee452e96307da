import { expect, it } from 'vitest'
import { defaultAgent } from './default-agent.ts'
import { openingWords } from './opening-words.ts'

const agent = defaultAgent({ id: 'front-desk', timeZone: 'America/New_York' })

it('says whose line it is and that an AI answers, then greets', () => {
  expect(openingWords({ agent })).toEqual({
    notice: 'Thank you for calling Harbor Street Services. You are speaking with an AI assistant.',
    words:
      'Thank you for calling Harbor Street Services. You are speaking with an AI assistant. How can I help you?',
  })
})

it("says the notice before the owner's own greeting too", () => {
  const { notice, words } = openingWords({ agent: { ...agent, greeting: ' Ahoy! ' } })
  expect(notice).toBe('You are speaking with the AI assistant of Harbor Street Services.')
  expect(words).toBe(`${notice} Ahoy!`)
})
