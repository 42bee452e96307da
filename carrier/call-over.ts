import type { Call } from './call.ts'

/** Resolves when the call is over. */
export function callOver(call: Pick<Call, 'over'>): Promise<void> {
  if (call.over.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    call.over.addEventListener('abort', () => resolve(), { once: true })
  })
}
