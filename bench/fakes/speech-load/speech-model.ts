import { createServer, type Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { createFrameFinder } from '../../sound/find-frame.ts'
import { callAt, isSpeechAt, isWholeCallerFrame, numberAt } from '../../sound/frame-tag.ts'
import type { LoadBooks } from '../../sound/load-books.ts'
import { ModelSession, type ClientEvent } from './model-session.ts'
import type { SpeechPace } from './paced-answer.ts'
import type { SessionUpdate } from './session-setting.ts'

export interface SpeechModelParts {
  readonly books: LoadBooks
  readonly pace: SpeechPace
  /** How long it takes to let a socket in. */
  readonly opensAfterMs: number
  /** What the servers asked in a wrong way, by the code of the refusal. */
  readonly onRefused: (code: string) => void
}

/**
 * A speech model for load: the Realtime API as far as a call of numbered frames needs it, and no more work than
 * that. It shares the callers' process and clock, and knows by a frame's number whose it is.
 */
export function createSpeechModel(parts: SpeechModelParts): Server {
  const server = createServer((_, response) => response.writeHead(404).end())
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  sockets.on('connection', (socket: WebSocket) => serve(socket, parts))
  server.on('upgrade', (request, stream, head) => {
    setTimeout(() => {
      sockets.handleUpgrade(request, stream, head, (socket) => {
        sockets.emit('connection', socket)
      })
    }, parts.opensAfterMs)
  })
  return server
}

function serve(socket: WebSocket, { books, onRefused, pace }: SpeechModelParts): void {
  const { find } = createFrameFinder()
  const tell = (event: object) => socket.send(JSON.stringify(event))
  /** Frames that come before it are sound of no known format, and lost. */
  let setting: SessionUpdate | undefined
  let session: ModelSession | undefined

  /** Whose session this is turns out with the first frame. */
  function sessionOf(message: Buffer, at: number): ModelSession {
    if (session) return session
    const call = callAt(message, at)
    session = new ModelSession({ wire: socket, pace, call, book: books.bookOf(call), onRefused })
    session.update(setting ?? {})
    return session
  }

  function receive(event: ClientEvent): void {
    if (event.type === 'session.update') {
      setting = event.session ?? {}
      session?.update(setting)
      tell({ type: 'session.updated', event_id: 'event_any', session: setting })
    } else if (event.type in answeredSimply) {
      tell({ ...event, event_id: 'event_any', type: answeredSimply[event.type] })
    } else if (event.type === 'input_audio_buffer.append') {
      // Silence that the server put where the network lost sound.
    } else if (session) session.receive(event)
    else onRefused('too_early')
  }

  socket.on('message', (message: Buffer) => {
    const at = find(message)
    if (at === -1) return receive(JSON.parse(message.toString()) as ClientEvent)
    if (setting === undefined || !isWholeCallerFrame(message, at)) return
    const its = sessionOf(message, at)
    // Another call's sound is lost there, and for nothing here.
    if (its.call === callAt(message, at)) its.hear(numberAt(message, at), isSpeechAt(message, at))
  })
  socket.on('error', () => undefined)
  socket.on('close', () => session?.close())
  tell({ type: 'session.created', event_id: 'event_any', session: { type: 'realtime' } })
}

/** What is said yes to, and has no consequence here. */
const answeredSimply: Readonly<Record<string, string>> = {
  'conversation.item.create': 'conversation.item.added',
  'conversation.item.delete': 'conversation.item.deleted',
  'input_audio_buffer.clear': 'input_audio_buffer.cleared',
}
