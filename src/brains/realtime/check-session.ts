import { BrainFailed } from '../../calls/brain-failed.ts'
import type { ClientEvent } from './client-events.ts'
import { openRealtimeSocket, type RealtimeSocketParts } from './realtime-socket.ts'
import { parseServerEvent } from './server-events.ts'
import { lossIn, neverReady, settingsRefused, type AskedServer, type Loss } from './session-loss.ts'

export interface SessionCheckParts
  extends AskedServer, Pick<RealtimeSocketParts, 'url' | 'sweep' | 'clock'> {
  readonly setUp: ClientEvent
  readonly readyWithinMs: number
}

/**
 * Opens a session that hears nobody and says nothing, and closes it once it is configured.
 * @throws {BrainFailed} in words when it does not get so far.
 */
export async function checkSession(parts: SessionCheckParts, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<Loss | undefined>()
  const timer = parts.clock.after(parts.readyWithinMs, () => resolve(neverReady(parts.vendor)))
  const socket = openRealtimeSocket({
    ...parts,
    onOpen: () => socket.send(JSON.stringify(parts.setUp)),
    onFrame: (frame) => {
      const event = parseServerEvent(frame.toString('utf8'))
      if (event.type === 'session.updated') resolve(undefined)
      // Whatever is wrong before anything was said is about the settings.
      if (event.type === 'error') {
        resolve(lossIn(event.error, parts) ?? settingsRefused(event.error, parts))
      }
    },
    onBinary: () => undefined,
    onLost: resolve,
  })
  const stop = () => resolve(neverReady(parts.vendor))
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    const loss = await promise
    if (loss) throw new BrainFailed(loss.detail, { needsOwner: loss.reason === 'refused' })
  } finally {
    signal.removeEventListener('abort', stop)
    timer.cancel()
    socket.close()
  }
}
