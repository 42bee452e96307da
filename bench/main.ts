import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { readOptions, usage, WrongOptions, type BenchOptions } from './options.ts'
import { runBench } from './run-bench.ts'
import { runSpeechBench } from './run-speech-bench.ts'
import { createBenchDatabase, embeddedDatabase } from './servers/bench-database.ts'
import type { MeasuredServer, ServerSetting } from './servers/measured-server.ts'
import { startOurServer } from './servers/start-our-server.ts'
import { startBareServer, startLeanRelay } from './servers/start-small-server.ts'
import { speechOutcome, textOutcome, type Outcome } from './outcome.ts'

// `npm run bench`: our server beside the least that could be one. Ends with 0 when everything was measured,
// kept promises or not; with 1 when something broke, a turn or a line included; with 2 on wrong options.
try {
  process.exitCode = await bench(readOptions(process.argv.slice(2)))
} catch (error) {
  const isOurs = error instanceof WrongOptions
  process.stderr.write(isOurs ? `${error.message}\n${usage}\n` : `${inspect(error)}\n`)
  process.exitCode = isOurs ? 2 : 1
}
if (process.connected) process.disconnect()

async function bench(options: BenchOptions): Promise<number> {
  const parts = {
    options,
    startOurs: (setting: ServerSetting) => startOurs(setting, options),
    onProgress: (words: string) => void process.stderr.write(`  ${words}\n`),
  }
  const outcomes: Outcome[] = []
  if (options.channels.includes('text')) {
    outcomes.push(textOutcome(await runBench({ ...parts, startBare: startBareServer })))
  }
  if (options.channels.includes('speech')) {
    outcomes.push(speechOutcome(await runSpeechBench({ ...parts, startLean: startLeanRelay })))
  }
  const words = outcomes.map(({ table }) => `${table}\n`).join('\n')
  process.stdout.write(options.asJson ? asJson(outcomes) : words)
  return outcomes.some(({ isBroken }) => isBroken) ? 1 : 0
}

async function startOurs(
  setting: ServerSetting,
  { profileFolder }: BenchOptions,
): Promise<MeasuredServer> {
  const { TEST_DATABASE_URL: databaseUrl = '' } = process.env
  const database = databaseUrl === '' ? embeddedDatabase : await createBenchDatabase(databaseUrl)
  return startOurServer({ ...setting, profileFolder: absolute(profileFolder) }, database)
}

/** What was typed is meant from where it was typed. */
function absolute(folder: string | undefined): string | undefined {
  return folder && path.resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)
}

function asJson(outcomes: readonly Outcome[]): string {
  const [core] = cpus()
  const machine = {
    cores: cpus().length,
    core: core?.model,
    memoryBytes: totalmem(),
    node: process.version,
  }
  const channels = Object.fromEntries(outcomes.map(({ channel, found }) => [channel, found]))
  return `${JSON.stringify({ machine, ...channels }, undefined, 2)}\n`
}
