/**
 * Whether it has aborted by now. Apart from the property itself, because a check before an `await` says
 * nothing about the time after it.
 */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}

/** Settles when the signal aborts, at once when it has. Never rejects. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  if (signal.aborted) resolve()
  signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}
