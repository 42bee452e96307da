/**
 * Tells a second Ctrl-C from the echoes of the first: npm and the terminal each pass one on, so that
 * a single press arrives several times within milliseconds.
 */
export function createStopRequests({
  monotonicMs,
  echoMs = 1000,
}: {
  monotonicMs: () => number
  echoMs?: number
}): { isRepeated(): boolean } {
  let firstAtMs: number | undefined
  return {
    isRepeated() {
      firstAtMs ??= monotonicMs()
      return monotonicMs() - firstAtMs > echoMs
    },
  }
}
