/**
 * Whether a range of versions, as packages write it, admits a version: `^20.19.0 || >=22.12.0`. Of a
 * range written in another way it says no, which costs time and breaks nothing.
 * @param {string} range
 * @param {string} version
 */
export function admitsVersion(range, version) {
  return range.split('||').some((part) => {
    const [, sign, least = ''] = /^\s*(\^|>=)\s*v?(\d+(?:\.\d+){0,2})\s*$/.exec(part) ?? []
    if (sign === undefined || compare(version, least) < 0) return false
    return sign === '>=' || Number.parseInt(version, 10) === Number.parseInt(least, 10)
  })
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} below, at or above zero
 */
function compare(one, other) {
  const [ours, theirs] = [one, other].map((text) => text.split('.').map(Number))
  const differences = [0, 1, 2].map((index) => (ours?.[index] ?? 0) - (theirs?.[index] ?? 0))
  return differences.find((difference) => difference !== 0) ?? 0
}
