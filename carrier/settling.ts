import type { CallEngine } from './call-engine.ts'
import type { CallListener } from './call.ts'
import { endsWithin } from './outstanding.ts'
import type { Outstanding } from './outstanding.ts'
import { eventLoopTurns } from './stepped-clock.ts'

/**
 * What a stepped clock waits for between two timers: webhooks under way are answered, everything sent on
 * the relay sockets was read by the server, and what the server sent back at once was read here. Goes
 * round until nothing new happened. Patience is real time and short: a server that hangs is passed over.
 */
export function createSettling({
  engine,
  webhooks,
  activity,
}: {
  engine: CallEngine
  webhooks: Outstanding
  /** Grows with everything that happens. */
  activity: () => number
}): () => Promise<void> {
  // Those that have not yet answered for what they were sent before.
  const deaf = new WeakSet<CallListener>()

  async function readByServer(listener: CallListener): Promise<void> {
    if (deaf.has(listener)) return
    deaf.add(listener)
    const delivery = listener.delivered().finally(() => deaf.delete(listener))
    await endsWithin(delivery, patienceMs)
  }

  return async () => {
    for (let round = 0; round < roundLimit; round += 1) {
      const before = activity()
      await webhooks.settled(patienceMs)
      const listeners = engine.calls().flatMap(({ listener }) => listener ?? [])
      await Promise.all(listeners.map(readByServer))
      await eventLoopTurns(1)
      if (activity() === before) return
    }
  }
}

const patienceMs = 500
const roundLimit = 25
