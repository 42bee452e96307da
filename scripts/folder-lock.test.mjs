import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockTimes, withFolderLock } from './folder-lock.mjs'

const times = { ...lockTimes, waitMs: 200, pollMs: 5 }

/** @type {string} */
let folder

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'legacyai-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('lets one work at a time, and leaves nothing behind', async () => {
  /** @type {string[]} */
  const order = []
  const work = (/** @type {string} */ name) => async () => {
    order.push(`${name} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    order.push(`${name} ends`)
  }
  await Promise.all([withFolderLock(folder, work('one')), withFolderLock(folder, work('other'))])
  expect(order).toEqual(['one begins', 'one ends', 'other begins', 'other ends'])
  expect(readdirSync(folder)).toEqual([])
})

it('is released when the work fails', async () => {
  await expect(withFolderLock(folder, () => Promise.reject(new Error('no luck')))).rejects.toThrow(
    'no luck',
  )
  expect(readdirSync(folder)).toEqual([])
})

it('is taken from a holder that is dead', async () => {
  leaveLock(`${hostname()} 4194304 4194303`)
  expect(await withFolderLock(folder, async () => 'done', times)).toBe('done')
})

it('is not taken while any of its holders lives', async () => {
  leaveLock(`${hostname()} 4194304 ${process.pid}`)
  await expect(withFolderLock(folder, async () => 'done', times)).rejects.toThrow('delete')
})

it('is left to a holder on another machine as long as it shows life', async () => {
  const file = leaveLock('another-machine 1')
  await expect(withFolderLock(folder, async () => 'done', times)).rejects.toThrow('too long')
  const longAgo = new Date(Date.now() - 150_000)
  utimesSync(file, longAgo, longAgo)
  expect(await withFolderLock(folder, async () => 'done', times)).toBe('done')
})

it('is waited for while it is being written', async () => {
  leaveLock('')
  await expect(withFolderLock(folder, async () => 'done', times)).rejects.toThrow('too long')
})

/** @param {string} holder */
function leaveLock(holder) {
  const file = path.join(folder, '.install.lock')
  writeFileSync(file, holder)
  return file
}
