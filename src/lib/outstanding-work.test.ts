import { expect, it } from 'vitest'
import { createOutstandingWork } from './outstanding-work.ts'

it('waits for everything that was asked of a watched object, also when it fails', async () => {
  const work = createOutstandingWork()
  const gate = Promise.withResolvers<string>()
  const store = work.watched({
    name: 'records',
    read: () => gate.promise,
    fail: () => Promise.reject(new Error('away')),
    count: () => 3,
  })
  const read = store.read()
  await expect(store.fail()).rejects.toThrow('away')
  expect([store.name, store.count()]).toEqual(['records', 3])
  let isSettled = false
  const settled = work.settled().then(() => (isSettled = true))
  await Promise.resolve()
  expect(isSettled).toBe(false)
  gate.resolve('done')
  await settled
  expect(await read).toBe('done')
})

it('has nothing to wait for where nothing was asked', async () => {
  await createOutstandingWork().settled()
})
