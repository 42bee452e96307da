import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../structure/source-file.ts'

/** A folder with the migrations of a release before this one, gone when it is disposed of. */
export interface FormerMigrations extends AsyncDisposable {
  readonly folder: string
}

/** @param last the number of the release's last migration, such as `0005`. */
export async function formerMigrations(last: string): Promise<FormerMigrations> {
  const ours = path.join(root, 'migrations')
  const folder = await mkdtemp(path.join(tmpdir(), 'legacyai-migrations-'))
  const released = (await readdir(ours)).filter((file) => file.slice(0, last.length) <= last)
  for (const file of released) await cp(path.join(ours, file), path.join(folder, file))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}
