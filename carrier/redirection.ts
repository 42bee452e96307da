import type { TwimlSource } from './twiml/twiml-source.ts'

/** How a live call is led elsewhere in the middle of what it does. */
export interface Redirection {
  /** Stops whatever the call does; it goes on with this. */
  to(source: TwimlSource): void
  /** For something that begins now. @returns what is aborted when a redirection stops it. */
  begin(): AbortSignal
  isAsked(): boolean
  /** Where to go on, once; nothing when nobody asked. */
  take(): TwimlSource | undefined
}

export function createRedirection(): Redirection {
  let stop = new AbortController()
  let asked: TwimlSource | undefined
  return {
    to(source) {
      asked = source
      stop.abort()
    },
    begin() {
      stop = new AbortController()
      if (asked !== undefined) stop.abort()
      return stop.signal
    },
    isAsked: () => asked !== undefined,
    take() {
      const source = asked
      asked = undefined
      return source
    },
  }
}
