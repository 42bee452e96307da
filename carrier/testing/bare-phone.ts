import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { PhoneEvent } from '../phone/phone-event.ts'
import { phoneAccount } from './phone-line.ts'

/** A bare socket to the carrier, and what came over it. */
export async function connectPhone(url: string) {
  const socket = new WebSocket(`${url}/softphone`, {
    headers: { authorization: `Bearer ${phoneAccount.authToken}` },
  })
  const events: PhoneEvent[] = []
  const watchers = new Set<() => void>()
  socket.on('message', (frame: Buffer) => {
    events.push(JSON.parse(frame.toString()) as PhoneEvent)
    for (const watcher of watchers) watcher()
  })
  await once(socket, 'open')
  /** Resolves with the first event that fits and was not taken before. */
  async function next<T extends PhoneEvent['type']>(
    type: T,
    fits: (event: Extract<PhoneEvent, { type: T }>) => boolean = () => true,
  ): Promise<Extract<PhoneEvent, { type: T }>> {
    for (;;) {
      const index = events.findIndex(
        (event) => event.type === type && fits(event as Extract<PhoneEvent, { type: T }>),
      )
      if (index !== -1) return events.splice(index, 1)[0] as Extract<PhoneEvent, { type: T }>
      await new Promise<void>((resolve) => {
        watchers.add(resolve)
      })
    }
  }
  return {
    socket,
    events,
    next,
    send: (message: unknown) => socket.send(JSON.stringify(message)),
    [Symbol.dispose]: () => socket.terminate(),
  }
}
