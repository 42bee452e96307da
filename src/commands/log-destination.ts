import { openSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { DestinationStream } from 'pino'
import { errorCode } from '../lib/errors.ts'

const longestLogBytes = 20 * 1024 * 1024
const standardError = 2

/**
 * Where the log goes: a person at a terminal gets words, and the log is a file then; elsewhere it is
 * standard error. A line that cannot be written, because the disk is full, say, is dropped: a log that
 * fails must never be what ends a call.
 */
export function logDestination({ dataDir }: { dataDir: string }): DestinationStream {
  return droppingWriter(process.stderr.isTTY ? openLogFile(dataDir) : standardError)
}

function droppingWriter(descriptor: number): DestinationStream {
  return {
    write(line) {
      try {
        writeSync(descriptor, line)
      } catch {
        // There is nowhere left to say it.
      }
    },
  }
}

/** The file grows between two starts only: a long one is put aside, over the one put aside before. */
function openLogFile(dataDir: string): number {
  const file = join(dataDir, 'server.log')
  try {
    if (statSync(file).size > longestLogBytes) renameSync(file, `${file}.1`)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') return standardError
  }
  try {
    return openSync(file, 'a', 0o600)
  } catch {
    return standardError
  }
}
