import { describe } from 'vitest'
import { teamOf } from '../fakes/tool-office.ts'
import { dialogue } from './dialogue.ts'

const withTeam = { agent: { team: teamOf('Sam Miller', 'Ann') } }

describe('a caller who speaks into the words before the transfer', () => {
  dialogue(
    'is put through all the same',
    `
    > can I talk to Ann
    < I will put you through to Ann. One moment, please.
    $ transfer-call
    >| I will put > thank you
    < I will put you through to Ann. One moment, please.
    $ transfer-call {"person":"Ann"}
    `,
    withTeam,
  )

  dialogue(
    'can stay',
    `
    > can I talk to Ann
    $ transfer-call
    >| I will put you > no never mind
    < All right. Is there anything else I can do for you?
    <! put you
    `,
    withTeam,
  )

  dialogue(
    'can leave a message instead',
    `
    > can I talk to Ann
    $ transfer-call
    >| I will put you > actually just leave a message for her
    < I will gladly take a message. May I have your name, please?
    `,
    withTeam,
  )

  dialogue(
    'can leave',
    `
    > can I talk to Ann
    $ transfer-call
    >| I will put you > oh, I have to go, bye
    < Goodbye.
    <! written down
    $ end-call
    `,
    withTeam,
  )

  dialogue(
    'is answered first',
    `
    > can I talk to Ann
    $ transfer-call
    >| I will put you > wait, where are you?
    < We are at 12 Harbor Street, Springfield. I will put you through to Ann.
    $ transfer-call
    `,
    withTeam,
  )
})

describe('a caller who is back because nobody took the call', () => {
  dialogue(
    'says what to pass on, and from whom',
    `
    > Can I speak to Sam about my boiler?
    $ transfer-call
    x Sam Miller
    > Tell him it leaks again.
    < Thank you. May I have your name, please?
    <! call back
    > Jo Doe
    < Your message for the team is written down, Jo Doe. They have your number as 2 0 2, 5 5 5, 0 1 2 3.
    < Is there anything else I can do for you?
    $ take-message {"name":"Jo Doe","reason":"For Sam Miller: Tell him it leaks again.","urgency":"normal"}
    $ save-contact-details
    > no
    < Goodbye.
    $ end-call
    `,
    withTeam,
  )

  dialogue(
    'is not asked for a name that they gave already',
    `
    > This is Jo Doe, can I speak to Sam?
    $ transfer-call
    x Sam Miller
    > the invoice is wrong
    < Your message for the team is written down, Jo Doe.
    $ take-message {"reason":"For Sam Miller: the invoice is wrong"}
    $ save-contact-details
    `,
    withTeam,
  )

  dialogue(
    'has nothing more to say and is let go',
    `
    > Can I speak to Sam?
    $ transfer-call
    x Sam Miller
    > no, thank you
    < Goodbye.
    <! written down
    $ end-call
    `,
    withTeam,
  )

  dialogue(
    'thanks and is let go',
    `
    > Can I speak to Sam?
    $ transfer-call
    x Sam Miller
    > okay thanks
    < Goodbye.
    $ end-call
    `,
    withTeam,
  )

  dialogue(
    'hangs up with a goodbye without being told that nothing was written down',
    `
    > Can I speak to Sam?
    $ transfer-call
    x Sam Miller
    > bye then
    < Goodbye.
    <! written down
    $ end-call
    `,
    withTeam,
  )

  dialogue(
    'says yes and is asked for the message',
    `
    > human please
    $ transfer-call
    x Sam Miller, Ann
    > yes please
    < What is it about?
    > the roof
    < May I have your name, please?
    > I'd rather not say
    < Your message for the team is written down.
    $ take-message {"reason":"the roof"}
    `,
    withTeam,
  )

  dialogue(
    'asks something and is asked for the message again',
    `
    > Can I speak to Sam?
    $ transfer-call
    x Sam Miller
    > when do you close today?
    < Today we are open from 9 a.m. to 5 p.m. What is it about?
    `,
    withTeam,
  )

  dialogue(
    'can try somebody else',
    `
    > Can I speak to Sam about the roof?
    $ transfer-call
    x Sam Miller
    > can you put me through to Ann then
    < I will put you through to Ann. One moment, please.
    $ transfer-call {"person":"Ann"}
    x Ann
    > it leaks
    < May I have your name, please?
    > Jo
    < written down, Jo.
    $ take-message {"reason":"For Ann: it leaks"}
    $ save-contact-details
    `,
    withTeam,
  )

  dialogue(
    'withholds the number and is asked for it, when no callback could be written down',
    `
    > Can I speak to Sam about the roof?
    $ transfer-call
    x! Sam Miller
    > yes
    < I will gladly take a message. May I have your name, please?
    > Jo
    < What is the best number to reach you?
    > 202 555 0177
    > yes
    < Is it urgent
    > no
    < written down, Jo.
    $ take-message {"phoneNumber":"+12025550177","reason":"For Sam Miller: the roof?"}
    $ save-contact-details
    `,
    { ...withTeam, from: 'anonymous' },
  )

  dialogue(
    'says the message at once instead of a yes',
    `
    > Can I speak to Sam?
    $ transfer-call
    x! Sam Miller
    > tell him that the roof leaks again
    < May I have your name, please?
    > Jo
    > yes
    > no
    < written down, Jo.
    $ take-message {"reason":"For Sam Miller: tell him that the roof leaks again"}
    $ save-contact-details
    `,
    withTeam,
  )

  dialogue(
    'has a message about an emergency taken as an urgent one',
    `
    > there is a gas leak in my kitchen
    $ take-message
    $ transfer-call
    x Sam Miller, Ann
    > we are outside now
    < May I have your name, please?
    > Jo
    < written down, Jo.
    $ take-message {"reason":"we are outside now","urgency":"urgent"}
    $ save-contact-details
    `,
    withTeam,
  )
})
