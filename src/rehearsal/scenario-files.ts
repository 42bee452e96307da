import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeError, errorCode } from '../lib/errors.ts'
import { parseSteps } from './play-scenario.ts'
import { BadScenario, parseScenario, type Scenario } from './scenario.ts'

const ownScenarios = fileURLToPath(new URL('scenarios/', import.meta.url))

/** The ten kinds of call, and every scenario file of these folders; a folder that is not there has none. */
export async function readScenarios(folders: readonly string[] = []): Promise<readonly Scenario[]> {
  const read = await Promise.all([ownScenarios, ...folders].map(scenariosIn))
  return read.flat()
}

async function scenariosIn(folder: string): Promise<readonly Scenario[]> {
  const names = (await filesIn(folder)).filter((name) => name.endsWith('.call')).toSorted()
  return Promise.all(
    names.map(async (file) => {
      const text = await readFile(path.join(folder, file), 'utf8')
      return checked(parseScenario({ name: path.basename(file, '.call'), text }))
    }),
  )
}

/** @throws {BadScenario} naming the line that is no step, before any call is played. */
function checked(scenario: Scenario): Scenario {
  try {
    parseSteps(scenario.script)
    return scenario
  } catch (error) {
    throw new BadScenario(`${scenario.name}: ${describeError(error)}`, { cause: error })
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
