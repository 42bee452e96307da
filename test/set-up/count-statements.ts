import { Client } from 'pg'
import { vi } from 'vitest'

/** How many statements a piece of work sends to the database, whichever connection they take. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(Client.prototype, 'query')
  try {
    await work()
    return sent.mock.calls.length
  } finally {
    sent.mockRestore()
  }
}
