import path from 'node:path'
import { startProgram, type Program } from '../processes/start-program.ts'
import type { BenchDatabase } from './bench-database.ts'
import { freePort } from './free-port.ts'
import {
  usageOf,
  type Channel,
  type MeasuredServer,
  type ServerSetting,
} from './measured-server.ts'
import { fileOfBench, fileOfProject, systemEnvironment } from './program-setting.ts'
import { untilAnswers } from './until-answers.ts'

/** A first start makes the database. */
const startsWithinMs = 60_000

const modelSettings: Readonly<Record<Channel, (url: string) => Record<string, string>>> = {
  text: (url) => ({ ANTHROPIC_API_KEY: 'none', ANTHROPIC_BASE_URL: url }),
  speech: (url) => ({
    DEFAULT_CHANNEL: 'media',
    OPENAI_REALTIME_URL: url,
    OPENAI_REALTIME_MODEL: 'gpt-realtime-2.1',
  }),
}

/** The real thing, with all of it switched on. Its database is a server of its own, counted apart. */
export async function startOurServer(
  {
    carrier,
    channel,
    folder,
    modelUrl,
    profileFolder,
  }: ServerSetting & { profileFolder?: string | undefined },
  database: BenchDatabase,
): Promise<MeasuredServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const program = startProgram({
    name: 'The server',
    args: [
      ...(profileFolder === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileFolder]),
      // As the supervisor starts it.
      '--max-semi-space-size=8',
      '--no-parallel-scavenge',
      '--import',
      fileOfProject('scripts/quick-imports.ts'),
      '--import',
      fileOfBench('processes/report-usage.ts'),
      fileOfProject('src/main.ts'),
    ],
    // Nobody's .env is read from here.
    cwd: folder,
    env: {
      ...systemEnvironment,
      PORT: String(port),
      APP_URL: url,
      DATA_DIR: path.join(folder, 'data'),
      DATABASE_URL: database.url,
      LOCAL_CARRIER_ACCOUNT_SID: carrier.accountSid,
      LOCAL_CARRIER_AUTH_TOKEN: carrier.authToken,
      // Calls only come in: nobody asks this carrier for anything.
      LOCAL_CARRIER_URL: 'http://127.0.0.1:9',
      ...modelSettings[channel](modelUrl),
    },
    logFile: path.join(folder, 'server.log'),
  })
  return started(program, { url, database, folder })
}

async function started(
  program: Program,
  { url, database, folder }: { url: string; database: BenchDatabase; folder: string },
): Promise<MeasuredServer> {
  try {
    await untilAnswers(`${url}/health`, { program, withinMs: startsWithinMs, isReady: isHealthy })
  } catch (error) {
    await program[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
    throw error
  }
  const postmaster = database.postmasterOf(path.join(folder, 'data'))
  return {
    url,
    usage: () => usageOf(program),
    lastWords: () => program.lastWords(),
    databaseCpuMs: () => postmaster.cpuMs(),
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

function isHealthy({ body }: { body: string }): boolean {
  const { status } = JSON.parse(body) as { status?: string }
  return status === 'healthy'
}
