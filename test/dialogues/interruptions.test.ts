import { describe, expect, it } from 'vitest'
import { createReceptionist } from '../../src/brains/receptionist.ts'
import { dialogue } from './dialogue.ts'
import { createTalk, replyTo } from './talk.ts'

describe('an agent that is interrupted', () => {
  dialogue(
    'asks a question again that was not heard to its end',
    `
    > I want to leave a message
    < May I have your name, please?
    >| May I > sorry?
    < May I have your name, please?
    >| I will > uhm
    < May I have your name, please?
    <! did not understand
    `,
  )

  dialogue(
    'takes an answer that came before the end of the question',
    `
    > I want to leave a message
    >| May I have > Bob Smith
    < Thank you, Bob Smith.
    >| You are calling from > my number is 202 555 0177
    < 2 0 2, 5 5 5, 0 1 7 7. Is that right?
    `,
  )

  dialogue(
    'takes no yes for a number that was not heard to its end',
    `
    > I want to leave a message
    > Jo
    >| You are calling from 2 0 2 > yes
    < You are calling from 2 0 2, 5 5 5, 0 1 2 3. Is that the best number to reach you?
    >| 0 1 2 3. Is that > yes
    < What is it about?
    `,
  )

  dialogue(
    'takes no yes for an offer that was not heard to its end',
    `
    > my sink is leaking all over
    < Shall I take a message for the team?
    >| That is something > yes
    < Shall I take a message for the team?
    `,
  )

  dialogue(
    'tells of what was written down until the caller has heard it',
    `
    > leave a message about the roof
    > Jo
    > yes
    > no
    < Your message for the team is written down, Jo.
    $ take-message
    $ save-contact-details
    >| All right. Your > where are you?
    < Your message for the team is written down, Jo. They have your number as 2 0 2, 5 5 5, 0 1 2 3. We are at 12 Harbor Street, Springfield.
    > and your hours?
    <! written down
    `,
  )

  dialogue(
    'says again, too, that something could not be written down',
    `
    > leave a message about the roof
    > Jo
    > yes
    > no
    $ take-message
    $ save-contact-details
    >| I am sorry > hello?
    < could not write that down
    `,
    { everyToolRefuses: { ok: false, reason: 'failed', detail: 'The book is away' } },
  )

  dialogue(
    'answers both questions when it was not heard at all between them',
    `
    > where are you?
    >|  > and when do you open tomorrow?
    < We are at 12 Harbor Street, Springfield.
    < Tomorrow we are open from 9 a.m. to 5 p.m.
    `,
  )

  dialogue(
    'lets a caller go who speaks into an answer that was not heard at all',
    `
    > leave a message
    >|  > bye
    < nothing has been written down
    < Goodbye.
    $ end-call
    `,
  )

  dialogue(
    'says the goodbye again when the caller speaks into it',
    `
    > bye
    < Thank you for calling Harbor Street Services. Goodbye.
    $ end-call
    >| Thank you > oh wait, where are you?
    < We are at 12 Harbor Street, Springfield.
    `,
  )
})

describe('a call that goes on after a restart', () => {
  it('gets the same answer from another receptionist', async () => {
    const talk = await createTalk()
    for (const text of ['leave a message', 'Jo', 'no, 202 555 0177']) await talk.says(text)
    const request = talk.request()
    const asked = { ...request, transcript: request.transcript.slice(0, -1) }
    const [one, other] = [createReceptionist(), createReceptionist()]
    expect(await replyTo(one, asked)).toEqual(await replyTo(other, asked))
    expect(await replyTo(one, asked)).toEqual(await replyTo(one, structuredClone(asked)))
  })

  it('asks the open question again when the caller has said nothing new', async () => {
    const talk = await createTalk()
    for (const text of ['leave a message', 'Jo']) await talk.says(text)
    const events = await replyTo(createReceptionist(), talk.request())
    expect(words(events)).toBe(
      'Are you still there? I see the number 2 0 2, 5 5 5, 0 1 2 3. Should the team use that number?',
    )
  })

  it('goes on where another brain has left off', async () => {
    const talk = await createTalk()
    const at = new Date('2026-06-03T10:00:00-04:00')
    const agentSaid = 'Sure, I can take that down. What is your phone number?'
    talk.transcript.push(
      { speaker: 'caller', turn: 1, text: 'I want to leave a message about the roof', at },
      {
        speaker: 'agent',
        turn: 1,
        text: agentSaid,
        planned: agentSaid,
        interrupted: false,
        at,
      },
      { speaker: 'caller', turn: 2, text: '202 555 0177', at },
    )
    const events = await replyTo(createReceptionist(), talk.request())
    expect(words(events)).toBe('May I have your name, please?')
  })

  it('begins with the notice and the greeting when nothing has been said yet', async () => {
    const talk = await createTalk()
    const events = await replyTo(createReceptionist(), { ...talk.request(), transcript: [] })
    expect(words(events)).toBe(
      'Thank you for calling Harbor Street Services. You are speaking with an AI assistant. How can I help you?',
    )
  })

  it('reads a transcript in order also where turns were written late', async () => {
    const talk = await createTalk()
    for (const text of ['leave a message', 'Jo', 'yes', 'the roof']) await talk.says(text)
    const { transcript, ...request } = talk.request()
    const late = [...transcript.slice(0, -3), ...transcript.slice(-3).toReversed()]
    const receptionist = createReceptionist()
    expect(await replyTo(receptionist, { ...request, transcript: late })).toEqual(
      await replyTo(receptionist, { ...request, transcript }),
    )
  })
})

function words(events: Awaited<ReturnType<typeof replyTo>>): string {
  return events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')
}
