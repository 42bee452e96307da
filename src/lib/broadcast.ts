/** Hands each message to every listener. A listener that throws is reported and hurts no other. */
export interface Broadcast<T> {
  publish(message: T): void
  /** @returns what takes the listener away again. */
  subscribe(listener: (message: T) => void): () => void
}

export function createBroadcast<T>(onListenerError: (error: unknown) => void): Broadcast<T> {
  const listeners = new Set<(message: T) => void>()
  return {
    publish(message) {
      for (const listener of listeners) {
        try {
          listener(message)
        } catch (error) {
          onListenerError(error)
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
