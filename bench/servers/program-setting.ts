import { tmpdir } from 'node:os'
import path from 'node:path'

/** A file of this folder by its path in it, wherever a process is started. */
export function fileOfBench(name: string): string {
  return path.resolve(import.meta.dirname, '..', name)
}

export function fileOfProject(name: string): string {
  return path.resolve(import.meta.dirname, '../..', name)
}

/** Nothing of the machine's own settings: no key and no address of somebody's installation gets in. */
export const systemEnvironment: Readonly<Record<string, string>> = {
  HOME: tmpdir(),
  TMPDIR: tmpdir(),
  PATH: '/usr/local/bin:/usr/bin:/bin',
  NODE_ENV: 'production',
}
