import type { FastifyInstance } from 'fastify'
import type { WebSocket } from 'ws'
import type { CallEvent, SpokenLine } from '../calls/call-event.ts'
import type { CallSummary } from '../calls/call-archive.ts'
import { LiveRequest, type LiveEvent } from '../contract/live.ts'
import type { Broadcast } from '../lib/broadcast.ts'
import { liveEventOf } from './live-event.ts'
import { presentLine, presentSummary } from './present-call.ts'
import type { SignIn } from './sign-in.ts'
import { parseFrame } from './parse-frame.ts'

export interface LiveRouteParts {
  readonly events: Broadcast<CallEvent>
  readonly signIn: SignIn
  readonly summaries: () => readonly CallSummary[]
  readonly linesOf: (callSid: string) => readonly SpokenLine[]
  readonly onStrangeFrame: (frame: { socket: 'live'; reason: string }) => void
}

/** More than a dashboard ever asks for; beyond it a program is asking. */
const mostSubscriptions = 200
/** A dashboard that does not read is let go rather than remembered for. */
const mostBufferedBytes = 1024 * 1024

/** `WS /live`: what goes on in the calls, as it happens. */
export function registerLive(server: FastifyInstance, parts: LiveRouteParts): void {
  server.get('/live', { websocket: true, preParsing: parts.signIn.guard }, (socket, request) => {
    parts.signIn.watch(request, socket)
    serveDashboard(parts, socket)
  })
}

function serveDashboard(parts: LiveRouteParts, socket: WebSocket): void {
  const statusOf = new Set<string>()
  const transcriptOf = new Set<string>()
  let everyStatus = false

  function send(event: LiveEvent) {
    if (socket.bufferedAmount > mostBufferedBytes) socket.close(1013, 'Reading too slowly')
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(event))
  }
  const wants = (event: LiveEvent) =>
    !('callSid' in event) ||
    (event.type === 'status_update'
      ? everyStatus || statusOf.has(event.callSid)
      : transcriptOf.has(event.callSid))

  function subscribe(request: LiveRequest) {
    const callSid = request.callSid
    if (request.type === 'unsubscribe') return unsubscribe(callSid)
    if (statusOf.size + transcriptOf.size >= mostSubscriptions) {
      return send({ type: 'error', message: 'Too many subscriptions on one connection' })
    }
    if (request.type === 'live_transcript') return showTranscript(request.callSid)
    if (callSid === undefined) everyStatus = true
    else statusOf.add(callSid)
    const shown = parts.summaries().filter((call) => callSid === undefined || call.sid === callSid)
    for (const call of shown) {
      send({ type: 'status_update', callSid: call.sid, call: presentSummary(call) })
    }
  }

  function showTranscript(callSid: string) {
    transcriptOf.add(callSid)
    for (const line of parts.linesOf(callSid)) {
      send({ type: 'transcript', callSid, line: presentLine(line), final: true })
    }
  }

  function unsubscribe(callSid: string | undefined) {
    if (callSid === undefined) {
      everyStatus = false
      statusOf.clear()
      transcriptOf.clear()
      return
    }
    statusOf.delete(callSid)
    transcriptOf.delete(callSid)
  }

  const stop = parts.events.subscribe((event) => {
    const live = liveEventOf(event)
    if (live && wants(live)) send(live)
  })
  socket.on('message', (data, isBinary) => {
    const frame = parseFrame(LiveRequest, { data, isBinary })
    if (frame.ok) return subscribe(frame.message)
    parts.onStrangeFrame({ socket: 'live', reason: frame.reason })
    send({ type: 'error', message: frame.reason })
  })
  socket.on('error', (error) => parts.onStrangeFrame({ socket: 'live', reason: error.message }))
  socket.on('close', stop)
}
