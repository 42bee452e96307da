import { describe, expect, it } from 'vitest'
import { heard } from '../../../test/dialogues/heard.ts'

describe('what is no English', () => {
  it.each([
    '你好，我想预约',
    'Здравствуйте',
    'привет как дела',
    'مرحبا',
    'asdf qwer zxcv tyui',
    'hablas español?',
    'wo ist denn der Bahnhof bitte',
  ])('is known as such: %s', (text) => {
    expect(heard(text).isForeign).toBe(true)
  })

  it.each(['Ann Lee', 'my sink leaks', 'boiler', '', '555 1234', 'Hmm'])('is not: %s', (text) => {
    expect(heard(text).isForeign).toBe(false)
  })
})

describe('digits', () => {
  it.each([
    ['five five five one two three four five six seven', '5551234567'],
    ['my number is 555 012 3456', '5550123456'],
    ['it is double five five oh one two, 3456', '5550123456'],
    ['triple five, one two three, four five six seven', '5551234567'],
    ['twenty six seventy one', '2671'],
    ['(202) 555-0123', '2025550123'],
    ['area code two oh two, five five five, zero one two three', '2025550123'],
    ['plus four four 20 7946 0958', '4420794609 58'.replace(' ', '')],
    ['+1 202 555 0123', '+12025550123'],
    ['oh two oh seven nine four six oh nine five eight', '02079460958'],
    ['you can reach me at 202.555.0123 after five', '2025550123'],
    ['two oh two um five five five uh oh one two three', '2025550123'],
    ['no, it ends in 7', '7'],
    ['four fifteen, five five five, twenty six, seventy one', '4155552671'],
    ['nine one one', '911'],
  ])('%s', (text, digits) => {
    expect(heard(text).number?.digits).toBe(digits)
  })

  it.each(['my invoice number is 12345678', 'order 2025550123', 'apartment 12', 'hello'])(
    'of something else are left out: %s',
    (text) => {
      expect(heard(text).number).toBeUndefined()
    },
  )
})

describe('a time', () => {
  it.each([
    ['tomorrow afternoon', { day: 'tomorrow', time: 'afternoon' }],
    ['call me back on Friday at three', { day: 'on Friday', time: 'at three' }],
    ["at three o'clock on Friday", { day: 'on Friday', time: "at three o'clock" }],
    ['not Tuesday, Wednesday', { day: 'Wednesday' }],
    ['not tuesday wednesday', { day: 'wednesday' }],
    ['in half an hour', { time: 'in half an hour' }],
    ['June 5th at 3', { day: 'June 5th', time: 'at 3' }],
    ['at 9 a.m.', { time: 'at 9 a.m.' }],
    ['call me back tomorrow about my invoice', { day: 'tomorrow' }],
    ['I am calling about two cats', {}],
  ])('%s', (text, when) => {
    const { hasHour: _, ...said } = heard(text).when
    expect(said).toEqual(when)
  })
})

describe("the owner's questions", () => {
  it.each([
    ['Do you have parking?', [0]],
    ['where can I park', [0]],
    ['is there a parking lot', [0]],
    ['can I pay with a credit card', [1]],
    ['do you take cash', [1]],
    ['Do you have parking and can I pay by card?', [0, 1]],
    ['which payments do you take', [1]],
    ['where are you', []],
    ['I like parks', [0]],
  ])('%s', (text, questions) => {
    expect(heard(text).questions).toEqual(questions)
  })
})

describe('contact details', () => {
  it.each([
    ['my email is ann.lee@Example.com', 'ann.lee@example.com'],
    ['it is ann dot lee at example dot com', 'ann.lee@example.com'],
    ['write to bob at mail dot example dot org please', 'bob@mail.example.org'],
  ])('%s', (text, email) => {
    expect(heard(text).email).toBe(email)
  })

  it('knows the company that somebody calls for', () => {
    expect(heard('I work for Acme Boats').company).toBe('Acme Boats')
    expect(heard('I am here on behalf of my sister').company).toBeUndefined()
  })
})

describe('a long speech', () => {
  it('is read at its beginning and its end', () => {
    const rant = `Hello this is Bob. ${'and then they said something else again and again '.repeat(300)} please call me back`
    const { introduced, marks, text } = heard(rant)
    expect(introduced).toBe('Bob')
    expect(marks.has('callback')).toBe(true)
    expect(text.length).toBeLessThan(850)
  })
})
