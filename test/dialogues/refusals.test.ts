import { describe } from 'vitest'
import { dialogue } from './dialogue.ts'

describe('when nothing can be written down', () => {
  describe.each(['not-recorded', 'failed', 'taken-over'] as const)('(%s)', (reason) => {
    dialogue(
      'the caller is told so and when to call again, and nothing is promised',
      `
      > leave a message about the roof
      > Jo
      > yes
      > no
      < I am sorry, I could not write that down just now. Nothing has been recorded.
      < Please call us again a little later. We are open Monday to Friday from 9 a.m. to 5 p.m.
      <! is written down
      $ take-message
      $ save-contact-details
      > try again
      < I am sorry, it still does not work. Nothing has been written down.
      $ take-message
      $ save-contact-details
      > no
      < Goodbye.
      $ end-call
      `,
      { everyToolRefuses: { ok: false, reason, detail: 'The book is away' } },
    )
  })

  dialogue(
    'a callback is not promised either',
    `
    > call me back tomorrow about the roof
    > Jo
    > yes
    < could not write that down
    <! scheduled
    <! We will call you
    $ schedule-callback
    $ save-contact-details
    `,
    { everyToolRefuses: { ok: false, reason: 'failed', detail: 'The book is away' } },
  )
})

describe('when a tool refuses the number', () => {
  dialogue(
    'another one is asked for, and in the end it is done without',
    `
    > leave a message about the roof
    > Jo
    > yes
    > no
    < That number does not seem to work. What is the best number to reach you?
    $ take-message
    $ save-contact-details
    `,
    { everyToolRefuses: { ok: false, reason: 'wrong-arguments', detail: 'No such number' } },
  )
})

describe('an agent without', () => {
  dialogue(
    'any tool says that it can take no message and schedule no call',
    `
    > I want to leave a message
    < I am sorry, I cannot take messages on this line. Is there anything else I can do for you?
    > call me back then
    < messages cannot be left here.
    > can I speak to Maria
    < I cannot put calls through on this line.
    > what can you do
    < I can tell you our opening hours and where we are.
    > what is the meaning of life
    < I do not know that
    <! message
    > bye
    < Goodbye.
    `,
    { agent: { allowedTools: [] } },
  )

  dialogue(
    'callbacks takes a message that asks for one',
    `
    > please call me back on Friday
    < I cannot schedule calls here, but I can take a message that you would like to be called.
    > Jo
    > yes
    > the roof
    > no
    < Your message for the team is written down, Jo.
    <! We will call you
    $ take-message {"reason":"the roof (asked to be called back on Friday)"}
    > that's all
    < Goodbye.
    `,
    { agent: { allowedTools: ['take-message'] } },
  )

  dialogue(
    'messages offers a callback instead',
    `
    > please tell Maria I am sick
    < I cannot take messages here, I can only arrange a call back. Shall I arrange for someone to call you?
    > yes
    < May I have your name, please?
    > Jo
    > yes
    > asap
    < Your call back is scheduled for today, as soon as possible.
    $ schedule-callback {"reason":"I am sick"}
    `,
    { agent: { allowedTools: ['schedule-callback'] } },
  )

  dialogue(
    'the tool to end a call says goodbye and leaves the line to the caller',
    `
    > bye
    < Thank you for calling Harbor Street Services. Goodbye.
    > bye
    < Goodbye, and take care.
    `,
    { agent: { allowedTools: ['take-message'] } },
  )
})
