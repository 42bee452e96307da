import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { verdictsOn, type Pair, type Verdict } from './figures/bounds.ts'
import { tableOf } from './figures/table.ts'
import { readOptions, usage, WrongOptions, type BenchOptions } from './options.ts'
import { runBench } from './run-bench.ts'
import { createBenchDatabase, embeddedDatabase } from './servers/bench-database.ts'
import { startBareServer } from './servers/start-bare-server.ts'
import { startOurServer } from './servers/start-our-server.ts'

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
  const { TEST_DATABASE_URL: databaseUrl = '' } = process.env
  const setting = { profileFolder: absolute(options.profileFolder) }
  const pairs = await runBench({
    options,
    startBare: startBareServer,
    startOurs: async (given) => {
      const database =
        databaseUrl === '' ? embeddedDatabase : await createBenchDatabase(databaseUrl)
      return startOurServer({ ...given, ...setting }, database)
    },
    onProgress: (words) => process.stderr.write(`  ${words}\n`),
  })
  const verdicts = verdictsOn(pairs)
  process.stdout.write(options.asJson ? asJson(pairs, verdicts) : `${tableOf(pairs, verdicts)}\n`)
  const broken = pairs.filter(({ bare, ours }) => isBroken(bare) || isBroken(ours))
  return broken.length === 0 ? 0 : 1
}

/** What was typed is meant from where it was typed. */
function absolute(folder: string | undefined): string | undefined {
  return folder && path.resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)
}

function isBroken({ badTurns, lostLines, turns }: Pair['ours']): boolean {
  return turns === 0 || badTurns > 0 || lostLines > 0
}

function asJson(pairs: readonly Pair[], verdicts: readonly Verdict[]): string {
  const [core] = cpus()
  const machine = {
    cores: cpus().length,
    core: core?.model,
    memoryBytes: totalmem(),
    node: process.version,
  }
  return `${JSON.stringify({ machine, loads: pairs, verdicts }, undefined, 2)}\n`
}
