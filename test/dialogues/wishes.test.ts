import { describe, expect, it } from 'vitest'
import { teamOf } from '../fakes/tool-office.ts'
import { dialogue } from './dialogue.ts'
import { createTalk } from './talk.ts'

describe('a new customer', () => {
  dialogue(
    'who asks for a quote leaves name, number and what it is about, and is asked no more',
    `
    > Hi, I need a quote for a new roof
    < I am glad to take that down for the team. May I have your name, please?
    > Jo Doe
    < Is that the best number to reach you?
    > yes
    < Your message for the team is written down, Jo Doe. They have your number as 2 0 2, 5 5 5, 0 1 2 3.
    $ take-message {"name":"Jo Doe","reason":"New enquiry: Hi, I need a quote for a new roof","urgency":"normal"}
    $ save-contact-details {"name":"Jo Doe"}
    `,
  )

  dialogue(
    'who only says that they want a quote is asked for what',
    `
    > I'd like a quote please
    > Jo
    > yes
    < What is it about?
    > a new roof, about forty square meters
    < written down, Jo.
    $ take-message {"reason":"New enquiry: a new roof, about forty square meters"}
    $ save-contact-details
    `,
  )

  dialogue(
    'who says that it is urgent is taken at their word',
    `
    > I urgently need someone to fix my heater
    > Jo
    > yes
    < written down, Jo.
    $ take-message {"urgency":"urgent"}
    $ save-contact-details
    `,
  )
})

describe('a customer whose number is known', () => {
  dialogue(
    'is greeted by name, and asked whether it is them instead of for their name',
    `
    > Hello
    < Hello, Ann Lee. What can I do for you?
    > I'd like to leave a message
    < I have the name Ann Lee for this number. Is that you?
    <! May I have your name
    > yes
    < Thank you, Ann Lee.
    `,
    { callerName: 'Ann Lee' },
  )

  dialogue(
    'is put through by name',
    `
    > can I talk to Sam about the boat
    < I will put you through to Sam.
    $ transfer-call {"person":"Sam","reason":"the boat (name: Ann Lee)"}
    `,
    { callerName: 'Ann Lee', agent: { team: teamOf('Sam') } },
  )

  dialogue(
    'and who is somebody else is not called by that name again',
    `
    > leave a message
    > no
    < May I have your name, please?
    > hello?
    <! Ann
    `,
    { callerName: 'Ann Lee' },
  )
})

describe('a caller who wants no more calls', () => {
  it('is put on the do-not-call list, hears so from its receipt, and is let go', async () => {
    const talk = await createTalk()
    const { said, called } = await talk.says('Take me off your list and stop calling me')
    expect(said).toBe(
      'I am sorry that we disturbed you. The number 2 0 2, 5 5 5, 0 1 2 3 is on our do-not-call list now. It will not be called again. Goodbye.',
    )
    expect(called.map(({ tool }) => tool)).toEqual(['stop-calls', 'end-call'])
    expect(talk.numbersNotToCall()).toEqual(['+12025550123'])
  })

  dialogue(
    'is not told so when it could not be written down, and can try again',
    `
    > stop calling me
    < I am sorry, I could not write that down just now. Nothing has been recorded.
    <! list
    <! Goodbye
    $ stop-calls
    > try again
    < it still does not work
    $ stop-calls
    `,
    { everyToolRefuses: { ok: false, reason: 'failed', detail: 'The book is away' } },
  )

  dialogue(
    'and withholds the number hears that it is not known, and can leave a note about one',
    `
    > stop calling me
    < I am sorry that we disturbed you. I cannot see your number, because it is withheld.
    < Which number should not be called any more?
    > 202 555 0177
    > yes
    < An urgent note for the team is written down
    $ take-message {"phoneNumber":"+12025550177"}
    `,
    { from: 'anonymous' },
  )

  dialogue(
    'on another number than this one has a note written for the team',
    `
    > stop calling my other number, it is 202 555 0177
    < 2 0 2, 5 5 5, 0 1 7 7. Is that right?
    > yes
    < An urgent note for the team is written down
    $ take-message {"phoneNumber":"+12025550177"}
    `,
  )
})
