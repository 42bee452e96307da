import { expect, it } from 'vitest'
import { readOptions, WrongOptions } from './options.ts'

it('measures one, fifty and two hundred calls when nothing is asked for', () => {
  expect(readOptions([])).toMatchObject({ calls: [1, 50, 200], runs: 3, asJson: false })
})

it('takes what was typed over what is usual, also in a quick run', () => {
  expect(readOptions(['--quick'])).toMatchObject({ calls: [50], runs: 1 })
  const options = readOptions(['--quick', '--calls', '2,3', '--seconds', '7', '--json'])
  expect(options).toMatchObject({ calls: [2, 3], seconds: 7, runs: 1, asJson: true })
})

it('leaves out a load of no calls', () => {
  const options = readOptions(['--calls', '0', '--interrupting', '0'])
  expect(options).toMatchObject({ calls: [0], interrupting: 0 })
})

it.each([
  ['--calls', 'many'],
  ['--calls', '-1'],
  ['--calls', '5,'],
  ['--seconds', '1.5'],
  ['--runs', '-1'],
  ['--fast'],
])('refuses in words what makes no sense: %s %s', (...args) => {
  expect(() => readOptions(args)).toThrow(WrongOptions)
})
