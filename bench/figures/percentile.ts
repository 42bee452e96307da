/** The value below which this share (0 to 1) of the values lies; `undefined` of none. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}

export function median(values: readonly (number | undefined)[]): number | undefined {
  return percentile(
    values.filter((value) => value !== undefined),
    0.5,
  )
}
