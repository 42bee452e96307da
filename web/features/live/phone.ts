import { assertNever } from '../../lib/assert-never.ts'
import { CallWaiting, type WaitingState } from './call-waiting.ts'
import {
  PhoneLine,
  type LineEvent,
  type LineListener,
  type LostLine,
  type PhoneLineNeeds,
} from './phone-line.ts'
import {
  isOngoing,
  withHeardWord,
  type Ending,
  type PhoneState,
  type TalkingState,
} from './phone-state.ts'

/** The browser's phone: one call at a time over the softphone socket. It outlives the page it is on. */
export class Phone {
  readonly #needs: PhoneNeeds
  readonly #waiting: CallWaiting
  readonly #listeners = new Set<() => void>()
  readonly #eventListeners = new Set<(event: LineEvent) => void>()
  readonly #soundListeners = new Set<(sound: string) => void>()
  #state: PhoneState = { stage: 'idle' }
  #line: PhoneLine | undefined
  #cancelDeadline: () => void = () => undefined
  /** The words that an error of the line would be about; `undefined` when keys were pressed since. */
  #justSaid: string | undefined

  constructor(needs: PhoneNeeds) {
    this.#needs = needs
    this.#waiting = new CallWaiting({
      ...needs,
      onChange: () => this.#tell(),
      onEvent: (event) => this.#rang(event),
      onLost: () => this.#stoppedRinging(),
    })
  }

  get state(): PhoneState {
    return this.#state
  }

  /** The line of the call broke, and is coming back. */
  get isAway(): boolean {
    return this.#line?.isAway === true
  }

  get waiting(): WaitingState {
    return this.#waiting.state
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Every event of the call's line, after the state has taken it in. */
  onEvent(listener: (event: LineEvent) => void): () => void {
    this.#eventListeners.add(listener)
    return () => this.#eventListeners.delete(listener)
  }

  /** Each piece of sound that the line gives to be heard now: µ-law at 8 kHz, in base64. */
  onSound(listener: (sound: string) => void): () => void {
    this.#soundListeners.add(listener)
    return () => this.#soundListeners.delete(listener)
  }

  /** Calls the agent; without `from` the carrier picks the caller's number. */
  dial(from?: string): void {
    if (isOngoing(this.#state) || this.#state.stage === 'incoming') return
    this.#waiting.pause()
    this.#become({ stage: 'dialling' })
    const line: PhoneLine = new PhoneLine(
      this.#needs,
      this.#duringCall(() => line.send({ type: 'dial', ...(from ? { from } : {}) })),
    )
    this.#line = line
    this.#awaitAnswer()
  }

  /** Lets calls to this number ring here, whenever there is no other call. */
  waitForCalls(number: string): void {
    this.#waiting.start(number)
  }

  stopWaiting(): void {
    this.#stoppedRinging()
    this.#waiting.stop()
  }

  answer(): void {
    const state = this.#state
    if (state.stage !== 'incoming') return
    this.#line = this.#waiting.takeLine()
    this.#line?.handTo(this.#duringCall(() => undefined))
    this.#waiting.pause()
    this.#become({ stage: 'ringing', callSid: state.callSid, from: state.from })
    this.#line?.send({ type: 'answer' })
    this.#awaitAnswer()
  }

  decline(): void {
    if (this.#state.stage !== 'incoming') return
    this.#waiting.decline()
    this.#become({ stage: 'idle' })
  }

  say(text: string): void {
    if (this.#state.stage !== 'talking') return
    this.#line?.send({ type: 'say', text })
    this.#justSaid = text
    const said = [...this.#state.said, text]
    const talk = [...this.#state.talk, { speaker: 'me', text, at: this.#needs.now() } as const]
    const noProblem = { problem: undefined, unheard: undefined }
    this.#become({ ...this.#state, said, talk, hearing: '', ...noProblem })
  }

  /** Gives 20 to 100 ms of sound, as `onSound` gets it, to a line of sound. */
  speak(sound: string): void {
    const state = this.#state
    if (state.stage === 'talking' && state.line === 'sound') this.#line?.speak(sound)
  }

  /** Presses keys of the telephone: digits, * and #. */
  press(digits: string): void {
    if (this.#state.stage !== 'talking') return
    this.#line?.send({ type: 'press', digits })
    this.#justSaid = undefined
  }

  hangUp(): void {
    const state = this.#state
    if (!isOngoing(state)) return
    this.#line?.send({ type: 'hang-up' })
    if (state.stage === 'dialling') this.#leave({ stage: 'idle' })
    else this.#end({ callSid: state.callSid, status: 'completed', by: 'caller' })
  }

  /** Puts an ended call away, so that the phone is free again. */
  clear(): void {
    if (!isOngoing(this.#state) && this.#state.stage !== 'incoming') this.#leave({ stage: 'idle' })
  }

  /** What happens on the line while nobody is on the phone. */
  #rang(event: LineEvent): void {
    const { stage } = this.#state
    if (event.type === 'incoming' && stage !== 'incoming') {
      this.#become({ stage: 'incoming', callSid: event.callSid, from: event.from })
    } else if (event.type === 'incoming-ended') this.#stoppedRinging(event.callSid)
  }

  #stoppedRinging(callSid?: string): void {
    const state = this.#state
    if (state.stage !== 'incoming' || (callSid ?? state.callSid) !== state.callSid) return
    this.#become({ stage: 'idle', missed: state.from })
  }

  #duringCall(onOpen: () => void): LineListener {
    return {
      onOpen,
      onEvent: (event) => this.#received(event),
      onSound: (sound) => this.#soundListeners.forEach((listener) => listener(sound)),
      onAway: () => this.#tell(),
      onBack: () => this.#tell(),
      onLost: (how) => this.#fail(lostWords[how]),
    }
  }

  #awaitAnswer(): void {
    this.#cancelDeadline = this.#needs.after(answerDeadlineMs, () =>
      this.#fail('Nobody answered in time. The phone line may be down.'),
    )
  }

  #received(event: LineEvent): void {
    if (event.type === 'incoming') return
    if (event.type === 'incoming-ended') this.#answeredTooLate(event.callSid)
    else this.#happened(event)
    for (const listener of this.#eventListeners) listener(event)
  }

  /** Somebody else was quicker, or the caller gave up just then. */
  #answeredTooLate(callSid: string): void {
    if (this.#state.stage === 'ringing') this.#end({ callSid, status: 'canceled', by: 'other' })
  }

  #happened(event: CallEvent): void {
    switch (event.type) {
      case 'call-status':
        this.#changed(event)
        break
      case 'agent-speaking':
        // Whatever could not be heard because of it can be said again now.
        this.#whileTalking({
          agentSpeaking: event.on,
          ...(event.on ? { hearing: '' } : { problem: undefined }),
        })
        break
      case 'interrupted':
        this.#whileTalking({ agentSpeaking: false, hearing: '' })
        break
      case 'heard':
        this.#heard(event)
        break
      case 'line':
        this.#becameLineOf(event.kind)
        break
      case 'error':
        this.#refused(event.message)
        break
      default:
        assertNever(event)
    }
  }

  #changed({ callSid, status, reason }: Extract<LineEvent, { type: 'call-status' }>): void {
    if (finalStatuses.has(status)) {
      this.#end({ callSid, status, by: 'other', reason })
      return
    }
    const from = 'from' in this.#state ? this.#state.from : undefined
    if (status !== 'in-progress') this.#become({ stage: 'ringing', callSid, from })
    else if (this.#state.stage !== 'talking') {
      this.#cancelDeadline()
      const answeredAt = this.#needs.now()
      const silent = {
        line: 'words' as const,
        wasBySound: false,
        agentSpeaking: false,
        hearing: '',
        said: [],
        talk: [],
      }
      this.#become({ stage: 'talking', callSid, from, answeredAt, ...silent })
    }
  }

  /** It is told only of calls that are by voice, or were. */
  #becameLineOf(line: TalkingState['line']): void {
    this.#justSaid = undefined
    if (this.#state.stage !== 'talking') return
    // What was typed before a voice was wanted has been taken, and is no part of the talk.
    const said = this.#state.wasBySound ? this.#state.said : []
    this.#become({ ...this.#state, line, said, wasBySound: true, problem: undefined })
  }

  #heard({ text, spokenText }: Extract<LineEvent, { type: 'heard' }>): void {
    if (this.#state.stage !== 'talking') return
    const word = { text, spokenText, at: this.#needs.now() }
    const talk = withHeardWord(this.#state.talk, word)
    this.#become({ ...this.#state, hearing: spokenText, talk })
  }

  #whileTalking(
    change: Partial<Pick<TalkingState, 'agentSpeaking' | 'hearing' | 'problem'>>,
  ): void {
    if (this.#state.stage === 'talking') this.#become({ ...this.#state, ...change })
  }

  /** Before the call stands, an error is its end; during a call, the last words were not heard. */
  #refused(problem: string): void {
    const state = this.#state
    if (state.stage !== 'talking') this.#fail(problem)
    else if (this.#justSaid === undefined) this.#become({ ...state, problem })
    else {
      const last = state.talk.findLastIndex(({ speaker }) => speaker === 'me')
      const talk = state.talk.filter((_, index) => index !== last)
      const said = state.said.slice(0, -1)
      this.#become({ ...state, said, talk, problem, unheard: this.#justSaid })
      this.#justSaid = undefined
    }
  }

  #end(ending: Ending): void {
    const state = this.#state
    const isTalking = state.stage === 'talking'
    const seconds = isTalking
      ? (this.#needs.now().getTime() - state.answeredAt.getTime()) / 1000
      : undefined
    const from = 'from' in state ? state.from : undefined
    this.#leave({ stage: 'over', ...ending, from, seconds, talk: isTalking ? state.talk : [] })
  }

  #fail(problem: string): void {
    const callSid = 'callSid' in this.#state ? this.#state.callSid : undefined
    this.#leave({ stage: 'failed', problem, callSid })
  }

  #leave(state: PhoneState): void {
    this.#cancelDeadline()
    this.#line?.close()
    this.#line = undefined
    this.#become(state)
    this.#waiting.resume()
  }

  #become(state: PhoneState): void {
    this.#state = state
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

type CallEvent = Exclude<LineEvent, { type: 'incoming' | 'incoming-ended' }>

export interface PhoneNeeds extends PhoneLineNeeds {
  readonly now: () => Date
}

const lostWords: Record<LostLine, string> = {
  over: 'The connection to the phone line broke, and came back too late for this call.',
  unreachable: 'The connection to the phone line was lost.',
}

const answerDeadlineMs = 30_000
const finalStatuses = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled'])
