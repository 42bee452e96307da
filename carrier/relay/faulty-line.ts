import type { Clock } from '../clock.ts'
import type { RelayMoment } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import type { ServerSocket } from '../server-socket.ts'

/** The way of messages to the relay socket, with whatever faults strike it. Without any it only sends. */
export interface FaultyLine {
  send(message: Readonly<Record<string, unknown>>): void
  /** Something happened at which a fault may close or stall the connection. */
  passed(moment: RelayMoment): void
  isStalled(): boolean
}

export interface FaultyLineParts {
  readonly faults: Faults
  readonly callSid: string
  readonly path: string
  readonly clock: Clock
  readonly socket: () => ServerSocket
}

export function createFaultyLine(parts: FaultyLineParts): FaultyLine {
  const { faults, callSid, path, clock, socket } = parts
  const target = { callSid, path }
  const held: string[] = []
  let stalled = false

  function transmit(frame: string): void {
    if (stalled) held.push(frame)
    else socket().send(frame)
  }

  function stall(forMs: number | undefined): void {
    stalled = true
    socket().pause()
    if (forMs === undefined) return
    clock.after(forMs, () => {
      stalled = false
      socket().resume()
      for (const frame of held.splice(0)) socket().send(frame)
    })
  }

  const line: FaultyLine = {
    send(message) {
      const isPrompt = message['type'] === 'prompt' && message['last'] === true
      const emptied = isPrompt && faults.strike('prompt-emptied', target) !== undefined
      const twice = isPrompt && faults.strike('prompt-duplicated', target) !== undefined
      const garbled = faults.strike('relay-message-garbled', target) !== undefined
      const frame = JSON.stringify(emptied ? { ...message, voicePrompt: '' } : message)
      transmit(garbled ? frame.slice(0, frame.length / 2) : frame)
      if (twice) transmit(frame)
      if (isPrompt) line.passed('prompt-sent')
    },
    passed(moment) {
      const closed = faults.strike('relay-closed', { ...target, moment })
      const stallFault = faults.strike('relay-stalled', { ...target, moment })
      if (stallFault !== undefined) stall(stallFault.forMs)
      if (closed === undefined) return
      if (closed.code === 1006) socket().drop()
      else socket().close(closed.code, '')
    },
    isStalled: () => stalled,
  }
  return line
}
