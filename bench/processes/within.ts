/** @throws {Error} saying that `what` took too long. */
export async function within<T>(
  work: Promise<T>,
  { withinMs, what }: { withinMs: number; what: string },
): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new Error(`${what} took longer than ${withinMs / 1000} s`)),
    withinMs,
  )
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
