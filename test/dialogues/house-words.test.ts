import { describe, expect, it } from 'vitest'
import { standingWords } from '../../src/agents/standing-words.ts'
import { dialogue } from './dialogue.ts'
import { createTalk } from './talk.ts'

const { reconnected, silent, unclear } = standingWords()
const [areYouThere, orMessage] = silent

describe('after words of the house', () => {
  dialogue(
    'the question that was open still is',
    `
    > leave a message
    < May I have your name, please?
    ~ ${areYouThere}
    > Bob Smith
    < Thank you, Bob Smith.
    ~ ${unclear[0]}
    ~ ${reconnected}
    > no, 202 555 0177
    < 2 0 2, 5 5 5, 0 1 7 7. Is that right?
    `,
  )

  dialogue(
    'somebody who is there confirms nothing by saying so',
    `
    > leave a message
    > Bob
    < Is that the best number to reach you?
    ~ ${areYouThere}
    > yes
    < I see the number
    < Should the team use that number?
    ~ ${areYouThere}
    > I am still here
    < Is that the best number to reach you?
    > yes
    < What is it about?
    ~ ${areYouThere}
    > I'm here
    < What should I write down for the team?
    <! understand
    `,
  )

  dialogue(
    'somebody who says yes to an offer of before gets what was offered',
    `
    > my sink is leaking all over the place
    < Shall I take a message for the team?
    ~ ${areYouThere}
    > yes
    < I will gladly take a message.
    `,
  )

  dialogue(
    'somebody who is there and wants nothing yet is asked again',
    `
    > Hello
    ~ ${areYouThere}
    > yes
    < What can I help you with?
    `,
  )
})

describe('after the house has offered a message', () => {
  dialogue(
    'a yes begins one',
    `
    > hello
    ~ ${areYouThere}
    ~ ${orMessage}
    > yes please
    < I will gladly take a message. May I have your name, please?
    `,
  )

  dialogue(
    'a name begins one',
    `
    > hello
    ~ ${unclear[1]}
    > Ann Lee
    < I will gladly take a message. Thank you, Ann Lee.
    < Is that the best number to reach you?
    `,
  )

  dialogue(
    'a name and what it is about begin one',
    `
    > hello
    ~ ${orMessage}
    > my name is Ann Lee and it is about the roof
    < Thank you, Ann Lee.
    > yes
    > no
    < written down, Ann Lee.
    $ take-message {"name":"Ann Lee","reason":"the roof"}
    $ save-contact-details
    `,
  )

  dialogue(
    'a story begins one',
    `
    > hello
    ~ ${orMessage}
    > the sink in my kitchen leaks
    < I will gladly take a message. May I have your name, please?
    > Jo
    > yes
    > no
    < written down, Jo.
    $ take-message {"reason":"the sink in my kitchen leaks"}
    $ save-contact-details
    `,
  )

  dialogue(
    'a question is answered, and a wish is served',
    `
    > hello
    ~ ${orMessage}
    > where are you?
    < We are at 12 Harbor Street, Springfield.
    <! message
    ~ ${orMessage}
    > call me back tomorrow at ten
    < I can arrange a call back.
    `,
  )

  dialogue(
    'a yes in the middle of a message goes on with it, and confirms nothing',
    `
    > leave a message about the roof
    > Jo
    > yes
    < Is it urgent, or can it wait until the next working day?
    ~ ${areYouThere}
    ~ ${orMessage}
    > yes please
    < Should I mark it as urgent?
    > yes
    < written down, Jo.
    $ take-message {"urgency":"urgent"}
    $ save-contact-details
    `,
  )

  dialogue(
    'no is no',
    `
    > hello
    ~ ${orMessage}
    > no thanks
    < Goodbye.
    $ end-call
    `,
  )
})

describe('a filler before the words of an answer', () => {
  const filler = 'One moment, please.'

  dialogue(
    'hides no question',
    `
    > leave a message
    < May I have your name, please?
    > Jo
    < Thank you, Jo.
    > yes
    < What is it about?
    `,
    { filler },
  )

  dialogue(
    'is no part of what is said again, and has answered nothing',
    `
    > where are you?
    >| One mo > sorry, what?
    < We are at 12 Harbor Street, Springfield.
    <! Let me
    > can you repeat that?
    < We are at 12 Harbor Street, Springfield.
    `,
    { filler },
  )

  it('is said again with nothing but the words', async () => {
    const talk = await createTalk({ filler })
    await talk.says('where are you?')
    const { said } = await talk.says('can you repeat that?')
    expect(said.match(/One moment/g)).toHaveLength(1)
  })
})
