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
import type { PhoneRequest } from './phone-request.ts'

/**
 * A phone, whatever socket it is on: it dials or is called, speaks, presses keys and hangs up, one call at a
 * time. A request that cannot be done is answered in words, and the call goes on.
 */
export class Softphone {
  readonly #engine: CallEngine
  readonly #tell: (event: PhoneEvent) => void
  #call: Call | undefined
  #incoming: IncomingCall | undefined
  #stopWaiting: () => void = () => undefined

  constructor({ engine, tell }: { engine: CallEngine; tell: (event: PhoneEvent) => void }) {
    this.#engine = engine
    this.#tell = tell
  }

  do(request: PhoneRequest): void {
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
      default:
        return assertNever(request)
    }
  }

  /** For good: hangs up, refuses what rings, and is called no more. */
  putAway(): void {
    this.#stopWaiting()
    this.#decide('declines')
    this.#call?.end('caller-hung-up')
  }

  complain(message: string): void {
    this.#tell({ type: 'error', message })
  }

  #dial(from = defaultCallerNumber): void {
    if (this.#call !== undefined) return this.complain('This phone is in a call already.')
    this.#decide('declines')
    const { call } = this.#engine.placeCall({ from })
    this.#tell({ type: 'call-status', callSid: call.sid, status: 'ringing' })
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
      this.#tell({ type: 'incoming-ended', callSid })
    })
    this.#tell({ type: 'incoming', callSid, from })
    return await this.#incoming.decision
  }

  #answerIncoming(request: 'answer' | 'decline'): void {
    if (this.#incoming === undefined) return this.complain('Nobody is calling now.')
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
      if (told !== undefined) this.#tell(told)
      if (call.over.aborted && this.#call === call) this.#call = undefined
    })
  }

  #give(input: (call: Call) => SayOutcome | undefined): void {
    if (this.#call === undefined) return this.complain('There is no call.')
    const outcome = input(this.#call) ?? nobodyListens
    if (!outcome.heard) this.complain(outcome.reason)
  }
}

const nobodyListens: SayOutcome = {
  heard: false,
  reason: 'Nobody is listening yet. Please wait for the agent.',
}
