import path from 'node:path'
import { startProgram } from '../processes/start-program.ts'
import { freePort } from './free-port.ts'
import { usageOf, type MeasuredServer, type ServerSetting } from './measured-server.ts'
import { fileOfBench, systemEnvironment } from './program-setting.ts'
import { untilAnswers } from './until-answers.ts'

const startsWithinMs = 15_000

/** The least that holds a conversation over the same SDK. */
export function startBareServer(setting: ServerSetting): Promise<MeasuredServer> {
  return startSmallServer(setting, { name: 'The bare handler', file: 'servers/bare-server.ts' })
}

/** The least that joins a caller to a speech model. */
export function startLeanRelay(setting: ServerSetting): Promise<MeasuredServer> {
  return startSmallServer(setting, {
    name: 'The lean relay',
    file: 'servers/lean-relay-process.ts',
  })
}

/** A server without a database, whose file takes its port and the address of the model. */
async function startSmallServer(
  { folder, modelUrl }: ServerSetting,
  { file, name }: { readonly file: string; readonly name: string },
): Promise<MeasuredServer> {
  const port = await freePort()
  const program = startProgram({
    name,
    args: [
      '--import',
      fileOfBench('processes/report-usage.ts'),
      fileOfBench(file),
      String(port),
      modelUrl,
    ],
    cwd: folder,
    env: systemEnvironment,
    logFile: path.join(folder, 'small-server.log'),
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
