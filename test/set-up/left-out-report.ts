import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { leftOutFileVariable } from './left-out.ts'

/** Vitest's global set-up: after the run, prints what test files said they left out. */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'legacyai-left-out-'))
  const file = path.join(folder, 'reasons')
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  process.env[leftOutFileVariable] = file
  // A run that is interrupted ends without the line below.
  process.once('exit', remove)
  return () => {
    const report = leftOutReport(readReasons(file))
    remove()
    // Standard error, because a machine may be reading a report from standard output.
    if (report !== '') process.stderr.write(`${report}\n`)
  }
}

/** One line a reason, each once, with the count of files that gave it when there are several. */
export function leftOutReport(reasons: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const lines = [...counts]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([reason, count]) => `  - ${reason}${count > 1 ? ` (${count} test files)` : ''}`)
  return lines.length === 0 ? '' : ['Left out:', ...lines].join('\n')
}

function readReasons(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  } catch {
    // The file appears with the first reason.
    return []
  }
}
