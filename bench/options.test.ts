import { expect, it } from 'vitest'
import { readOptions, WrongOptions } from './options.ts'

it('measures both channels from one call to hundreds when nothing is asked for', () => {
  expect(readOptions([])).toMatchObject({
    channels: ['text', 'speech'],
    calls: { text: [1, 50, 200], speech: [1, 3, 50, 200, 400] },
    runs: 3,
    search: false,
    minutes: 0,
    asJson: false,
  })
})

it('takes what was typed over what is usual, also in a quick run', () => {
  expect(readOptions(['--quick'])).toMatchObject({
    calls: { text: [50], speech: [50] },
    runs: 1,
  })
  const options = readOptions(['--quick', '--calls', '2,3', '--seconds', '7', '--json'])
  expect(options).toMatchObject({
    calls: { text: [2, 3], speech: [2, 3] },
    seconds: 7,
    runs: 1,
    asJson: true,
  })
})

it('leaves out a load of no calls', () => {
  const options = readOptions(['--calls', '0', '--interrupting', '0', '--slow-model', '0'])
  expect(options).toMatchObject({ calls: { text: [0] }, interrupting: 0, slowModel: 0 })
})

it('measures one channel alone when asked to, and lets speech warm up for as long as was typed', () => {
  expect(readOptions(['--channel', 'text']).channels).toEqual(['text'])
  const options = readOptions('--channel speech --search --minutes 10 --warm-up 3'.split(' '))
  expect(options).toMatchObject({ channels: ['speech'], search: true, minutes: 10 })
  expect(options.warmUpSeconds).toEqual({ text: 3, speech: 3 })
})

it.each([
  ['--channel', 'smoke'],
  ['--minutes', 'ten'],
  ['--calls', 'many'],
  ['--calls', '-1'],
  ['--calls', '5,'],
  ['--seconds', '1.5'],
  ['--runs', '-1'],
  ['--fast'],
])('refuses in words what makes no sense: %s %s', (...args) => {
  expect(() => readOptions(args)).toThrow(WrongOptions)
})
