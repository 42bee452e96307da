import { describe } from 'vitest'
import { teamOf } from '../fakes/tool-office.ts'
import { dialogue } from './dialogue.ts'

describe('what a caller has said is not asked again:', () => {
  dialogue(
    'name, number, wish, reason and time in one sentence',
    `
    > This is Jo March, 202 555 0142, I need a quote for a new roof, call me tomorrow at nine
    < I can arrange a call back. Thank you, Jo March. I have 2 0 2, 5 5 5, 0 1 4 2. Is that right?
    > yes
    < Your call back is scheduled for tomorrow, Thursday, June 4, at 9 a.m.
    $ schedule-callback {"name":"Jo March","phoneNumber":"+12025550142","when":"tomorrow at nine","reason":"New enquiry: This is Jo March, 202 555 0142, I need a quote for a new roof, call me tomorrow at nine"}
    $ save-contact-details {"name":"Jo March"}
    `,
  )

  dialogue(
    'what needs to be done, beside the wish to be called',
    `
    > Hello this is Bob Smith, we need three windows replaced, could someone call me back this afternoon?
    > yes
    < Your call back is scheduled for today at 2 p.m.
    $ schedule-callback {"reason":"Hello this is Bob Smith, we need three windows replaced, could someone call me back this afternoon?"}
    $ save-contact-details
    `,
  )

  dialogue(
    'a name and a number after the wish',
    `
    > I'd like to book an appointment for Tuesday at 3, name's Lucy Hale, and my number is 202 555 0199
    < Thank you, Lucy Hale. I have 2 0 2, 5 5 5, 0 1 9 9. Is that right?
    > yes
    $ schedule-callback {"name":"Lucy Hale","phoneNumber":"+12025550199","when":"Tuesday at 3"}
    $ save-contact-details
    `,
  )

  dialogue(
    'what the team is to be told',
    `
    > Please tell the team that my sink has the wrong size
    < I will gladly take a message. May I have your name, please?
    > Dana
    > yes
    < Is it urgent
    > no
    $ take-message {"reason":"my sink has the wrong size"}
    $ save-contact-details
    `,
  )

  dialogue(
    'what somebody of the team is to be told',
    `
    > I'd like to leave a message for Sam that the keys are under the mat
    > Al
    > yes
    < Is it urgent
    > no
    $ take-message {"reason":"For Sam: the keys are under the mat"}
    $ save-contact-details
    `,
  )

  dialogue(
    'who is meant by her',
    `
    > I have a meeting with Ann tomorrow, can you tell her I'm running late
    > Carl
    > yes
    > no
    $ take-message {"reason":"I have a meeting with Ann tomorrow, can you tell her I'm running late"}
    $ save-contact-details
    `,
  )

  dialogue(
    'what is to be taken down',
    `
    > take this down: my garage door won't close
    < I will gladly take a message. May I have your name, please?
    > Dee
    > yes
    < Is it urgent
    > no
    $ take-message {"reason":"my garage door won't close"}
    $ save-contact-details
    `,
  )

  dialogue(
    'the story that comes after a name',
    `
    > Hi, this is Margaret Olsen and the gutter over my porch has come loose in the storm last week
    < That is something for the team. Thank you, Margaret Olsen. Shall I take a message for the team?
    > yes
    < You are calling from
    > yes
    < Is it urgent
    > no
    $ take-message {"reason":"Hi, this is Margaret Olsen and the gutter over my porch has come loose in the storm last week"}
    $ save-contact-details
    `,
  )

  dialogue(
    'what it is about, after a number',
    `
    > My number is 202 555 0198 and I'm calling about my bill being wrong
    < Shall I take a message for the team?
    > yes
    > Al
    < I have 2 0 2, 5 5 5, 0 1 9 8. Is that right?
    > yes
    < Is it urgent
    > no
    $ take-message {"phoneNumber":"+12025550198","reason":"my bill being wrong"}
    $ save-contact-details
    `,
  )

  dialogue(
    'a number that has changed',
    `
    > Hi, Dana Miller here, I have a new phone number, it's 202 555 0166
    < Thank you, Dana Miller. I have 2 0 2, 5 5 5, 0 1 6 6. Is that right?
    > yes
    < Your message for the team is written down, Dana Miller.
    $ take-message {"phoneNumber":"+12025550166","reason":"Hi, Dana Miller here, I have a new phone number, it's 202 555 0166"}
    $ save-contact-details
    `,
  )

  dialogue(
    'a question, beside the wish to leave a message',
    `
    > What are your hours and can I leave a message?
    < We are open Monday to Friday from 9 a.m. to 5 p.m.
    < I will gladly take a message.
    `,
  )

  dialogue(
    'who of the team is to call',
    `
    > Can Sam call me back
    > Al
    > yes
    > the deck
    > at 4
    $ schedule-callback {"reason":"For Sam: the deck","when":"at 4"}
    $ save-contact-details
    `,
    { agent: { team: teamOf('Sam', 'Ann') } },
  )

  dialogue(
    'who is to be asked to call, and when, and nothing that is no reason',
    `
    > ask Sam to call me tomorrow at ten
    > Tess
    > yes
    < What is it about?
    > the roof
    $ schedule-callback {"reason":"For Sam: the roof","when":"tomorrow at ten"}
    $ save-contact-details
    `,
    { agent: { team: teamOf('Sam', 'Ann') } },
  )

  dialogue(
    'that a call is wanted, while the hours are only asked for',
    `
    > What are your hours, and please have someone call me about my gutter.
    > Rob
    > yes
    < When would be a good time to call you?
    `,
  )

  dialogue(
    'two complaints in one breath are written down once',
    `
    > I need a quote for a fence and also I want to complain about the last visit
    > Nina
    > yes
    > no
    $ take-message {"reason":"Complaint: I need a quote for a fence and also I want to complain about the last visit"}
    $ save-contact-details
    `,
  )
})

describe('a caller who is known', () => {
  dialogue(
    'keeps the whole name when they say the first of it',
    `
    > Hi this is Dana, can you tell Sam the part arrived
    < Thank you, Dana Miller.
    > yes
    > no
    $ take-message {"name":"Dana Miller","reason":"For Sam: the part arrived"}
    `,
    { callerName: 'Dana Miller' },
  )
})

describe('a word that is no name', () => {
  for (const words of ['call me after hours', 'call me yesterday']) {
    dialogue(
      `is not thanked for after "${words}"`,
      `
      > ${words}
      <! Thank you
      `,
    )
  }

  dialogue(
    'such as afternoon is not put down as one',
    `
    > book me for tomorrow
    < someone from the team can call you to arrange it
    > no the afternoon
    < What name should I put down?
    <! Thank you
    `,
  )
})

describe('a name that is also a word', () => {
  dialogue(
    'such as April May is no month',
    `
    > call me back please
    > April May
    < Thank you, April May.
    > yes
    > the roof
    < When would be a good time to call you?
    `,
  )

  dialogue(
    'may come with another word before it',
    `
    > leave a message
    > Just Rose
    < Thank you, Rose.
    `,
  )

  dialogue(
    'keeps all of its parts',
    `
    > leave a message
    > my name is Dr. Patricia van der Berg
    < Thank you, Dr Patricia van der Berg.
    `,
  )

  dialogue(
    'that is offered with call me is no wish to be called',
    `
    > leave a message
    > you can call me Al
    < Thank you, Al.
    <! call back
    `,
  )

  dialogue(
    'is not seen in a plan with a grace period',
    `
    > Is Grace period included in my plan?
    < I do not know that
    <! Grace
    `,
  )
})
