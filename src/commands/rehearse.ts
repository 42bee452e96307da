import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { rehearse } from '../rehearsal/rehearse.ts'
import { reportPage } from '../rehearsal/report-page.ts'
import { hasPassed, type RehearsalReport, type RehearsalResult } from '../rehearsal/report.ts'
import { readScenarios } from '../rehearsal/scenario-files.ts'
import type { Scenario } from '../rehearsal/scenario.ts'
import { failWith, WrongUsage } from './exit-status.ts'
import { createRehearsalStages } from './rehearsal-stages.ts'
import { withDatabase } from './with-database.ts'

// `npm run rehearse`: scripted callers against the agent of this installation, and a page about it.
try {
  const wanted = process.argv.slice(2)
  const { agent, config } = await withDatabase(async ({ config: own, stores }) => ({
    config: own,
    agent: await stores.agents.forNumber(own.twilio?.phoneNumber ?? ''),
  }))
  const library = await readScenarios([path.join(config.dataDir, 'scenarios')])
  const scenarios = chosen(library, wanted)
  await using stages = await createRehearsalStages(config)
  const report = await rehearse({
    agent,
    scenarios,
    library,
    channels: ['relay', 'gather'],
    openStage: stages.openStage,
    startedAt: new Date(),
    onResult: (result) => process.stdout.write(`${lineOf(result)}\n`),
  })
  process.stdout.write(`${summaryOf(report)}\n${writePage(config.dataDir, report)}\n`)
  process.exitCode = report.results.every(hasPassed) ? 0 : 1
} catch (error) {
  failWith(error)
}
if (process.connected) process.disconnect()

function chosen(all: readonly Scenario[], wanted: readonly string[]): readonly Scenario[] {
  const unknown = wanted.filter((name) => !all.some((scenario) => scenario.name === name))
  if (unknown.length > 0) {
    const names = all.map(({ name }) => name).join(', ')
    throw new WrongUsage(`There is no scenario ${unknown.join(', ')}. There are: ${names}.`)
  }
  return wanted.length === 0 ? all : all.filter(({ name }) => wanted.includes(name))
}

function lineOf(result: RehearsalResult): string {
  const failures = result.checks.flatMap(({ failure, what }) =>
    failure === undefined ? [] : [`          ${what}: ${failure}`],
  )
  const verdict = hasPassed(result) ? 'passed' : 'FAILED'
  return [`  ${verdict}  ${result.channel.padEnd(6)}  ${result.title}`, ...failures].join('\n')
}

function summaryOf({ results }: RehearsalReport): string {
  const passed = results.filter(hasPassed).length
  return `${passed} of ${results.length} calls passed.`
}

/** @returns where the page is, for people. */
function writePage(dataDir: string, report: RehearsalReport): string {
  const folder = path.join(dataDir, 'rehearsal')
  const page = path.join(folder, 'report.html')
  mkdirSync(folder, { recursive: true })
  writeFileSync(page, reportPage(report))
  return `The page: ${page}`
}
