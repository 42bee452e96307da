import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLauncherProject } from './fixtures/launcher-project.mjs'
import { isRunning, waiting } from './fixtures/notes.ts'

vi.setConfig({ testTimeout: 30_000 })

/** @type {ReturnType<typeof createLauncherProject>} */
let project

beforeEach(() => {
  project = createLauncherProject()
})
afterEach(() => project.remove())

it('builds the dashboard for a start, and again only when it changed', async () => {
  await startAndStop()
  expect(project.read('web/dist/page.txt')).toBe('the first page')
  rmSync(path.join(project.root, 'web/dist/page.txt'))
  await startAndStop()
  expect(project.has('web/dist/page.txt')).toBe(false)
  project.put('web/page.txt', 'the second page')
  await startAndStop()
  expect(project.read('web/dist/page.txt')).toBe('the second page')
})

it('keeps the old dashboard when the new one cannot be built, and says so', async () => {
  await startAndStop()
  project.put('web/page.txt', 'a broken page')
  const failed = await project.run(['start']).done()
  expect(failed.status).toBe(1)
  expect(failed.stderr).toContain('Building the dashboard failed')
  expect(project.read('web/dist/page.txt')).toBe('the first page')
})

it('ends with status 0 and nothing left running after SIGTERM', async () => {
  const { run, pids } = await started()
  run.child.kill('SIGTERM')
  expect(await run.status).toBe(0)
  expect(pids.filter(isRunning)).toEqual([])
})

it('takes the echoes of one Ctrl-C for one, and tells only the supervisor', async () => {
  const { run, pids } = await started()
  run.child.kill('SIGINT')
  run.child.kill('SIGINT')
  expect(await run.status).toBe(0)
  expect(pids.filter(isRunning)).toEqual([])
  expect(project.notes()).not.toContain('heard the terminal')
  expect(run.output.stderr).not.toContain('by force')
})

it('leaves nothing running when the launcher itself is killed', async () => {
  const { run, pids } = await started()
  run.child.kill('SIGKILL')
  await expect.poll(() => pids.filter(isRunning), waiting).toEqual([])
})

it('keeps the account of the local carrier for the next start', async () => {
  await startAndStop()
  await startAndStop()
  const accounts = [...project.notes().matchAll(/"LOCAL_CARRIER_ACCOUNT_SID":"(\w+)"/g)]
  expect(new Set(accounts.map(([, sid]) => sid)).size).toBe(1)
})

it('ends with the status of a server that refuses its configuration', async () => {
  project.put('src/main.ts', "console.error('PORT makes no sense')\nprocess.exit(2)\n")
  const { status, stderr } = await project.run(['start'], { PORT: 'abc' }).done()
  expect(status).toBe(2)
  expect(stderr.split('\n').filter(Boolean).at(-1)).toBe('PORT makes no sense')
})

it('starts where DATA_DIR cannot be written to, so that the server can say what is wrong', async () => {
  project.put('a file', '')
  const { run } = await started({ DATA_DIR: 'a file' })
  run.child.kill('SIGTERM')
  expect(await run.status).toBe(0)
  expect(run.output.stderr).toContain('cannot be kept')
})

/** @param {NodeJS.ProcessEnv} [env] */
async function started(env) {
  const before = ready().length
  const run = project.run(['start'], env)
  await expect.poll(() => ready().length, waiting).toBe(before + 2)
  return { run, pids: ready() }
}

async function startAndStop() {
  const { run } = await started()
  run.child.kill('SIGTERM')
  expect(await run.status).toBe(0)
}

function ready() {
  return [...project.notes().matchAll(/"event":"ready","pid":(\d+)/g)].map(([, pid]) => Number(pid))
}
