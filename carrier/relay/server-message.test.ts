import { assert, property, string } from 'fast-check'
import { expect, it } from 'vitest'
import { foreignFields, parseServerMessage } from './server-message.ts'

it.each([
  [
    { type: 'text', token: 'Hi ', last: true, interruptible: false },
    { type: 'text', token: 'Hi ', last: true, interruptible: 'none', preemptible: undefined },
  ],
  [
    { type: 'text', token: '', lang: 'en-US', preemptible: true },
    { type: 'text', token: '', last: false, interruptible: undefined, preemptible: true },
  ],
  [{ type: 'end' }, { type: 'end', handoffData: undefined }],
  [
    { type: 'end', handoffData: '{"a":1}' },
    { type: 'end', handoffData: '{"a":1}' },
  ],
  [
    { type: 'play', source: '/a.mp3' },
    { type: 'play', source: '/a.mp3', loop: 1, interruptible: undefined, preemptible: false },
  ],
  [
    { type: 'play', source: '/a.mp3', loop: 0, interruptible: 'dtmf', preemptible: true },
    { type: 'play', source: '/a.mp3', loop: 0, interruptible: 'dtmf', preemptible: true },
  ],
  [
    { type: 'sendDigits', digits: '1w#' },
    { type: 'sendDigits', digits: '1w#' },
  ],
  [
    { type: 'language', ttsLanguage: 'de-DE' },
    { type: 'language', ttsLanguage: 'de-DE', transcriptionLanguage: undefined },
  ],
])('reads %j', (message, parsed) => {
  expect(parseServerMessage(JSON.stringify(message))).toEqual(parsed)
})

it.each([
  { type: 'text' },
  { type: 'text', token: null },
  { type: 'text', token: 'x', last: 'true' },
  { type: 'text', token: 'x', interruptible: 'maybe' },
  { type: 'text', token: 'x', preemptible: 'true' },
  { type: 'end', handoffData: {} },
  { type: 'play' },
  { type: 'play', source: '' },
  { type: 'play', source: '/a.mp3', loop: -1 },
  { type: 'play', source: '/a.mp3', loop: '2' },
  { type: 'play', source: '/a.mp3', interruptible: 'perhaps' },
  { type: 'language', ttsLanguage: 7 },
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

it.each([
  [{ type: 'text', token: 'x', last: true, lang: 'en', interruptible: true }, []],
  [{ type: 'text', token: 'x', final: true }, ['final']],
  [{ type: 'play', source: '/a', url: '/a', volume: 1 }, ['url', 'volume']],
  [{ type: 'end', handOffData: 'x' }, ['handOffData']],
])('finds the fields of %j that nobody knows', (message, fields) => {
  expect(foreignFields(JSON.stringify(message))).toEqual(fields)
})

it('finds anything else invalid, and never throws', () => {
  expect(parseServerMessage('{"type":"text","token":"a')).toEqual({ type: 'invalid' })
  const huge = JSON.stringify({ type: 'text', token: 'x'.repeat(100_000) })
  expect(parseServerMessage(huge)).toEqual({ type: 'invalid' })
  assert(property(string(), (frame) => parseServerMessage(frame).type !== 'text'))
})
