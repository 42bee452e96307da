import path from 'node:path'
import { startProgram } from '../processes/start-program.ts'
import { fileOfBench, systemEnvironment } from './program-setting.ts'
import { freePort } from './free-port.ts'
import { usageOf, type MeasuredServer, type ServerSetting } from './measured-server.ts'
import { untilAnswers } from './until-answers.ts'

const startsWithinMs = 15_000

/** The least that holds a conversation over the same SDK. */
export async function startBareServer({
  folder,
  modelUrl,
}: ServerSetting): Promise<MeasuredServer> {
  const port = await freePort()
  const program = startProgram({
    name: 'The bare handler',
    args: [
      '--import',
      fileOfBench('processes/report-usage.ts'),
      fileOfBench('servers/bare-server.ts'),
      String(port),
      modelUrl,
    ],
    cwd: folder,
    env: systemEnvironment,
    logFile: path.join(folder, 'bare.log'),
  })
  const url = `http://127.0.0.1:${port}`
  try {
    await untilAnswers(url, { program, withinMs: startsWithinMs, isReady: ({ ok }) => ok })
  } catch (error) {
    await program[Symbol.asyncDispose]()
    throw error
  }
  return {
    url,
    usage: () => usageOf(program),
    lastWords: () => program.lastWords(),
    databaseCpuMs: () => undefined,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  }
}
