/** The next filler of a call; never the one before again, where there is another. */
export function createFillers(fillers: readonly string[]): () => string {
  let next = 0
  return () => {
    const filler = fillers[next % Math.max(1, fillers.length)] ?? ''
    next += 1
    return filler
  }
}
