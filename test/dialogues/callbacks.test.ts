import { describe } from 'vitest'
import { dialogue } from './dialogue.ts'

describe('a callback', () => {
  dialogue(
    'is scheduled at the time that the caller named at first',
    `
    > Please call me back tomorrow afternoon about my invoice.
    < I can arrange a call back. May I have your name, please?
    > Ann Lee
    > yes
    < Your call back is scheduled for tomorrow, Thursday, June 4, at 2 p.m. We will call you at 2 0 2, 5 5 5, 0 1 2 3, Ann Lee.
    $ schedule-callback {"name":"Ann Lee","reason":"my invoice.","when":"tomorrow afternoon"}
    $ save-contact-details {"name":"Ann Lee"}
    `,
  )

  dialogue(
    'asks for the reason and the time when they are missing',
    `
    > I'd like a callback
    > Jo
    > yes
    < What is it about?
    > a quote for a roof
    < When would be a good time to call you?
    > tomorrow at ten
    < Your call back is scheduled for tomorrow, Thursday, June 4, at 10 a.m.
    $ schedule-callback {"reason":"a quote for a roof","when":"tomorrow at ten"}
    $ save-contact-details
    `,
  )

  dialogue(
    'asks back what is ambiguous and takes the answer',
    `
    > call me back next Friday about the boat
    > Jo
    > yes
    < Do you mean Friday, June 5 or Friday, June 12?
    $ schedule-callback {"when":"next Friday"}
    $ save-contact-details
    > the twelfth
    < Your call back is scheduled for Friday, June 12, at 9 a.m., when we open.
    $ schedule-callback {"when":"the twelfth"}
    `,
  )

  dialogue(
    'offers the next opening outside the hours, and takes a yes for it',
    `
    > call me on Sunday at three about the boat
    > Jo
    > yes
    < We are closed then. Shall we call you Monday, June 8, at 9 a.m. instead?
    $ schedule-callback {"when":"on Sunday at three"}
    $ save-contact-details
    > yes please
    < Your call back is scheduled for Monday, June 8, at 9 a.m.
    $ schedule-callback
    `,
  )

  dialogue(
    'keeps the hour when only the half of the day is asked',
    `
    > call me tomorrow at eight about the boat
    > Jo
    > yes
    < Do you mean 8 in the morning or 8 in the evening?
    $ schedule-callback {"when":"tomorrow at eight"}
    $ save-contact-details
    > in the evening
    < Your call back is scheduled for tomorrow, Thursday, June 4, at 8 p.m.
    $ schedule-callback {"when":"tomorrow at eight in the evening"}
    `,
    {
      agent: {
        business: {
          name: 'Harbor Street Services',
          address: '',
          timeZone: 'America/New_York',
          country: 'US',
          hours: { thursday: [{ opens: '06:00', closes: '23:00' }] },
        },
      },
    },
  )

  dialogue(
    'is as soon as possible for whoever leaves the time open',
    `
    > I'd like a callback about the boat
    > Jo
    > yes
    < When would be a good time to call you?
    > whenever you like
    < Your call back is scheduled for today, as soon as possible.
    $ schedule-callback
    $ save-contact-details
    `,
  )

  dialogue(
    'is asked for as soon as possible when no time is understood, and says so',
    `
    > I'd like a callback about the boat
    > Jo
    > yes
    > hm
    < On which day, and at about what time?
    > um
    < What day and time would suit you?
    > hm
    < Then I will ask for as soon as possible. Your call back is scheduled for today, as soon as possible.
    $ schedule-callback {"when":"as soon as possible"}
    $ save-contact-details
    `,
  )

  dialogue(
    'is scheduled for the time of an appointment, which only a person can make',
    `
    > I want an appointment for Tuesday at 3
    < I cannot book appointments myself, but someone from the team can call you to arrange it.
    < May I have your name, please?
    > john smith
    > sure
    < Your call back is scheduled for Tuesday, June 9, at 3 p.m.
    < Nothing about it is settled until a person has confirmed it.
    $ schedule-callback {"reason":"Appointment wish: I want an appointment for Tuesday at 3","when":"Tuesday at 3"}
    $ save-contact-details {"name":"John Smith"}
    `,
  )

  dialogue(
    'is asked for its time when an appointment is wished for without one, or is to be changed',
    `
    > can I book an appointment
    < I cannot book appointments myself, but someone from the team can call you to arrange it.
    > Jo
    > yes
    < When would be a good time to call you?
    > never mind
    > I have to cancel my appointment on Friday
    < On which day, and at about what time?
    > today at four
    < Your call back is scheduled for today at 4 p.m.
    $ schedule-callback {"reason":"Appointment wish: I have to cancel my appointment on Friday","when":"today at four"}
    $ save-contact-details
    `,
  )

  dialogue(
    'becomes a message for somebody who cannot be reached by any number',
    `
    > call me back tomorrow about the boat
    > Jo
    < What is the best number to reach you?
    > I don't have a number
    < Then we go on without a number.
    < Your message for the team is written down, Jo. It goes without a number to reach you.
    $ take-message {"reason":"the boat"}
    `,
    { from: 'anonymous' },
  )
})
