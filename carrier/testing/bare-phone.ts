import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { LineEvent, PhoneEvent, SoundEvent } from '../phone/phone-event.ts'
import { phoneAccount } from './phone-line.ts'

/** A bare socket to the carrier, and what came over it, without the numbers. */
export async function connectPhone(url: string) {
  const socket = new WebSocket(`${url}/softphone`, {
    headers: { authorization: `Bearer ${phoneAccount.authToken}` },
  })
  const events: Received[] = []
  const watchers = new Set<() => void>()
  let had = 0
  socket.on('message', (frame: Buffer) => {
    const { seq, ...event } = JSON.parse(frame.toString()) as Received & { seq?: number }
    had = seq ?? had
    events.push(event)
    for (const watcher of watchers) watcher()
  })
  await once(socket, 'open')
  /** Resolves with the first event that fits and was not taken before. */
  async function next<T extends Received['type']>(
    type: T,
    fits: (event: Extract<Received, { type: T }>) => boolean = () => true,
  ): Promise<Extract<Received, { type: T }>> {
    for (;;) {
      const index = events.findIndex(
        (event) => event.type === type && fits(event as Extract<Received, { type: T }>),
      )
      if (index !== -1) return events.splice(index, 1)[0] as Extract<Received, { type: T }>
      await new Promise<void>((resolve) => {
        watchers.add(resolve)
      })
    }
  }
  return {
    socket,
    events,
    next,
    /** With what a socket takes this phone over. */
    resumption: async () => {
      const { resumeToken } = await next('connected')
      return () => ({ type: 'resume', token: resumeToken, after: had })
    },
    send: (message: unknown) => socket.send(JSON.stringify(message)),
    [Symbol.dispose]: () => socket.terminate(),
  }
}

type Received = PhoneEvent | LineEvent | SoundEvent
