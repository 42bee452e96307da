import { countOf } from './verb.ts'
import type { Verb } from './verb.ts'

/** Waits in silence. Does not answer: as the first verb it lets the call ring on. */
export const pause: Verb = (element, { call, timing }) => {
  const seconds = countOf(element, { name: 'length', otherwise: 1 })
  const { promise, resolve } = Promise.withResolvers<{ next: 'next-verb' }>()
  const wait = call.pacing.after(seconds * 1000 * timing.pauseFactor, () =>
    resolve({ next: 'next-verb' }),
  )
  const stop = () => {
    wait.cancel()
    resolve({ next: 'next-verb' })
  }
  if (call.over.aborted) stop()
  call.over.addEventListener('abort', stop, { once: true })
  return promise.finally(() => call.over.removeEventListener('abort', stop))
}
