import { expect, it } from 'vitest'
import { createSharedWork } from './shared-work.ts'

it('is done once for all who ask while it goes on, and anew afterwards', async () => {
  const share = createSharedWork<number>()
  let times = 0
  const work = () => Promise.resolve((times += 1))
  expect(await Promise.all([share('a', work), share('a', work), share('b', work)])).toEqual([
    1, 1, 2,
  ])
  expect(await share('a', work)).toBe(3)
})

it('that fails is tried anew', async () => {
  const share = createSharedWork<number>()
  const failing = share('a', () => Promise.reject(new Error('away')))
  await expect(Promise.all([failing, share('a', () => Promise.resolve(1))])).rejects.toThrow('away')
  expect(await share('a', () => Promise.resolve(1))).toBe(1)
})
