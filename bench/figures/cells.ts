import type { Verdict } from './promises.ts'
import type { Spread } from './spread.ts'

const nothing = '–'

/** What stands in a table for people. */
export function number(value: number | undefined, digits = 2): string {
  return value === undefined ? nothing : value.toFixed(digits)
}

export function share(value: number | undefined, digits = 0): string {
  return value === undefined ? nothing : `${(value * 100).toFixed(digits)} %`
}

export function spread({ p50, p99 }: Spread): string {
  return p50 === undefined ? nothing : `${number(p50)} / ${number(p99)}`
}

export function ratio(one: number | undefined, other: number | undefined): string {
  return one === undefined || other === undefined ? nothing : `× ${(one / other).toFixed(2)}`
}

export function difference(one: number | undefined, other: number | undefined): string {
  if (one === undefined || other === undefined) return nothing
  return `${one < other ? '−' : '+'}${Math.abs(one - other).toFixed(2)}`
}

/** Lines of a table whose columns are as wide as their widest cell. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

export function linesOf(verdicts: readonly Verdict[]): string[] {
  return verdicts.map(
    ({ found, promise, verdict }) => `  ${verdict.padEnd(12)}  ${promise} (${found})`,
  )
}
