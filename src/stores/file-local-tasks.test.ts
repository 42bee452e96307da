import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptMessage, localTasksContract } from '../../test/contracts/local-tasks.contract.ts'
import { silentLogger } from '../lib/logger.ts'
import { createFileLocalTasks } from './file-local-tasks.ts'

let place: string
let warnings: string[] = []
beforeEach(async () => {
  place = await mkdtemp(path.join(tmpdir(), 'local-tasks-'))
  warnings = []
})
afterEach(() => rm(place, { recursive: true, force: true }))

const folder = () => path.join(place, 'tasks')
const onFolder = () =>
  createFileLocalTasks({
    folder: folder(),
    log: { ...silentLogger, warn: (_, sentence) => warnings.push(sentence) },
  })

describe('kept tasks in files', () => {
  localTasksContract(() => Promise.resolve(onFolder()))

  it('are read by the next process, and by nobody else on the machine', async () => {
    const message = keptMessage()
    await onFolder().keep(message)
    expect(await onFolder().all()).toEqual([message])
    const [name = ''] = await readdir(folder())
    expect((await stat(path.join(folder(), name))).mode & 0o777).toBe(0o600)
  })

  it('are left alone when they cannot be understood, which is said once', async () => {
    const message = keptMessage()
    await onFolder().keep(message)
    const [name = ''] = await readdir(folder())
    const text = await readFile(path.join(folder(), name), 'utf8')
    await writeFile(path.join(folder(), 'newer.json'), text.replace('"v":1', '"v":2'))
    await writeFile(path.join(folder(), 'half.json'), text.slice(0, 40))
    const tasks = onFolder()
    expect(await tasks.all()).toEqual([message])
    expect(await tasks.all()).toEqual([message])
    expect(warnings).toHaveLength(2)
    expect(await readdir(folder())).toHaveLength(3)
  })
})
