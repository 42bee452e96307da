import { describe } from 'vitest'
import { dialogue } from './dialogue.ts'

describe('a correction', () => {
  dialogue(
    'of the number that the call comes from leads to another one',
    `
    > please call me back tomorrow at ten
    > Jo
    < the best number to reach you?
    > No wait, the number is wrong.
    < What is the best number to reach you?
    > 202 555 0199
    < 2 0 2, 5 5 5, 0 1 9 9.
    `,
  )

  dialogue(
    'of the last digits is taken and read back',
    `
    > leave a message
    > Jo
    > five five five one two three four five six seven
    < 5 5 5, 1 2 3, 4 5 6 7. Is that right?
    > no, it ends in 8
    < 5 5 5, 1 2 3, 4 5 6 8.
    > no, 99
    < 5 5 5, 1 2 3, 4 5 9 9.
    > no, the area code is 415
    < 4 1 5, 1 2 3, 4 5 9 9.
    > no, it's 202 555 0199
    < 2 0 2, 5 5 5, 0 1 9 9.
    > correct
    < What is it about?
    `,
    { from: 'anonymous' },
  )

  dialogue(
    'of the name is taken in the middle of something else',
    `
    > leave a message
    > Bob
    < Thank you, Bob. You are calling from
    > actually my name is Rob
    < All right, Rob.
    < Should the team use that number?
    > yes
    > it's about the roof
    > no
    < written down, Rob.
    $ take-message {"name":"Rob"}
    $ save-contact-details {"name":"Rob"}
    `,
  )

  dialogue(
    'of the day keeps the hour',
    `
    > call me back on Tuesday at three about the boat
    > not Tuesday, Wednesday
    < What name should I put down?
    > Jo
    > yes
    < Do you mean today or Wednesday, June 10?
    $ schedule-callback {"when":"Wednesday at three"}
    $ save-contact-details
    > today
    < scheduled for today at 3 p.m.
    $ schedule-callback {"when":"today at three"}
    `,
  )

  dialogue(
    'after everything was written down is written down as one',
    `
    > leave a message about the roof
    > Jo
    > yes
    > no
    < Your message for the team is written down, Jo.
    $ take-message
    $ save-contact-details
    > no, the number ends in 9
    < 2 0 2, 5 5 5, 0 1 2 9. Is that right?
    > yes
    < The correction is written down for the team, Jo.
    $ take-message {"phoneNumber":"+12025550129","reason":"Correction of what was said before: the roof (name: Jo)"}
    > actually it's urgent
    < The correction is written down for the team, Jo.
    $ take-message {"urgency":"urgent"}
    > no, my name is Joe
    < All right, Joe. The correction is written down for the team, Joe.
    $ take-message {"name":"Joe"}
    $ save-contact-details {"name":"Joe"}
    > nothing else, thanks
    < Goodbye.
    $ end-call
    `,
  )

  dialogue(
    'of a scheduled time schedules the other one',
    `
    > call me back tomorrow afternoon about the boat
    > Jo
    > yes
    < scheduled for tomorrow, Thursday, June 4, at 2 p.m.
    $ schedule-callback
    $ save-contact-details
    > no, not tomorrow, Friday
    < Your call back is scheduled for Friday, June 5, at 2 p.m.
    $ schedule-callback {"when":"Friday afternoon","reason":"Correction of what was said before: the boat (name: Jo)"}
    `,
  )

  dialogue(
    'of the name of a callback reaches the team as a message',
    `
    > call me back tomorrow afternoon about the boat
    > Bob
    > yes
    < We will call you at 2 0 2, 5 5 5, 0 1 2 3, Bob.
    $ schedule-callback
    $ save-contact-details
    > no, it's Rob, not Bob
    < All right, Rob. The correction is written down for the team, Rob.
    $ take-message {"name":"Rob"}
    $ save-contact-details {"name":"Rob"}
    > no, not tomorrow, Monday
    < Your call back is scheduled for Monday, June 8, at 2 p.m.
    $ schedule-callback
    `,
  )

  dialogue(
    'of the whole plan turns a message into a callback',
    `
    > I want to leave a message about the boat
    > Jo
    > actually, call me back tomorrow at ten instead
    < I can arrange a call back. I see the number 2 0 2, 5 5 5, 0 1 2 3.
    > yes
    < Your call back is scheduled for tomorrow, Thursday, June 4, at 10 a.m.
    $ schedule-callback {"reason":"the boat","when":"tomorrow at ten"}
    $ save-contact-details
    `,
  )
})
