import { AppError, describeError, errorCode } from '../lib/errors.ts'

/** What a command ends with: 0 done, 1 failed, 2 wrong usage or configuration. */
export type ExitStatus = 0 | 1 | 2

/** The command was called in a way that it does not understand. */
export class WrongUsage extends AppError {
  override readonly code = 'wrong-usage'
}

/** Says in words what went wrong and sets the exit status; the process ends when it is done. */
export function failWith(error: unknown): void {
  process.stderr.write(`${inWords(error)}\n`)
  process.exitCode = statusOf(error)
}

/** The same, for a process that holds things which would keep it alive. */
export function exitWith(error: unknown): never {
  failWith(error)
  process.exit()
}

function statusOf(error: unknown): ExitStatus {
  const code = errorCode(error)
  return code === 'wrong-usage' || code === 'configuration-wrong' ? 2 : 1
}

function inWords(error: unknown): string {
  if (error instanceof AppError) return error.message
  const stack = error instanceof Error ? (error.stack ?? error.message) : describeError(error)
  return `Something went wrong that should not have: ${stack}`
}
