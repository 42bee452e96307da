import { PhoneEvent, type PhoneRequest } from '../../../src/contract/index.ts'
import { assertNever } from '../../lib/assert-never.ts'

/** The browser's phone: one call at a time over the softphone socket. It outlives the page it is on. */
export class Phone {
  readonly #needs: PhoneNeeds
  readonly #listeners = new Set<() => void>()
  #state: PhoneState = { stage: 'idle' }
  #socket: PhoneSocket | undefined
  #cancelDeadline: () => void = () => undefined

  constructor(needs: PhoneNeeds) {
    this.#needs = needs
  }

  get state(): PhoneState {
    return this.#state
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls the agent; without `from` the carrier picks the caller's number. */
  dial(from?: string): void {
    if (isOngoing(this.#state)) return
    this.#become({ stage: 'dialling' })
    const socket = this.#needs.openSocket()
    this.#socket = socket
    socket.addEventListener('open', () => {
      if (socket === this.#socket) this.#send({ type: 'dial', ...(from ? { from } : {}) })
    })
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) this.#received(data)
    })
    socket.addEventListener('close', () => {
      if (socket === this.#socket) this.#fail('The connection to the phone line was lost.')
    })
    this.#cancelDeadline = this.#needs.after(answerDeadlineMs, () =>
      this.#fail('Nobody answered in time. The phone line may be down.'),
    )
  }

  say(text: string): void {
    if (this.#state.stage !== 'talking') return
    this.#send({ type: 'say', text })
    const said = [...this.#state.said, text]
    this.#become({ ...this.#state, said, hearing: '', problem: undefined })
  }

  hangUp(): void {
    const state = this.#state
    if (!isOngoing(state)) return
    this.#send({ type: 'hang-up' })
    if (state.stage === 'dialling') this.#leave({ stage: 'idle' })
    else this.#end({ callSid: state.callSid, status: 'completed', by: 'caller' })
  }

  /** Puts an ended call away, so that the phone is free again. */
  clear(): void {
    if (!isOngoing(this.#state)) this.#leave({ stage: 'idle' })
  }

  #received(frame: unknown): void {
    const event = parsePhoneEvent(frame)
    if (!event) {
      this.#needs.onUnreadable()
      return
    }
    switch (event.type) {
      case 'call-status':
        this.#changed(event)
        break
      case 'agent-speaking':
        this.#whileTalking({ agentSpeaking: event.on, ...(event.on && { hearing: '' }) })
        break
      case 'interrupted':
        this.#whileTalking({ agentSpeaking: false, hearing: '' })
        break
      case 'heard':
        this.#whileTalking({ hearing: event.spokenText })
        break
      case 'error':
        this.#refused(event.message)
        break
      default:
        assertNever(event)
    }
  }

  #changed({ callSid, status, reason }: Extract<PhoneEvent, { type: 'call-status' }>): void {
    if (finalStatuses.has(status)) {
      this.#end({ callSid, status, by: 'other', reason })
      return
    }
    if (status !== 'in-progress') this.#become({ stage: 'ringing', callSid })
    else if (this.#state.stage !== 'talking') {
      this.#cancelDeadline()
      const answeredAt = this.#needs.now()
      const silent = { agentSpeaking: false, hearing: '', said: [] }
      this.#become({ stage: 'talking', callSid, answeredAt, ...silent })
    }
  }

  #whileTalking(change: { agentSpeaking?: boolean; hearing?: string }): void {
    if (this.#state.stage === 'talking') this.#become({ ...this.#state, ...change })
  }

  /** Before the call stands, an error is its end; during a call, the last words were not heard. */
  #refused(problem: string): void {
    const state = this.#state
    if (state.stage !== 'talking') this.#fail(problem)
    else this.#become({ ...state, said: state.said.slice(0, -1), problem })
  }

  #end({ callSid, status, by, reason }: Ending): void {
    const seconds =
      this.#state.stage === 'talking'
        ? (this.#needs.now().getTime() - this.#state.answeredAt.getTime()) / 1000
        : undefined
    this.#leave({ stage: 'over', callSid, status, by, seconds, reason })
  }

  #fail(problem: string): void {
    const callSid = 'callSid' in this.#state ? this.#state.callSid : undefined
    this.#leave({ stage: 'failed', problem, callSid })
  }

  #leave(state: PhoneState): void {
    this.#cancelDeadline()
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
    this.#become(state)
  }

  #send(request: PhoneRequest): void {
    if (this.#socket?.readyState === openState) this.#socket.send(JSON.stringify(request))
  }

  #become(state: PhoneState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

export type PhoneState =
  | { readonly stage: 'idle' }
  | { readonly stage: 'dialling' }
  | { readonly stage: 'ringing'; readonly callSid: string }
  | {
      readonly stage: 'talking'
      readonly callSid: string
      readonly answeredAt: Date
      readonly agentSpeaking: boolean
      /** What was heard so far of what the agent is saying now. */
      readonly hearing: string
      /** What was typed so far, oldest first. */
      readonly said: readonly string[]
      readonly problem?: string | undefined
    }
  | ({ readonly stage: 'over'; readonly seconds: number | undefined } & Ending)
  | { readonly stage: 'failed'; readonly problem: string; readonly callSid: string | undefined }

export interface PhoneNeeds {
  readonly openSocket: () => PhoneSocket
  readonly after: (waitMs: number, run: () => void) => () => void
  readonly now: () => Date
  /** Told of each frame that is no event of the contract; the frame is dropped. */
  readonly onUnreadable: () => void
}

export type PhoneSocket = Pick<WebSocket, 'send' | 'close' | 'addEventListener' | 'readyState'>

interface Ending {
  readonly callSid: string
  readonly status: string
  readonly by: 'caller' | 'other'
  readonly reason?: string | undefined
}

export function isOngoing(state: PhoneState): state is OngoingState {
  return state.stage === 'dialling' || state.stage === 'ringing' || state.stage === 'talking'
}

type OngoingState = Extract<PhoneState, { stage: 'dialling' | 'ringing' | 'talking' }>

const answerDeadlineMs = 30_000
const openState = 1
const finalStatuses = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled'])

function parsePhoneEvent(frame: unknown): PhoneEvent | undefined {
  if (typeof frame !== 'string') return undefined
  try {
    return PhoneEvent.safeParse(JSON.parse(frame)).data
  } catch {
    return undefined
  }
}
