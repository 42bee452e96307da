import { randomBytes } from 'node:crypto'
import { chmod, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { errorCode } from '../lib/errors.ts'
import { EmbeddedPostgresUnavailable, useAnotherServer } from './embedded-postgres-unavailable.ts'
import { runAs, type PostgresAccount } from './postgres-account.ts'

/**
 * The programs of PostgreSQL for this machine, in a place from which `account` can run them: where npm
 * put them, or a copy in `publicFolder` when they lie under a folder that the account cannot enter.
 * @throws {EmbeddedPostgresUnavailable} in words when they cannot run here.
 */
export async function findPostgresBinaries({
  account,
  publicFolder,
  installed = installedPackage(),
}: {
  account: PostgresAccount | undefined
  publicFolder: string
  installed?: InstalledPackage
}): Promise<PostgresBinaries> {
  const trial = tryToRun(programsIn(installed.folder), account)
  if (trial.runs) return programsIn(installed.folder)
  const trialAsOurselves = tryToRun(programsIn(installed.folder), undefined)
  if (!trialAsOurselves.runs) throw cannotRun(trialAsOurselves.because)
  const copy = programsIn(await copyOnce(installed, publicFolder))
  const secondTrial = tryToRun(copy, account)
  if (!secondTrial.runs) throw cannotRun(secondTrial.because)
  return copy
}

export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

/** Where npm has put them. */
export interface InstalledPackage {
  readonly folder: string
  readonly version: string
}

function installedPackage(): InstalledPackage {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const entry = require.resolve(name)
    const root = path.join(entry.slice(0, entry.lastIndexOf(name)), name)
    const { version } = PackageFile.parse(require(path.join(root, 'package.json')))
    return { folder: path.join(root, 'native'), version }
  } catch (error) {
    throw new EmbeddedPostgresUnavailable(
      `its programs (${name}) are not installed; there may be none for this machine. ${useAnotherServer}`,
      { cause: error },
    )
  }
}

const PackageFile = z.object({ version: z.string() })

function programsIn(folder: string): PostgresBinaries {
  return {
    initdb: path.join(folder, 'bin', 'initdb'),
    postgres: path.join(folder, 'bin', 'postgres'),
  }
}

type Trial = { readonly runs: true } | { readonly runs: false; readonly because: string }

function tryToRun({ postgres }: PostgresBinaries, account: PostgresAccount | undefined): Trial {
  const ran = runAs(account, { command: postgres, args: ['--version'], deadlineMs: 10_000 })
  if (ran.status === 0) return { runs: true }
  const because = errorCode(ran.error)
  if (because === 'EPERM') {
    return { runs: false, because: 'this process may not run programs as another user' }
  }
  // The file is there, so what is missing is the loader that it names: glibc's.
  if (because === 'ENOENT') {
    return { runs: false, because: 'its programs need glibc, which this system (musl?) lacks' }
  }
  const said = ran.error?.message ?? ran.stderr.trim().split('\n')[0] ?? ''
  return { runs: false, because: `its programs do not run here (${said})` }
}

function cannotRun(because: string): EmbeddedPostgresUnavailable {
  return new EmbeddedPostgresUnavailable(`${because}. ${useAnotherServer}`)
}

async function copyOnce(installed: InstalledPackage, publicFolder: string): Promise<string> {
  const copy = path.join(publicFolder, `postgresql-${installed.version}-${process.arch}`)
  const draft = `${copy}.${randomBytes(4).toString('hex')}.draft`
  try {
    if (await exists(copy)) return copy
    await mkdir(publicFolder, { recursive: true, mode: 0o755 })
    await cp(installed.folder, draft, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !file.endsWith('.a'),
    })
    await openToEveryone(draft)
    await rename(draft, copy)
  } catch (error) {
    // What cannot be removed either is of less interest than why it could not be made.
    await rm(draft, { recursive: true, force: true }).catch(() => undefined)
    // Another process was faster with the same copy.
    if (errorCode(error) === 'ENOTEMPTY' || errorCode(error) === 'EEXIST') return copy
    throw new EmbeddedPostgresUnavailable(
      `its programs lie in a folder that an ordinary user cannot enter, and could not be copied to ${copy}. ${useAnotherServer}`,
      { cause: error },
    )
  }
  return copy
}

/** What npm has written is as closed as the umask under which it ran. */
async function openToEveryone(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) await openToEveryone(file)
    if (entry.isFile()) await chmod(file, ((await stat(file)).mode & 0o111) === 0 ? 0o644 : 0o755)
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}
