/** How often things happened since the start. */
export interface Counters {
  add(name: string, times?: number): void
  read(): Readonly<Record<string, number>>
}

export function createCounters(): Counters {
  const counts = new Map<string, number>()
  return {
    add: (name, times = 1) => void counts.set(name, (counts.get(name) ?? 0) + times),
    read: () => Object.fromEntries(counts),
  }
}
