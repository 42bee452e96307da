import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLogger } from '../src/lib/logger.ts'
import { createFileLocalJournal } from '../src/stores/file-local-journal.ts'
import { callerSaid, entry } from './contracts/call-builders.ts'
import { keptCall } from './contracts/local-journal.contract.ts'
import { newInstallation, type Installation } from './processes/installation.ts'

let installation: Installation
beforeAll(async () => {
  installation = await newInstallation()
})
afterAll(() => installation[Symbol.asyncDispose]())

/** What `npm run rehearse` runs, and what it prints. */
async function rehearse(...names: readonly string[]) {
  const command = installation.run(['src/commands/rehearse.ts', ...names])
  const status = await command.exitStatus
  return { status, printed: command.said.out, errors: command.said.err }
}

// Each starts PostgreSQL twice, which takes its time on a busy machine.
describe('npm run rehearse', { timeout: 90_000 }, () => {
  it('plays scenarios on both channels, also the owner’s, shows on a page what went wrong, and leaves alone what is kept of real calls', async () => {
    const journal = createFileLocalJournal({
      folder: path.join(installation.dataDir, 'journal'),
      log: silentLogger,
    })
    const call = keptCall()
    await journal.keep({ call, entries: [entry(1, callerSaid('My tap is leaking'))] })
    const own = path.join(installation.dataDir, 'scenarios')
    await mkdir(own, { recursive: true })
    const scenario = '# Sold out\nagent: AI assistant\ncaller hangs up\nexpect a callback\n'
    await writeFile(path.join(own, 'sold-out.call'), scenario)
    const { status, printed } = await rehearse('wrong-number', 'sold-out')
    expect(printed.match(/(passed|FAILED) +(relay|gather)/g)).toHaveLength(4)
    expect(printed).toContain('2 of 4 calls passed.')
    expect(status).toBe(1)
    const page = await readFile(path.join(installation.dataDir, 'rehearsal/report.html'), 'utf8')
    expect(page).toContain('Failed: rehearsal of')
    expect(page).toContain('Sold out')
    expect(await journal.callSids()).toEqual([call.sid])
    expect(await readdir(installation.dataDir)).not.toContain('last-good')
  })

  it('names the scenarios that there are to whoever mistypes one', async () => {
    const { status, errors } = await rehearse('wrong-nubmer')
    expect(status).toBe(2)
    expect(errors).toMatch(/no scenario wrong-nubmer.*wrong-number/s)
  })
})
