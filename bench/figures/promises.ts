/** Something that our server is held to, beside the least that could do its work or by itself. */
export interface Promised<Row> {
  readonly promise: string
  /** Which rows it is about. It is kept when each of them keeps it. */
  readonly of: (row: Row) => boolean
  readonly ours: (row: Row) => number | undefined
  /** What the other one came to, where that says something. */
  readonly beside?: (row: Row) => number | undefined
  /** The most that ours may be, given what the other one came to. */
  readonly most: (beside: number) => number
  /** The most is too much already. */
  readonly isUnder?: boolean
  readonly unit: string
}

/** A promise, and whether this run kept it. */
export interface Verdict {
  readonly promise: string
  readonly verdict: 'met' | 'missed' | 'not measured'
  /** In words, with the figures. */
  readonly found: string
}

/** Each promise, held against the rows that it is about; of several the first that misses it speaks. */
export function verdictsOf<Row>(
  promises: readonly Promised<Row>[],
  rows: readonly Row[],
): Verdict[] {
  return promises.map((promised) => {
    const verdicts = rows.filter(promised.of).map((row) => verdictOn(promised, row))
    return (
      verdicts.find(({ verdict }) => verdict === 'missed') ??
      verdicts.find(({ verdict }) => verdict === 'met') ?? {
        promise: promised.promise,
        verdict: 'not measured',
        found: 'this run has no such load',
      }
    )
  })
}

function verdictOn<Row>(promised: Promised<Row>, row: Row): Verdict {
  const { isUnder = false, promise, unit } = promised
  const ours = promised.ours(row)
  const beside = promised.beside ? promised.beside(row) : 0
  if (ours === undefined || beside === undefined) {
    return { promise, verdict: 'not measured', found: 'nothing of the kind happened' }
  }
  const allowed = promised.most(beside)
  const against = promised.beside ? ` against ${rounded(beside)}` : ''
  return {
    promise,
    verdict: (isUnder ? ours < allowed : ours <= allowed) ? 'met' : 'missed',
    found: `${rounded(ours)} ${unit}${against}, ${rounded(allowed)} allowed`,
  }
}

function rounded(value: number): string {
  if (Number.isInteger(value)) return value.toFixed(0)
  return value.toFixed(Math.abs(value) < 1 ? 3 : 2)
}
