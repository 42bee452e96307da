import type { CallerLine, LeavingReason, LineEvent } from '../../calls/caller-line.ts'
import type { RelayMessage, RelayPrompt } from './relay-messages.ts'

/** A caller on a ConversationRelay socket: the carrier hears and speaks, words go in and out. */
export interface RelayLine {
  readonly line: CallerLine
  /** Turns what the carrier says into events of the line. */
  received(message: RelayMessage): void
  /** The socket is gone. `code` is the WebSocket's close code. */
  closed(code: number): void
}

export interface RelayLineParts {
  readonly socket: RelaySocket
  readonly onEvent: (event: LineEvent) => void
}

export interface RelaySocket {
  send(text: string): void
  /** `code`: a WebSocket close code. */
  close(code: number): void
  readonly isOpen: boolean
}

/** The carrier closes a session that ended as it should with this code. */
const normalClosure = 1000
/** Any code but a normal closure makes the carrier ask how the call goes on; these also say why. */
const leavingCodes: Readonly<Record<LeavingReason, number>> = {
  'handed-on': 1012,
  'taken-over': 4409,
}

export function createRelayLine({ socket, onEvent }: RelayLineParts): RelayLine {
  let ending = false
  let isClosed = false

  function send(message: Record<string, unknown>) {
    if (socket.isOpen && !ending && !isClosed) socket.send(JSON.stringify(message))
  }

  return {
    line: {
      can: { bargeIn: true, reportsPlayback: true, reportsSilence: false },
      say: ({ text, last }) => send({ type: 'text', token: text, last }),
      // The carrier listens all the time.
      listen: () => undefined,
      end() {
        send({ type: 'end' })
        ending = true
      },
      leave(why) {
        if (isClosed) return
        isClosed = true
        socket.close(leavingCodes[why])
        onEvent({ type: 'line-closed', by: 'agent' })
      },
    },
    received(message) {
      if (isClosed) return
      const event = lineEventOf(message)
      if (event) onEvent(event)
    },
    closed(code) {
      if (isClosed) return
      isClosed = true
      onEvent({ type: 'line-closed', by: closedBy(code, { ending }) })
    },
  }
}

function closedBy(code: number, { ending }: { ending: boolean }): 'caller' | 'agent' | 'fault' {
  if (code !== normalClosure) return 'fault'
  return ending ? 'agent' : 'caller'
}

function lineEventOf(message: RelayMessage): LineEvent | undefined {
  switch (message.type) {
    case 'prompt':
      return eventOfPrompt(message)
    case 'interrupt':
      return {
        type: 'caller-interrupted',
        heardText: message.utteranceUntilInterrupt,
        heardMs: message.durationUntilInterruptMs ?? undefined,
      }
    case 'dtmf':
      return { type: 'key-pressed', key: message.digit }
    case 'info':
      return eventOfInfo(message)
    default:
      return undefined
  }
}

function eventOfPrompt({ voicePrompt: text, lang, last }: RelayPrompt): LineEvent {
  if (!last) return { type: 'caller-speaking', text }
  return { type: 'caller-spoke', text, language: lang ?? undefined }
}

function eventOfInfo({ name, value }: { name: string; value: string }): LineEvent | undefined {
  if (name === 'tokensPlayed') return { type: 'playback-advanced', text: value }
  if (name === 'agentSpeaking') {
    return { type: value === 'on' ? 'playback-started' : 'playback-finished' }
  }
  if (name === 'clientSpeaking') {
    return value === 'off'
      ? { type: 'caller-stopped-speaking' }
      : { type: 'caller-speaking', text: '' }
  }
  return undefined
}
