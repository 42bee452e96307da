import type { DoctorCheck, DoctorReport } from '../contract/doctor.ts'

const words: Readonly<Record<DoctorCheck['state'], string>> = {
  ok: 'ok',
  warning: 'warning',
  failed: 'FAILED',
  skipped: 'skipped',
}
const stateWidth = 9
const lineWidth = 78

/** What the doctor found, as a table for a terminal: state, title, words; below them what to do. */
export function reportInWords({ checks }: DoctorReport): string {
  const rows = withoutRepetition(checks)
  const titleWidth = Math.max(...rows.map(({ title }) => title.length)) + 2
  const indent = ' '.repeat(stateWidth + titleWidth)
  const table = rows.map(({ state, title, summary, advice }) => {
    const head = words[state].padEnd(stateWidth) + title.padEnd(titleWidth)
    const lines = [...wrapped(summary), ...wrapped(advice === null ? '' : `→ ${advice}`)]
    return `${head}${lines.join(`\n${indent}`)}\n`
  })
  return `${table.join('')}\n${sumUp(checks)}\n`
}

type Row = Pick<DoctorCheck, 'state' | 'title' | 'summary' | 'advice'>

/** Everything that was left out for the same reason is one row. */
function withoutRepetition(checks: readonly DoctorCheck[]): Row[] {
  const groups = Map.groupBy(checks, ({ id, state, summary }) =>
    state === 'skipped' ? summary : id,
  )
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (!first) return []
    const title = more.length === 0 ? first.title : `${first.title} and ${more.length} more`
    return [{ ...first, title }]
  })
}

export function hasFailed({ checks }: DoctorReport): boolean {
  return checks.some(({ state }) => state === 'failed')
}

function sumUp(checks: readonly DoctorCheck[]): string {
  const failures = checks.filter(({ state }) => state === 'failed').length
  if (failures === 0) return 'Everything that is configured works.'
  const what = failures === 1 ? 'One thing does' : `${failures} things do`
  const canMend = checks.some(({ fix }) => fix !== null)
  return `${what} not work.${canMend ? ' Some of it can be mended by: npm run doctor -- --fix' : ''}`
}

/** In lines of a width that fits beside the titles; a word is never cut. */
function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(' ').filter((one) => one !== '')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + word.length < lineWidth) {
      lines[lines.length - 1] = `${line} ${word}`
    } else lines.push(word)
  }
  return lines
}
