import { assert, property, string } from 'fast-check'
import { expect, it } from 'vitest'
import { parseServerMessage } from './server-message.ts'

it.each([
  [
    { type: 'text', token: 'Hi ', last: true, interruptible: false },
    { type: 'text', token: 'Hi ', last: true, interruptible: 'none' },
  ],
  [
    { type: 'text', token: '', lang: 'en-US' },
    { type: 'text', token: '', last: false, interruptible: undefined },
  ],
  [{ type: 'end' }, { type: 'end', handoffData: undefined }],
  [
    { type: 'end', handoffData: '{"a":1}' },
    { type: 'end', handoffData: '{"a":1}' },
  ],
  [{ type: 'play', source: 'https://h/a.mp3' }, { type: 'not-simulated' }],
  [{ type: 'sendDigits', digits: '1w#' }, { type: 'not-simulated' }],
  [{ type: 'language', ttsLanguage: 'de-DE' }, { type: 'not-simulated' }],
])('reads %j', (message, parsed) => {
  expect(parseServerMessage(JSON.stringify(message))).toEqual(parsed)
})

it.each([
  { type: 'text' },
  { type: 'text', token: null },
  { type: 'text', token: 'x', last: 'true' },
  { type: 'text', token: 'x', interruptible: 'maybe' },
  { type: 'end', handoffData: {} },
  { type: 'play' },
  { type: 'sendDigits', digits: 'abc' },
  { type: 'language' },
  { type: 'hello' },
  { type: 1 },
  { type: 'toString' },
  ['text'],
  null,
  'text',
])('finds %j invalid', (message) => {
  expect(parseServerMessage(JSON.stringify(message))).toEqual({ type: 'invalid' })
})

it('finds anything else invalid, and never throws', () => {
  expect(parseServerMessage('{"type":"text","token":"a')).toEqual({ type: 'invalid' })
  const huge = JSON.stringify({ type: 'text', token: 'x'.repeat(100_000) })
  expect(parseServerMessage(huge)).toEqual({ type: 'invalid' })
  assert(property(string(), (frame) => parseServerMessage(frame).type !== 'text'))
})
