import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { errorCode } from '../lib/errors.ts'

/** The environment with what `.env` in this folder adds. What is set already wins. */
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
    throw error
  }
}
