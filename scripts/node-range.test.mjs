import { expect, it } from 'vitest'
import { admitsVersion } from './node-range.mjs'

const range = '^20.19.0 || >=22.12.0'

it.each(['20.19.0', '20.20.2', '22.12.0', '24.0.0', '26.10.0'])('admits %s', (version) => {
  expect(admitsVersion(range, version)).toBe(true)
})

it.each(['20.9.0', '20.18.3', '21.7.0', '22.11.0', '18.20.0'])('does not admit %s', (version) => {
  expect(admitsVersion(range, version)).toBe(false)
})

it('reads the short and the loose ways to write a version', () => {
  expect(admitsVersion('>= 12.0.0', '20.9.0')).toBe(true)
  expect(admitsVersion('>=16', '20.9.0')).toBe(true)
  expect(admitsVersion('>=20.10', '20.9.9')).toBe(false)
})

it('says no to what it cannot read', () => {
  expect(admitsVersion('20.x', '20.9.0')).toBe(false)
  expect(admitsVersion('*', '20.9.0')).toBe(false)
})
