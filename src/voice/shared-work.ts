/** Lets those who ask for the same, while it is being worked on, wait for the same answer. */
export function createSharedWork<T>(): (key: string, work: () => Promise<T>) => Promise<T> {
  const going = new Map<string, Promise<T>>()
  return (key, work) => {
    const known = going.get(key)
    if (known) return known
    const begun = work().finally(() => going.delete(key))
    going.set(key, begun)
    return begun
  }
}
