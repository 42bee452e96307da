import type { FastifyInstance } from 'fastify'
import { WebSocket, type RawData } from 'ws'
import { PhoneRequest, type PhoneEvent } from '../contract/softphone.ts'
import type { Clock } from '../lib/clock.ts'
import { frameBytes } from '../lib/frame-bytes.ts'
import { createFrameLimit } from '../voice/frame-limit.ts'
import { parseFrame } from './parse-frame.ts'
import type { SignIn } from './sign-in.ts'

export interface SoftphoneRouteParts {
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly signIn: SignIn
  /** The local carrier; `undefined` where none was started beside this server. */
  readonly carrier: { readonly url: string; readonly authToken: string } | undefined
  readonly onStrangeFrame: (frame: { socket: 'softphone'; reason: string }) => void
}

/**
 * Closed for good, by the page or with the session that it belonged to. After anything else, such as our own end,
 * the carrier keeps the phone's call for a while, because the page comes back for it.
 */
const putDown: ReadonlySet<number> = new Set([1000, 1008])

const connectWithinMs = 5_000
const carrierGone = 1013
const policyViolation = 1008
/** What a person can type before the line stands. */
const mostEarlyFrames = 50
/** Sound comes fifty times a second at most, and what a network held back comes at once. */
const limits = { longestFrameBytes: 64 * 1024, framesPerSecond: 100, mostAtOnce: 600 }
/** About two seconds of sound that a browser has not taken yet. */
const mostWaitingBytes = 32 * 1024
const soundFrame = Buffer.from('{"type":"sound"')

/** `WS /softphone`: the browser's phone. It is passed on to the local carrier, where calls are made. */
export function registerSoftphone(server: FastifyInstance, parts: SoftphoneRouteParts): void {
  server.get(
    '/softphone',
    { websocket: true, preParsing: parts.signIn.guard },
    (browser, request) => {
      parts.signIn.watch(request, browser)
      servePhone(parts, browser)
    },
  )
}

function servePhone(
  { carrier, clock, onStrangeFrame }: SoftphoneRouteParts,
  browser: WebSocket,
): void {
  const tell = (event: PhoneEvent) => {
    if (browser.readyState === browser.OPEN) browser.send(JSON.stringify(event))
  }
  const strange = (reason: string) => {
    onStrangeFrame({ socket: 'softphone', reason })
    tell({ type: 'error', message: reason })
  }
  browser.on('error', (error) => onStrangeFrame({ socket: 'softphone', reason: error.message }))
  if (!carrier) {
    tell({
      type: 'error',
      message: 'The local carrier is not running, so no call can be made here',
    })
    browser.close(carrierGone, 'No local carrier')
    return
  }

  const line = new WebSocket(`${carrier.url.replace(/^http/, 'ws')}/softphone`, {
    headers: { authorization: `Bearer ${carrier.authToken}` },
    handshakeTimeout: connectWithinMs,
    perMessageDeflate: false,
  })
  const early: string[] = []
  line.on('open', () => {
    for (const frame of early.splice(0)) line.send(frame)
  })
  line.on('message', (data, isBinary) => {
    if (browser.readyState !== browser.OPEN || comesTooLate(data, browser)) return
    browser.send(data, { binary: isBinary })
  })
  line.on('error', () => tell({ type: 'error', message: 'The local carrier cannot be reached' }))
  line.on('close', () => browser.close(carrierGone, 'The local carrier has gone'))

  const limit = createFrameLimit(clock, limits)
  browser.on('message', (data, isBinary) => {
    // Frames that were on their way still come after we have closed the socket.
    if (browser.readyState !== browser.OPEN) return
    const tooMuch = limit.refusalOf(frameBytes(data))
    if (tooMuch === 'too-long') return strange('That message is too long')
    if (tooMuch === 'too-many') {
      strange('That was more than anybody can say')
      return browser.close(policyViolation, 'Too many frames a second')
    }
    const frame = parseFrame(PhoneRequest, { data, isBinary })
    if (!frame.ok) return strange(frame.reason)
    const isSound = frame.message.type === 'sound'
    if (isSound && !isTaken(line)) return
    const text = JSON.stringify(frame.message)
    if (line.readyState === line.OPEN) line.send(text)
    else if (early.length < mostEarlyFrames) early.push(text)
  })
  browser.on('close', (code) => {
    if (putDown.has(code)) line.close(1000)
    else line.terminate()
  })
}

function comesTooLate(data: RawData, browser: WebSocket): boolean {
  return !isTaken(browser) && frameBytes(data).subarray(0, soundFrame.length).equals(soundFrame)
}

/** Sound that has to wait would be heard late; the next of it comes in time. */
function isTaken({ readyState, OPEN, bufferedAmount }: WebSocket): boolean {
  return readyState === OPEN && bufferedAmount < mostWaitingBytes
}
