/** Waits in real time for what is looked for again whenever something has happened. */
export interface Watchers {
  happened(): void
  /** @throws {Error} with what `describe` says, when nothing was found in time. */
  until<Found>(watch: {
    readonly look: () => Found | undefined | false
    readonly withinMs: number
    readonly describe: () => string
  }): Promise<Found>
}

export function createWatchers(): Watchers {
  const waiting = new Set<() => void>()
  return {
    happened() {
      for (const look of waiting) look()
    },
    async until({ describe, look, withinMs }) {
      const present = look()
      if (present !== undefined && present !== false) return present
      return new Promise((resolve, reject) => {
        const timeout = setTimeout(() => {
          waiting.delete(again)
          reject(new Error(`Nothing came within ${withinMs} ms: ${describe()}`))
        }, withinMs)
        const again = () => {
          const found = look()
          if (found === undefined || found === false) return
          clearTimeout(timeout)
          waiting.delete(again)
          resolve(found)
        }
        waiting.add(again)
      })
    },
  }
}
