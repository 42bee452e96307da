import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describeError, errorCode } from '../lib/errors.ts'
import { ConfigurationWrong } from './read-config.ts'

/**
 * The environment with what `.env` in this folder adds. What is set already wins.
 * @throws {ConfigurationWrong} when there is a `.env` that cannot be read.
 */
export function withDotEnv(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): Record<string, string | undefined> {
  return { ...readDotEnv(join(folder, '.env')), ...environment }
}

function readDotEnv(path: string): Record<string, string | undefined> {
  try {
    return { ...parseEnv(readFileSync(path, 'utf8')) }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return {}
    throw new ConfigurationWrong(`${path} cannot be read: ${inWords(error)}`, { cause: error })
  }
}

function inWords(error: unknown): string {
  switch (errorCode(error)) {
    case 'EISDIR':
      return 'it is a folder and not a file'
    case 'EACCES':
    case 'EPERM':
      return 'this user may not read it'
    default:
      return describeError(error)
  }
}
