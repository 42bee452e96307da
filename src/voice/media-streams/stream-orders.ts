import type { Sound } from '../../calls/sound.ts'
import { ownBytes } from '../../lib/own-bytes.ts'

export interface MediaSocket {
  /** One text message. */
  send(message: Buffer): void
  /** `code`: a WebSocket close code. */
  close(code: number): void
  /** Without asking the other end. */
  terminate(): void
  readonly isOpen: boolean
  /** What was sent and has not left this machine. */
  readonly waitingBytes: number
}

/** What the carrier is told to do with a stream. */
export interface StreamOrders {
  /** To be played after what was sent before. */
  play(sound: Sound): void
  /** To be sent back when everything before it was played, or is cleared. */
  mark(name: string): void
  /** What was not played never is. */
  clear(): void
}

const afterSound = Buffer.from('"}}')

export function createStreamOrders(
  socket: Pick<MediaSocket, 'send'>,
  streamSid: string,
): StreamOrders {
  const sid = JSON.stringify(streamSid)
  const beforeSound = ownBytes(`{"event":"media","streamSid":${sid},"media":{"payload":"`)
  const clear = ownBytes(`{"event":"clear","streamSid":${sid}}`)
  return {
    play: (sound) => socket.send(Buffer.concat([beforeSound, sound, afterSound])),
    mark: (name) =>
      socket.send(Buffer.from(JSON.stringify({ event: 'mark', streamSid, mark: { name } }))),
    clear: () => socket.send(clear),
  }
}
