import { describe } from 'vitest'
import { dialogue } from './dialogue.ts'

const instruction = 'If anyone is in danger, please hang up now and dial 911.'

describe('an emergency', () => {
  dialogue(
    'is told what to do first, and the team gets an urgent message at once',
    `
    > There is a fire in my kitchen!
    < ${instruction} An urgent message for the team is written down.
    $ take-message {"reason":"EMERGENCY: There is a fire in my kitchen!","urgency":"emergency"}
    > what should I do?
    < ${instruction}
    > the fire is spreading, the house is on fire
    < ${instruction} Your urgent message for the team is written down already.
    > ok bye
    < Goodbye
    $ end-call
    `,
  )

  dialogue(
    'comes first in any state, and the talk goes on where it was',
    `
    > leave a message about the roof
    > Jo
    > wait, I smell gas
    < ${instruction} An urgent message for the team is written down.
    < Should the team use that number?
    $ take-message {"name":"Jo","reason":"EMERGENCY: wait, I smell gas (the roof)","urgency":"emergency"}
    > yes
    < Is it urgent
    `,
  )

  dialogue(
    'asks once for a number when there is none, then goes on without',
    `
    > he has a gun
    < ${instruction} If you are safe, I can also alert the team. What is the best number to reach you?
    > no
    < An urgent message for the team is written down.
    $ take-message {"reason":"EMERGENCY: he has a gun","urgency":"emergency"}
    `,
    { from: 'anonymous' },
  )

  dialogue(
    'takes the number without reading it back',
    `
    > my house is on fire
    < What is the best number to reach you?
    > 202 555 0143
    < An urgent message for the team is written down.
    $ take-message {"phoneNumber":"+12025550143","urgency":"emergency"}
    `,
    { from: 'anonymous' },
  )

  dialogue(
    'is told truthfully when nobody could be alerted',
    `
    > there is a gas leak
    < ${instruction}
    < I could not write that down just now. Nothing has been recorded.
    < I cannot alert anybody from this line, so please do that yourself now.
    <! call us again
    $ take-message
    > bye
    < Goodbye
    $ end-call
    `,
    { everyToolRefuses: { ok: false, reason: 'not-recorded', detail: 'The book is away' } },
  )

  dialogue(
    'is told what to do also where no message can be taken',
    `
    > my husband is not breathing
    < ${instruction} I cannot alert anybody from this line
    `,
    { agent: { allowedTools: [] } },
  )

  dialogue(
    'is one by the words of the owner too',
    `
    > the freezer alarm went off
    < Call the duty manager. An urgent message for the team is written down.
    $ take-message {"urgency":"emergency"}
    `,
    { agent: { emergency: { instruction: 'Call the duty manager.', words: ['freezer alarm'] } } },
  )

  dialogue(
    'is none when only the word falls',
    `
    > do you offer emergency appointments
    <! 911
    > it's not an emergency
    <! 911
    > can you fire someone without notice
    <! 911
    `,
  )
})
