import type { WebSocket } from 'ws'
import { defaultCallerNumber } from '../numbers.ts'
import type { CallEngine } from '../call-engine.ts'
import type { Call, SayOutcome } from '../call.ts'
import type { CalleeDecision } from '../callee.ts'
import { assertNever } from '../errors.ts'
import type { PlacedCall } from '../legs/leg.ts'
import { createIncomingCall } from './incoming-call.ts'
import type { IncomingCall } from './incoming-call.ts'
import { phoneEventOf } from './phone-event.ts'
import type { PhoneEvent } from './phone-event.ts'
import { parsePhoneRequest, refused } from './phone-request.ts'
import type { ParsedRequest } from './phone-request.ts'

/**
 * A phone on a socket: it dials or is called, speaks, presses keys and hangs up, one call at a time. A frame
 * that cannot be used is answered in words and counted, and the call goes on; a closed socket hangs up.
 */
export class SoftphoneSocket {
  readonly #socket: WebSocket
  readonly #engine: CallEngine
  #call: Call | undefined
  #incoming: IncomingCall | undefined
  #stopWaiting: () => void = () => undefined
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
      this.#stopWaiting()
      this.#decide('declines')
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
        return this.#hangUp()
      case 'wait-for-calls':
        return this.#waitForCalls(request.number)
      case 'answer':
      case 'decline':
        return this.#answerIncoming(request.type)
      case 'refused':
        this.#refusals += 1
        return this.#complain(request.why)
      default:
        return assertNever(request)
    }
  }

  #dial(from = defaultCallerNumber): void {
    if (this.#call !== undefined) return this.#complain('This phone is in a call already.')
    this.#decide('declines')
    const { call } = this.#engine.placeCall({ from })
    this.#send({ type: 'call-status', callSid: call.sid, status: 'ringing' })
    this.#take(call)
  }

  /** Also what rings is refused so. */
  #hangUp(): void {
    if (this.#call === undefined && this.#incoming !== undefined) return this.#decide('declines')
    this.#give((call) => {
      call.end('caller-hung-up')
      return { heard: true }
    })
  }

  #waitForCalls(number: string): void {
    this.#stopWaiting()
    this.#stopWaiting = this.#engine.callees.wait(number, {
      rings: (placed) => this.#rings(placed),
    })
  }

  async #rings(placed: PlacedCall): Promise<CalleeDecision> {
    if (this.#call !== undefined || this.#incoming !== undefined) return 'is-busy'
    const { sid: callSid, from } = placed.call
    this.#incoming = createIncomingCall(placed, () => {
      this.#incoming = undefined
      this.#send({ type: 'incoming-ended', callSid })
    })
    this.#send({ type: 'incoming', callSid, from })
    return await this.#incoming.decision
  }

  #answerIncoming(request: 'answer' | 'decline'): void {
    if (this.#incoming === undefined) return this.#complain('Nobody is calling now.')
    if (request === 'answer') this.#take(this.#incoming.call)
    this.#decide(request === 'answer' ? 'answers' : 'declines')
  }

  #decide(decision: CalleeDecision): void {
    const incoming = this.#incoming
    this.#incoming = undefined
    incoming?.decide(decision)
  }

  /** From now on this phone is on this call. */
  #take(call: Call): void {
    this.#call = call
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
