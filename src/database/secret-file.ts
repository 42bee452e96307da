import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '../lib/errors.ts'

/** Reads a secret that only its owner may read; `undefined` when there is none yet. */
export async function readSecretFile(file: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(file, 'utf8')).trim()
    return secret === '' ? undefined : secret
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Writes a new secret so that after a crash it is there whole or not at all. */
export async function createSecretFile(file: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await chmod(path.dirname(file), 0o700)
  const draft = `${file}.${randomBytes(4).toString('hex')}.draft`
  const written = await open(draft, 'wx', 0o600)
  try {
    await written.writeFile(`${secret}\n`)
    await written.sync()
  } finally {
    await written.close()
  }
  await rename(draft, file)
  return secret
}
