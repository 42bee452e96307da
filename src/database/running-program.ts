import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'
import { errorCode } from '../lib/errors.ts'

/** What runs under a process id now; `undefined` when nothing does. */
export async function findRunningProgram(pid: number): Promise<RunningProgram | undefined> {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

export interface RunningProgram {
  /** A zombie has ended and only waits for its parent to notice; it keeps its id until then. */
  readonly zombie: boolean
  /** The command line, arguments separated by spaces. */
  readonly command: string
  /** Its working folder, where the system tells. */
  readonly folder: string | undefined
}

async function fromProc(pid: number): Promise<RunningProgram | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
    // The program's name stands in parentheses and may hold any character, so the last one counts.
    const state = stat.slice(stat.lastIndexOf(')') + 2).charAt(0)
    return {
      zombie: state === 'Z' || state === 'X',
      command: command.replaceAll('\0', ' ').trimEnd(),
      folder,
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ESRCH') return undefined
    throw error
  }
}

async function fromPs(pid: number): Promise<RunningProgram | undefined> {
  try {
    const { stdout } = await promisify(execFile)(
      'ps',
      ['-ww', '-o', 'stat=,command=', '-p', String(pid)],
      { timeout: 5_000 },
    )
    const [state = '', ...command] = stdout.trim().split(/\s+/)
    return { zombie: state.startsWith('Z'), command: command.join(' '), folder: undefined }
  } catch (error) {
    // `ps` ends with status 1 when there is no such process.
    if (error instanceof Error && 'code' in error && error.code === 1) return undefined
    throw error
  }
}
