/** How long to wait before attempt `attempt` (from 1): doubling up to a bound, spread by a random part. */
export function backoffMs({ attempt, random }: { attempt: number; random: () => number }): number {
  const full = Math.min(longestMs, shortestMs * 2 ** Math.min(attempt - 1, 10))
  return Math.round(full * (0.7 + random() * 0.3))
}

const shortestMs = 500
const longestMs = 15_000
