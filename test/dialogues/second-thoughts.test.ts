import { describe } from 'vitest'
import { teamOf } from '../fakes/tool-office.ts'
import { dialogue } from './dialogue.ts'

const withTeam = { agent: { team: teamOf('Sam', 'Ann') } }

describe('a caller who', () => {
  dialogue(
    'waits and then moves the hour is called at the new one',
    `
    > book me an appointment tomorrow at 3
    > wait, actually make it 4
    > Rob
    > yes
    < tomorrow, Thursday, June 4, at 4 p.m.
    $ schedule-callback {"when":"tomorrow 4"}
    $ save-contact-details
    `,
  )

  dialogue(
    'corrects the day instead of saying what it is about is asked for that again',
    `
    > call me back on Wednesday at 3
    > Zoe
    > yes
    < What is it about?
    > no I said Thursday
    < What should I write down for the team?
    > the gate
    < tomorrow, Thursday, June 4, at 3 p.m.
    $ schedule-callback {"reason":"the gate","when":"Thursday at 3"}
    $ save-contact-details
    `,
  )

  dialogue(
    'corrects the name has not denied the number',
    `
    > call me back tomorrow
    > Zoe
    < Is that the best number to reach you?
    > no it's Chloe
    < All right, Chloe. I see the number 2 0 2, 5 5 5, 0 1 2 3. Should the team use that number?
    `,
  )

  dialogue(
    'gives a new number in two parts is asked for the rest of it',
    `
    > leave a message
    > Kay
    > no it's 202 555
    < So far I have 2 0 2, 5 5 5. What are the other digits?
    > 0 1 7 7
    < I have 2 0 2, 5 5 5, 0 1 7 7. Is that right?
    `,
  )

  dialogue(
    'has no other number is reached at the one of the call',
    `
    > leave a message
    > Kay
    > no
    > I don't have another one
    < Then I will use the number that you are calling from. What is it about?
    `,
  )

  dialogue(
    'names the earliest hour is not called before it',
    `
    > Can you call me tomorrow but not before noon
    > Ivy
    > yes
    > plumbing
    < tomorrow, Thursday, June 4, at noon
    $ schedule-callback {"when":"tomorrow not before noon"}
    $ save-contact-details
    `,
  )

  dialogue(
    'needs no call for an appointment that is to be cancelled leaves a message instead',
    `
    > cancel my appointment please
    > Val
    > yes
    > I don't need a call, just cancel it
    < Your message for the team is written down, Val.
    $ take-message {"reason":"Appointment wish: cancel my appointment please"}
    $ save-contact-details
    `,
  )

  dialogue(
    'wants a message after all says so instead of a name, and is understood',
    `
    > Can I speak to a human please
    > fine, message then
    < What name should I put down?
    <! understand
    `,
  )

  dialogue(
    'gives no name but a matter leaves the matter',
    `
    > I want my money back
    > no I don't want to leave my name
    < That is fine, we can do without a name. You are calling from
    <! nothing has been written down
    `,
  )

  dialogue(
    'declines a message that they had not asked for is let go',
    `
    > I'm calling for Mr. Gray in accounting
    < I can take a message for Mr Gray. May I have your name, please?
    > no thanks
    < All right, nothing has been written down.
    `,
  )

  dialogue(
    'does not say what it is about is not asked three times',
    `
    > leave a message
    > Jo
    > yes
    < What is it about?
    > no
    < Is it urgent
    `,
  )

  dialogue(
    'says that it is not all is not sent away',
    `
    > no that's not all
    < What can I do for you?
    `,
  )

  dialogue(
    'asks something after that is all is answered',
    `
    > that's all I know about it, but who can I ask
    < I do not know that
    <! Goodbye
    `,
  )

  dialogue(
    'thanks at length is done',
    `
    > are you open on Friday?
    > thank you so much you've been so helpful
    < You are welcome. Thank you for calling
    $ end-call
    `,
  )

  dialogue(
    'asks for the next day after today is told',
    `
    > how late are you open tonight
    > and tomorrow
    < Tomorrow we are open from 9 a.m. to 5 p.m.
    `,
  )

  dialogue(
    'is back after a moment is asked again, and not misunderstood',
    `
    > leave a message
    > hang on my kid is crying
    < Take your time.
    > ok I'm back
    < What name should I put down?
    <! understand
    `,
  )

  dialogue(
    'says that the line was cut is greeted again',
    `
    > we got disconnected
    < Hello. What can I do for you?
    `,
  )

  dialogue(
    'only apologises is not told everything again',
    `
    > uh nothing, sorry
    < Goodbye.
    <! AI assistant
    $ end-call
    `,
  )
})

describe('while a transfer is announced, a caller who', () => {
  dialogue(
    'hesitates is not put through',
    `
    > put me through to Ann
    $ transfer-call
    > no wait
    < All right.
    <! put you through
    `,
    withTeam,
  )

  dialogue(
    'meant somebody else is put through to them',
    `
    > Ann
    $ transfer-call {"person":"Ann"}
    > no I said Sam
    < I will put you through to Sam.
    $ transfer-call {"person":"Sam"}
    `,
    withTeam,
  )
})

describe('after a transfer that nobody took, a caller who', () => {
  dialogue(
    'wants anybody else is put through to anyone',
    `
    > put me through to Ann
    $ transfer-call
    x! Ann
    > then someone else
    $ transfer-call {"person":"anyone"}
    `,
    withTeam,
  )

  dialogue(
    'wants it tried again is put through again',
    `
    > can I talk to Sam
    $ transfer-call
    x Sam
    > try again please
    < I will put you through to Sam.
    $ transfer-call {"person":"Sam"}
    `,
    withTeam,
  )

  dialogue(
    'has nothing more to say keeps the message without a name',
    `
    > can I talk to Sam
    $ transfer-call
    x Sam
    > I want a refund
    < May I have your name, please?
    > no that's all
    < That is fine, we can do without a name. Your message for the team is written down.
    $ take-message {"reason":"For Sam: I want a refund"}
    `,
    withTeam,
  )

  dialogue(
    'is angry about it is heard before being asked for a name',
    `
    > can I talk to Sam
    $ transfer-call
    x Sam
    > are you kidding me, my invoice is wrong
    < I understand that you are upset, and I would like to help.
    < May I have your name, please?
    `,
    withTeam,
  )
})

describe('when the house has offered a message, a no', () => {
  dialogue(
    'leaves the number that was asked about alone',
    `
    > leave a message
    > Jo
    < Is that the best number to reach you?
    ~ I cannot hear you. If you like, I can take a message: just tell me your name and what it is about.
    > no
    < I see the number 2 0 2, 5 5 5, 0 1 2 3. Should the team use that number?
    `,
  )
})
