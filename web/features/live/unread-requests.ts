import type { PhoneRequest } from '../../../src/contract/index.ts'

/** Requests that were sent, or are to be, and of which nobody knows yet whether they were read. */
export interface UnreadRequests {
  /** @returns the frame to send: the request with its number. */
  add(request: PhoneRequest): string
  /** Those after that number, in order; the others were read. */
  after(readUpTo: number): readonly string[]
}

export function createUnreadRequests(): UnreadRequests {
  let count = 0
  let unread: readonly { readonly n: number; readonly frame: string }[] = []
  return {
    add(request) {
      count += 1
      const frame = JSON.stringify({ ...request, n: count })
      // The oldest were read long ago: only what was on its way when the line broke was not.
      unread = [...unread, { n: count, frame }].slice(-keptAtMost)
      return frame
    },
    after(readUpTo) {
      unread = unread.filter(({ n }) => n > readUpTo)
      return unread.map(({ frame }) => frame)
    },
  }
}

const keptAtMost = 50
