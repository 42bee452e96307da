import { expect, it } from 'vitest'
import { createHeardText } from './heard-text.ts'

function heard(text: string) {
  const heardText = createHeardText()
  for (const word of text.split(' ')) heardText.add(word)
  return heardText
}

it.each([
  ['We open at nine.', 'we OPEN at nine'],
  ["Don’t worry, it's fine", 'dont worry its fine'],
  ['Your number is 202-555-0143, right?', '202 555 0143'],
  ['Um neun Uhr. Größe?', 'größe'],
  ['九点开门。', '开门'],
])('finds words without case and punctuation: %s', (text, words) => {
  expect(heard(text).find(words)).toBe(true)
})

it('does not find what was not heard', () => {
  expect(heard('We open at nine').find('we close at nine')).toBe(false)
  expect(heard('').find('anything')).toBe(false)
})

it('looks only behind what was found before', () => {
  const text = heard('What is your name? Thank you. And your number?')
  expect(text.find('your name')).toBe(true)
  expect(text.find('your name')).toBe(false)
  expect(text.sinceLastFound()).toBe('? Thank you. And your number?')
  expect(text.find(/your (\w+)/)).toBe(true)
  expect(text.sinceLastFound()).toBe('?')
  expect(text.whole()).toBe('What is your name? Thank you. And your number?')
})

it('refuses to look for words without a letter', () => {
  expect(() => heard('Hello').find('?!')).toThrow(RangeError)
})
