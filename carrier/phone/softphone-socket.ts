import type { WebSocket } from 'ws'
import { defaultCallerNumber } from '../numbers.ts'
import type { CallEngine } from '../call-engine.ts'
import type { Call, SayOutcome } from '../call.ts'
import { assertNever } from '../errors.ts'
import { phoneEventOf } from './phone-event.ts'
import type { PhoneEvent } from './phone-event.ts'
import { parsePhoneRequest, refused } from './phone-request.ts'
import type { ParsedRequest } from './phone-request.ts'

/**
 * A phone on a socket: it dials, speaks, presses keys and hangs up, one call at a time. A frame that
 * cannot be used is answered in words and counted, and the call goes on; a closed socket hangs up.
 */
export class SoftphoneSocket {
  readonly #socket: WebSocket
  readonly #engine: CallEngine
  #call: Call | undefined
  #refusals = 0

  readonly #log: (line: string) => void

  constructor(
    socket: WebSocket,
    { engine, log }: { engine: CallEngine; log: (line: string) => void },
  ) {
    this.#socket = socket
    this.#engine = engine
    this.#log = log
  }

  /** Listens to the phone from now on. */
  serve(): void {
    this.#socket.on('message', (frame: Buffer, isBinary) => {
      const request = isBinary
        ? refused('A phone sends text, and this was binary.')
        : parsePhoneRequest(frame.toString('utf8'))
      this.#answer(request)
    })
    // What follows is always a close, where the call is hung up.
    this.#socket.on('error', (error) => this.#log(`A phone's socket failed: ${error.message}`))
    this.#socket.on('close', () => {
      this.#call?.end('caller-hung-up')
      if (this.#refusals > 0) this.#log(`A phone closed after ${this.#refusals} unusable messages.`)
    })
  }

  #answer(request: ParsedRequest): void {
    switch (request.type) {
      case 'dial':
        return this.#dial(request.from)
      case 'say':
        return this.#give((call) => call.listener?.says(request.text))
      case 'press':
        return this.#give((call) => call.listener?.presses(request.digits))
      case 'hang-up':
        return this.#give((call) => {
          call.end('caller-hung-up')
          return { heard: true }
        })
      case 'refused':
        this.#refusals += 1
        return this.#complain(request.why)
      default:
        return assertNever(request)
    }
  }

  #dial(from = defaultCallerNumber): void {
    if (this.#call !== undefined) return this.#complain('This phone is in a call already.')
    const { call } = this.#engine.placeCall({ from })
    this.#call = call
    this.#send({ type: 'call-status', callSid: call.sid, status: 'ringing' })
    call.subscribe((event) => {
      const told = phoneEventOf(event, call.sid)
      if (told !== undefined) this.#send(told)
      if (call.over.aborted && this.#call === call) this.#call = undefined
    })
  }

  #give(input: (call: Call) => SayOutcome | undefined): void {
    if (this.#call === undefined) return this.#complain('There is no call.')
    const outcome = input(this.#call) ?? nobodyListens
    if (!outcome.heard) this.#complain(outcome.reason)
  }

  #complain(message: string): void {
    this.#send({ type: 'error', message })
  }

  #send(event: PhoneEvent): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(event))
  }
}

const nobodyListens: SayOutcome = {
  heard: false,
  reason: 'Nobody is listening yet. Please wait for the agent.',
}
