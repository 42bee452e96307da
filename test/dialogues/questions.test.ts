import { describe } from 'vitest'
import { dialogue } from './dialogue.ts'

describe('a question', () => {
  dialogue(
    'about opening hours is answered for today, a day, the week and right now',
    `
    > What are your opening hours?
    < We are open Monday to Friday from 9 a.m. to 5 p.m. We are open right now, until 5 p.m. Is there anything else I can do for you?
    > Are you open on Saturday?
    < On Saturday we are closed.
    > And tomorrow?
    < Tomorrow we are open from 9 a.m. to 5 p.m.
    > are you open now
    < We are open right now, until 5 p.m.
    > what about the weekend
    < On Saturday we are closed. On Sunday we are closed.
    > what are your hours on Monday and Sunday
    < On Monday we are open from 9 a.m. to 5 p.m. On Sunday we are closed.
    > are you open on Christmas
    < I do not know whether that is different on holidays.
    `,
  )

  dialogue(
    'about opening hours is answered in the time zone of the business',
    `
    > are you open right now?
    < We are closed right now. We open again tomorrow at 9 a.m.
    > how late are you open today
    < Today we are open from 9 a.m. to 5 p.m.
    `,
    { now: '2026-06-03T23:30:00Z' },
  )

  dialogue(
    'about opening hours that are not known is answered so',
    `
    > when are you open?
    < I do not have our opening hours at hand.
    > where are you?
    < I do not have the address at hand.
    `,
    {
      agent: {
        business: {
          name: 'New Shop',
          address: ' ',
          timeZone: 'America/New_York',
          country: 'US',
          hours: {},
        },
      },
    },
  )

  dialogue(
    "is answered from the owner's words, several in one sentence",
    `
    > Where are you, do you have parking, and can I pay by credit card?
    < We are at 12 Harbor Street, Springfield.
    < There is free parking behind the building.
    < We take cash and all common cards at the office.
    < Is there anything else I can do for you?
    > parking?
    < There is free parking behind the building.
    `,
  )

  dialogue(
    'that nobody wrote an answer to is not guessed at, but taken as a message',
    `
    > How much does a boiler cost?
    < I do not know that, and I would rather not guess. Shall I take a message for the team?
    > Yes please
    < May I have your name, please?
    > Jo
    > yes
    > no
    < written down, Jo.
    $ take-message {"reason":"How much does a boiler cost?"}
    $ save-contact-details
    `,
  )

  dialogue(
    'that is turned down as a message leads on',
    `
    > How much does a boiler cost?
    > no
    < Is there anything else I can do for you?
    `,
  )

  dialogue(
    'whether a robot is speaking is answered truthfully in any state, and the talk goes on where it was',
    `
    > are you a robot?
    < I am an AI assistant, not a person.
    > leave a message
    > are you human
    < Yes, I am an AI. You are not talking to a human. What name should I put down?
    > Jo, are you a real person?
    < You are speaking with an AI assistant, not with a human being.
    < Thank you, Jo.
    < Is that the best number to reach you?
    > am I talking to a machine?
    < I am an AI assistant
    < Should the team use that number?
    > yes
    > is this a recording?
    < What should I write down for the team?
    > the roof
    > are you real
    < Should I mark it as urgent?
    `,
  )

  dialogue(
    'who is there is answered with the name of the business',
    `
    > Who is this?
    < This is Harbor Street Services. I am the AI assistant on this line.
    > is this Harbor Street?
    < You have reached Harbor Street Services, and I am its AI assistant.
    > what is your name
    < This is Harbor Street Services.
    `,
  )

  dialogue(
    'in the middle of a message is answered on the way',
    `
    > leave a message
    > when do you close today?
    < Today we are open from 9 a.m. to 5 p.m. What name should I put down?
    > Jo
    > where are you located?
    < We are at 12 Harbor Street, Springfield.
    < Should the team use that number?
    `,
  )

  dialogue(
    'to say it again is answered with the same words',
    `
    > where are you?
    < We are at 12 Harbor Street, Springfield. Is there anything else I can do for you?
    > sorry, what?
    < Of course. We are at 12 Harbor Street, Springfield. Is there anything else I can do for you?
    > can you repeat that?
    < Certainly. We are at 12 Harbor Street, Springfield.
    <! Of course.
    `,
  )

  dialogue(
    'what can be done here is answered by what can be done',
    `
    > what can you do?
    < I can tell you our opening hours and where we are, take a message, or arrange a call back.
    > I have a question
    < What would you like to know?
    > do you take cash
    < We take cash
    `,
  )
})
