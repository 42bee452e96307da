import { defaultCallerNumber } from '../numbers.ts'
import type { CallEngine } from '../call-engine.ts'
import { noSoundHeard } from '../call.ts'
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
  readonly #sounds: (sound: Buffer) => void
  #line: 'words' | 'sound' | 'words-again' = 'words'
  #call: Call | undefined
  #incoming: IncomingCall | undefined
  #stopWaiting: () => void = () => undefined

  constructor({ engine, tell, sounds }: SoftphoneParts) {
    this.#engine = engine
    this.#tell = tell
    this.#sounds = sounds
  }

  do(request: Exclude<PhoneRequest, { type: 'sound' }>): void {
    switch (request.type) {
      case 'dial':
        return this.#dial(request.from)
      case 'say':
        return this.#say(request.text)
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

  /** Gives sound to whoever listens. @returns why it cannot be heard, in words; nothing when it was, or came late. */
  speak(sound: Buffer): string | undefined {
    // Some of it was always on its way when the line became one of words, or the call ended.
    if (this.#line === 'words-again') return undefined
    if (this.#call === undefined) return noCall
    const { listener } = this.#call
    const outcome = this.#line === 'sound' ? listener?.speaks(sound) : noSoundHeard
    return outcome === undefined || outcome.heard ? undefined : outcome.reason
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

  #say(text: string): void {
    if (this.#line === 'sound') return this.complain('This call is by voice: please speak.')
    this.#give((call) => call.listener?.says(text))
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
    this.#line = 'words'
    call.subscribe((event) => {
      if (event.type === 'sound') return this.#sounds(event.sound)
      if (event.type === 'line') this.#line = event.kind === 'sound' ? 'sound' : 'words-again'
      const told = phoneEventOf(event, call.sid)
      if (told !== undefined) this.#tell(told)
      if (call.over.aborted && this.#call === call) this.#leave()
    })
  }

  #leave(): void {
    this.#call = undefined
    if (this.#line === 'sound') this.#line = 'words-again'
  }

  #give(input: (call: Call) => SayOutcome | undefined): void {
    if (this.#call === undefined) return this.complain(noCall)
    const outcome = input(this.#call) ?? nobodyListens
    if (!outcome.heard) this.complain(outcome.reason)
  }
}

export interface SoftphoneParts {
  readonly engine: CallEngine
  readonly tell: (event: PhoneEvent) => void
  /** Gets 20 ms of sound or less each time there is some to hear, in order: µ-law at 8 kHz. */
  readonly sounds: (sound: Buffer) => void
}

const noCall = 'There is no call.'

const nobodyListens: SayOutcome = {
  heard: false,
  reason: 'Nobody is listening yet. Please wait for the agent.',
}
