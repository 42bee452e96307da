import { describe } from 'vitest'
import { dialogue } from './dialogue.ts'

describe('a message', () => {
  dialogue(
    'is taken with name, number, reason and urgency, and promised by its receipt',
    `
    > Hi, I would like to leave a message.
    < I will gladly take a message. May I have your name, please?
    > Bob Smith
    < Thank you, Bob Smith. You are calling from 2 0 2, 5 5 5, 0 1 2 3. Is that the best number to reach you?
    > Yes.
    < What is it about?
    > My heater is broken and makes noise.
    < Thank you. Is it urgent, or can it wait until the next working day?
    > It's urgent.
    < Your message for the team is written down, Bob Smith. They have your number as 2 0 2, 5 5 5, 0 1 2 3.
    < Is there anything else I can do for you?
    $ take-message {"name":"Bob Smith","reason":"My heater is broken and makes noise.","urgency":"urgent"}
    $ save-contact-details {"name":"Bob Smith"}
    > No thanks.
    < Thank you for calling Harbor Street Services. Goodbye.
    $ end-call
    `,
  )

  dialogue(
    'is taken from one sentence that says it all',
    `
    > Hello, this is Ann Lee, I want to leave an urgent message about the broken gate, my number is 202 555 0177.
    < Thank you, Ann Lee. I have 2 0 2, 5 5 5, 0 1 7 7. Is that right?
    > Yes, that's right.
    < Your message for the team is written down, Ann Lee. They have your number as 2 0 2, 5 5 5, 0 1 7 7.
    $ take-message {"name":"Ann Lee","phoneNumber":"+12025550177","urgency":"urgent"}
    $ save-contact-details {"name":"Ann Lee"}
    `,
  )

  dialogue(
    'reads a number back in groups, also one that comes in words and pieces',
    `
    > take a message please
    < May I have your name, please?
    > Jo
    < What is the best number to reach you?
    > five five five
    < So far I have 5 5 5. What are the other digits?
    > oh one two
    < 5 5 5, 0 1 2. How does it go on?
    > thirty four fifty six
    < 5 5 5, 0 1 2, 3 4 5 6. Is that right?
    > right
    < What is it about?
    `,
    { from: 'anonymous' },
  )

  dialogue(
    'asks for the area code that is missing and puts it in front',
    `
    > I want to leave a message
    > Jo
    > 555 0123
    < So far I have 5 5 5, 0 1 2 3. What are the other digits?
    > the area code is 202
    < 2 0 2, 5 5 5, 0 1 2 3. Is that right?
    `,
    { from: 'anonymous' },
  )

  dialogue(
    'asks again when unsure, in other words, and then goes on with what there is',
    `
    > leave a message
    < May I have your name, please?
    > hm
    < I am sorry, I did not understand that. What name should I put down?
    > erm
    < Sorry, I still did not get that. Who may I say is calling?
    > hmm
    < That is fine, we can do without a name. You are calling from
    > yes
    < What is it about?
    > yes
    < What should I write down for the team?
    > yes
    < What would you like them to know?
    > yes
    < Is it urgent
    > no
    < Your message for the team is written down. They have your number
    $ take-message {"reason":"The caller did not say what it is about.","urgency":"normal"}
    `,
  )

  dialogue(
    'goes on without what the caller does not want to say',
    `
    > I want to leave a message
    > I'd rather not say
    < That is fine, we can do without a name.
    > no
    < What is the best number to reach you?
    > I don't have a phone
    < Then I will use the number that you are calling from. What is it about?
    > the noise at night
    > no
    < Your message for the team is written down. They have your number as 2 0 2, 5 5 5, 0 1 2 3.
    $ take-message {"reason":"the noise at night","urgency":"normal"}
    `,
  )

  dialogue(
    'is written down without any number when there is none',
    `
    > I want to leave a message
    > Jo
    > I don't have one
    < Then we go on without a number. What is it about?
    > the noise at night
    > it can wait
    < Your message for the team is written down, Jo. It goes without a number to reach you.
    $ take-message {"name":"Jo","reason":"the noise at night","urgency":"normal"}
    `,
    { from: 'anonymous' },
  )

  dialogue(
    'asks a known caller whether it is them',
    `
    > a message for Maria please
    < I have the name Bob Smith for this number. Is that you?
    > No, this is Ann.
    < Thank you, Ann. You are calling from
    > yes
    > tell her the parcel is here
    > no
    < Your message for the team is written down, Ann.
    $ take-message {"name":"Ann","reason":"For Maria: tell her the parcel is here"}
    $ save-contact-details {"name":"Ann"}
    `,
    { callerName: 'Bob Smith' },
  )

  dialogue(
    'does not save a name again that is known',
    `
    > leave a message
    < Is that you?
    > yes
    < Thank you, Bob Smith.
    > yes
    > the roof
    > no
    < written down, Bob Smith.
    $ take-message {"name":"Bob Smith","reason":"the roof"}
    `,
    { callerName: 'Bob Smith' },
  )

  dialogue(
    'says why it asks, and goes on where it was',
    `
    > leave a message
    > why do you need that?
    < The name tells the team who called. What name should I put down?
    > ok, Jim
    < Thank you, Jim.
    > what do you need that for
    < The team needs a number to reach you.
    < Should the team use that number?
    `,
  )

  dialogue(
    'is written down with what there is when the caller says goodbye in the middle',
    `
    > I want to leave a message about the leaking roof
    < May I have your name, please?
    > I have to go, bye
    < Your message for the team is written down.
    < Goodbye.
    $ take-message {"reason":"the leaking roof"}
    $ end-call
    `,
  )

  dialogue(
    'is not written down, and not promised, when there is nothing in it yet',
    `
    > I want to leave a message
    > bye
    < nothing has been written down
    < Goodbye.
    $ end-call
    `,
  )

  dialogue(
    'is dropped when the caller changes their mind',
    `
    > I want to leave a message
    > never mind
    < nothing has been written down. Is there anything else I can do for you?
    <! name
    `,
  )

  dialogue(
    'grows by what is added before it is written down',
    `
    > leave a message about the roof
    > Jo
    > yes
    < Is it urgent
    > also tell them the gutter is loose
    > no
    < written down, Jo.
    $ take-message {"reason":"the roof also tell them the gutter is loose"}
    $ save-contact-details
    `,
  )
})
