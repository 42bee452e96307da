/** A count as a vendor told it. Servers of one's own leave counts out, or tell what is none. */
export function tokenCount(told: unknown): number {
  return typeof told === 'number' && Number.isSafeInteger(told) && told > 0 ? told : 0
}
