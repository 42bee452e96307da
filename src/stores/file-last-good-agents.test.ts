import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lastGoodAgentsContract } from '../../test/contracts/last-good-agents.contract.ts'
import { newInstallationAgent } from '../agents/default-agent.ts'
import { silentLogger } from '../lib/logger.ts'
import { createFileLastGoodAgents } from './file-last-good-agents.ts'

let folder: string
let warnings: string[] = []
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'last-good-'))
  warnings = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const file = () => path.join(folder, 'last-good', 'agents.json')
const onFile = () =>
  createFileLastGoodAgents({
    file: file(),
    log: { ...silentLogger, warn: (_, sentence) => warnings.push(sentence) },
  })
const agents = [{ dialledNumber: '+15550100000', agent: newInstallationAgent(crypto.randomUUID()) }]

describe('the last good agents in a file', () => {
  lastGoodAgentsContract(() => Promise.resolve(onFile()))

  it('are read by the next process, and by nobody else on the machine', async () => {
    await onFile().keep(agents)
    expect(await onFile().load()).toEqual(agents)
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect(await readdir(path.dirname(file()))).toEqual(['agents.json'])
  })

  it.each([
    ['half a file', (text: string) => text.slice(0, 200)],
    ['another version', (text: string) => text.replace('"v":1', '"v":2')],
    [
      'a time zone that is none',
      (text: string) => text.replace(/"timeZone":"[^"]+"/, '"timeZone":"No/Where"'),
    ],
    ['no JSON', () => 'agents: []'],
  ])('are ignored, with a word in the log, when they are %s', async (_, spoiled) => {
    await onFile().keep(agents)
    await writeFile(file(), spoiled(await readFile(file(), 'utf8')))
    expect(await onFile().load()).toEqual([])
    expect(warnings).toEqual(['The agents that answered last cannot be read'])
  })

  it('are done without, with a word in the log, when the disk refuses them', async () => {
    await writeFile(path.dirname(file()), 'no folder')
    await onFile().keep(agents)
    expect(warnings).toEqual(['The agents that answered last cannot be kept'])
  })
})
