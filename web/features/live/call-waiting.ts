import { PhoneLine, type LineEvent, type PhoneLineNeeds } from './phone-line.ts'

/** Waits for calls to a number, coming back by itself, for as long as the phone is free. */
export class CallWaiting {
  readonly #needs: CallWaitingNeeds
  #state: WaitingState = { stage: 'off' }
  #line: PhoneLine | undefined
  #isPaused = false
  #hasRung = false
  #cancelRetry: () => void = () => undefined

  constructor(needs: CallWaitingNeeds) {
    this.#needs = needs
  }

  get state(): WaitingState {
    return this.#state
  }

  /** From now on calls to this number ring here. */
  start(number: string): void {
    this.#drop()
    this.#become({ stage: 'connecting', number })
    if (!this.#isPaused) this.#connect(number)
  }

  stop(): void {
    this.#drop()
    this.#become({ stage: 'off' })
  }

  /** While there is a call, nothing else rings here. */
  pause(): void {
    if (this.#isPaused) return
    this.#isPaused = true
    this.#drop()
    if (isWaiting(this.#state)) {
      this.#become({ stage: 'connecting', number: this.#state.number })
    }
  }

  resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    if (isWaiting(this.#state)) this.#connect(this.#state.number)
  }

  /** Gives the line on which a call rings to whoever answers it. */
  takeLine(): PhoneLine | undefined {
    const line = this.#line
    this.#line = undefined
    return line
  }

  decline(): void {
    this.#line?.send({ type: 'decline' })
  }

  #connect(number: string): void {
    this.#cancelRetry()
    this.#hasRung = false
    const line: PhoneLine = new PhoneLine(this.#needs, {
      onOpen: () => {
        line.send({ type: 'wait-for-calls', number })
        this.#become({ stage: 'ready', number })
      },
      onEvent: (event) => this.#received(event, number),
      onAway: () => this.#become({ stage: 'connecting', number }),
      onBack: () => this.#become({ stage: 'ready', number }),
      onLost: () => this.#lost(number),
    })
    this.#line = line
  }

  #received(event: LineEvent, number: string): void {
    this.#hasRung ||= event.type === 'incoming'
    // Later on, an error is about a call that was declined just when it stopped ringing.
    if (event.type === 'error' && !this.#hasRung) {
      this.#drop()
      this.#become({ stage: 'refused', number, problem: event.message })
    } else this.#needs.onEvent(event)
  }

  #lost(number: string): void {
    this.#drop()
    this.#cancelRetry = this.#needs.after(retryMs, () => this.#connect(number))
    this.#become({ stage: 'connecting', number })
    this.#needs.onLost()
  }

  #drop(): void {
    this.#cancelRetry()
    this.#line?.close()
    this.#line = undefined
  }

  #become(state: WaitingState): void {
    this.#state = state
    this.#needs.onChange()
  }
}

export type WaitingState =
  | { readonly stage: 'off' }
  | { readonly stage: 'connecting' | 'ready'; readonly number: string }
  /** The phone company does not want this number to ring here, and says why. */
  | { readonly stage: 'refused'; readonly number: string; readonly problem: string }

export interface CallWaitingNeeds extends PhoneLineNeeds {
  readonly onChange: () => void
  readonly onEvent: (event: LineEvent) => void
  /** The line is gone, and with it whatever rang on it. */
  readonly onLost: () => void
}

const retryMs = 3000

function isWaiting(
  state: WaitingState,
): state is Extract<WaitingState, { stage: 'connecting' | 'ready' }> {
  return state.stage === 'connecting' || state.stage === 'ready'
}
