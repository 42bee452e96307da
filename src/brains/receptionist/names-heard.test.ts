import { describe, expect, it } from 'vitest'
import { heard, lines } from '../../../test/dialogues/heard.ts'

describe('a name', () => {
  it.each([
    ['my name is bob smith', 'Bob Smith'],
    ["Hi, it's Bob.", 'Bob'],
    ['This is Ann Lee from Acme', 'Ann Lee'],
    ['this is ann', 'Ann'],
    ['Hello this is Dr. Jones speaking', 'Dr Jones'],
    ['Ann speaking', 'Ann'],
    ['Bob here', 'Bob'],
    ["I'm Mary-Jane Watson and I want to leave a message", 'Mary Jane Watson'],
    ['My name is Jon, J O N', 'Jon'],
    ["my name is Smith, that's S M Y T H", 'Smyth'],
    ['the name is Bond', 'Bond'],
    ['you can call me Al', 'Al'],
    ["my name is Seán O'Brien", "Seán O'Brien"],
    ['my name is José Müller', 'José Müller'],
    ['my name is PETER PAN', 'Peter Pan'],
    ['actually my name is Rob', 'Rob'],
    ['my name is mcdonald', 'McDonald'],
    ['Vincent van Gogh is my name', 'Vincent van Gogh'],
  ])('is introduced in: %s', (text, name) => {
    expect(heard(text).introduced).toBe(name)
  })

  it.each(
    lines(`
      This is ridiculous
      this is about my boiler
      I'm calling about an invoice
      I'm not happy
      I am looking for parking
      this is urgent
      it's broken
      I'm sorry
      I am desperate
      I'm a customer
      I'm from Boston
      this is a complaint
      is this the office
      my name is not important
      this is taking forever
      do not call me anymore
    `),
  )('is not introduced in: %s', (text) => {
    expect(heard(text).introduced).toBeUndefined()
  })

  it.each([
    ['Bob', 'Bob'],
    ['bob smith', 'Bob Smith'],
    ['uh, John', 'John'],
    ['yes, it is Ann Lee', 'Ann Lee'],
    ['Sure, Maria Garcia Lopez.', 'Maria Garcia Lopez'],
    ['S M I T H', 'Smith'],
    ['Ludwig van Beethoven', 'Ludwig van Beethoven'],
    ['Bob Smith and my number is 202 555 0100', 'Bob Smith'],
    ['Will', 'Will'],
    ['Grace Young', 'Grace Young'],
    ['李小龙', '李小龙'],
  ])('is answered by: %s', (text, name) => {
    expect(heard(text).answeredName).toBe(name)
  })

  it.each(
    lines(`
      yes
      no
      what?
      why do you need that
      I'd rather not say
      hold on
      what are your hours
      none of your business
      12345
      are you a robot
      there is a fire in the kitchen
      I want to leave a message
      fuck you
    `),
  )('is not answered by: %s', (text) => {
    expect(heard(text).answeredName).toBeUndefined()
  })
})

describe('somebody who is asked for', () => {
  it.each([
    ['Can I speak to Maria please?', 'Maria'],
    ['is Mr Lee there?', 'Mr Lee'],
    ['I want to talk to maria', 'Maria'],
    ['could you put me through to Ann Lee', 'Ann Lee'],
    ['tell Bob I will be late', 'Bob'],
    ['a message for Jane', 'Jane'],
    ['is Maria available', 'Maria'],
    ['is maria in', 'Maria'],
    ['I am looking for Peter', 'Peter'],
  ])('%s', (text, person) => {
    expect(heard(text).askedPerson).toBe(person)
  })

  it.each([
    'can I speak to a person',
    'let me talk to the manager',
    'is it raining there',
    'tell me more',
    'is this the office',
    'is parking available',
    'is delivery free',
    'I am looking for parking',
    "is this Joe's Pizza",
  ])('is nobody by name in: %s', (text) => {
    expect(heard(text).askedPerson).toBeUndefined()
  })
})
