import type { PlacedCall } from '../call-engine.ts'
import { noSoundHeard } from '../call.ts'
import type { CallListener, CallState, EndReason, SayOutcome } from '../call.ts'
import type { Clock } from '../clock.ts'
import type { Manner } from '../speech/manner.ts'
import type { Utterance } from '../speech/utterance.ts'
import { createHeardText } from './heard-text.ts'
import type { HeardText } from './heard-text.ts'
import { NotAsExpected } from './not-as-expected.ts'
import { createWatching } from './watching.ts'
import type { Watching } from './watching.ts'

/**
 * A caller whom a test plays. What is awaited happens in the order of the test: on a stepped clock the
 * carrier plays on only while something is awaited, and stands still in between.
 */
export interface Caller {
  readonly callSid: string
  /** Says it as soon as the server listens, and waits until the server has it. */
  says(words: string, manner?: Manner): Promise<void>
  /** Says it while the agent speaks; fails when the agent was silent or may not be interrupted. */
  interrupts(words: string): Promise<void>
  /** Says it when exactly so much was heard, in the middle of what the agent says. */
  interruptsAfter(heard: string, words: string): Promise<void>
  presses(digits: string): Promise<void>
  /** Makes a noise as loud as a voice, and no word. Only where the agent listens to sound. */
  coughs(): Promise<void>
  /** Gives a piece of µ-law to the line as a phone does, and waits for nothing. */
  speaks(sound: Buffer): void
  hangsUp(): Promise<CallEnding>
  /** Resolves when it was heard, since the last thing that was awaited. @throws {NotAsExpected} */
  hears(expected: string | RegExp): Promise<void>
  /** Resolves when the agent has begun to say something that contains these words, none heard yet. */
  startsHearing(words: string): Promise<void>
  /** Resolves when the agent is silent and nothing waits to be played. */
  waitsForSilence(): Promise<void>
  /**
   * Says nothing for so long, while the agent goes on: what it says meanwhile is heard. Moves a stepped
   * clock in small steps, so that a server which works by itself gets turns; on a real one it waits.
   */
  staysSilent(ms: number): Promise<void>
  /** Resolves when the call was picked up. */
  answered(): Promise<void>
  /** Resolves when the call is over and the server was told so. Does not hang up. */
  ended(): Promise<CallEnding>
  heardSoFar(): string
  /** All µ-law that was heard so far, without the silences between. */
  soundSoFar(): Buffer
  state(): CallState
  /** Sends the server's relay socket what no carrier would send. */
  sendsRawFrame(frame: string | Buffer): Promise<void>
  /** Cuts the relay connection as a broken network does; the call itself goes on. */
  losesConnection(): Promise<void>
}

export interface CallEnding {
  readonly status: CallState['status']
  readonly reason: EndReason
}

export interface CallerParts {
  readonly clock: Clock
  readonly patienceMs: number
}

export function createCaller(placed: PlacedCall, parts: CallerParts): Caller {
  return new TestCaller(placed, parts)
}

class TestCaller implements Caller {
  readonly callSid: string
  readonly #call: PlacedCall['call']
  readonly #watching: Watching
  readonly #heard: HeardText = createHeardText()
  readonly #sound: Buffer[] = []
  #utterance: Utterance | undefined
  #agentSpeaking = false
  #interruptions = 0
  #finished = false

  constructor({ call, finished }: PlacedCall, parts: CallerParts) {
    this.callSid = call.sid
    this.#call = call
    this.#watching = createWatching({
      ...parts,
      subscribe: (stirred) => call.subscribe(stirred),
      nextDueMs: () => call.pacing.nextDueMs(),
    })
    call.subscribe((event) => {
      if (event.type === 'heard') this.#heard.add(event.text)
      if (event.type === 'sound') this.#sound.push(event.sound)
      if (event.type === 'utterance-started') this.#utterance = event.utterance
      if (event.type === 'agent-speaking') this.#agentSpeaking = event.on
      if (event.type === 'interrupted') this.#interruptions += 1
    })
    void this.#noteEnd(finished)
  }

  async says(words: string, manner?: Manner): Promise<void> {
    const what = `to say "${words}"`
    await this.#listener(what, (listener) => listener.isOpen() && !listener.isDeaf())
    await this.#input((listener) => listener.says(words, manner), what)
  }

  async interrupts(words: string): Promise<void> {
    const before = this.#interruptions
    await this.#input((listener) => listener.says(words), `to say "${words}"`)
    // A server that listens to sound takes its time to notice.
    await this.#watching.until({
      fulfilled: () => this.#interruptions > before || !this.#agentSpeaking,
      hopeless: () => this.#call.over.aborted,
      account: () => `"${words}" interrupted nobody. ${this.#sofar()}`,
    })
    if (this.#interruptions > before) return
    throw new NotAsExpected(`"${words}" interrupted nobody: the agent was silent. ${this.#sofar()}`)
  }

  async interruptsAfter(heard: string, words: string): Promise<void> {
    await this.hears(heard)
    await this.interrupts(words)
  }

  async presses(digits: string): Promise<void> {
    await this.#input((listener) => listener.presses(digits), `to press ${digits}`)
  }

  async coughs(): Promise<void> {
    await this.#input((listener) => listener.coughs(), 'to cough')
  }

  speaks(sound: Buffer): void {
    const outcome = this.#call.listener?.speaks(sound) ?? noSoundHeard
    this.#expectHeard(outcome, 'to speak')
  }

  async hangsUp(): Promise<CallEnding> {
    this.#call.end('caller-hung-up')
    return await this.ended()
  }

  async hears(expected: string | RegExp): Promise<void> {
    await this.#watching.until({
      fulfilled: () => this.#heard.find(expected),
      hopeless: () => this.#call.over.aborted,
      account: () => `Expected to hear ${shown(expected)}. ${this.#sofar()}`,
    })
  }

  async startsHearing(words: string): Promise<void> {
    const isBeingSaid = () => {
      const about = createHeardText()
      if (this.#agentSpeaking) about.add(this.#utterance?.knownText ?? '')
      return about.find(words)
    }
    await this.#watching.until({
      fulfilled: isBeingSaid,
      hopeless: () => this.#call.over.aborted,
      account: () => `Expected the agent to begin to say "${words}". ${this.#sofar()}`,
    })
  }

  async waitsForSilence(): Promise<void> {
    await this.#watching.settled()
    await this.#watching.until({
      fulfilled: () => !this.#agentSpeaking && this.#call.pacing.nextDueMs() === undefined,
      hopeless: () => this.#call.over.aborted,
      account: () => `Expected the agent to fall silent. ${this.#sofar()}`,
    })
  }

  async staysSilent(ms: number): Promise<void> {
    await this.#watching.pass(ms)
  }

  async answered(): Promise<void> {
    await this.#watching.until({
      fulfilled: () => this.#call.state().status === 'in-progress',
      hopeless: () => this.#call.over.aborted,
      account: () => `Expected the call to be answered. ${this.#sofar()}`,
    })
  }

  async ended(): Promise<CallEnding> {
    await this.#watching.until({
      fulfilled: () => this.#finished,
      hopeless: () => false,
      account: () => `Expected the call to end. ${this.#sofar()}`,
    })
    const state = this.#call.state()
    if ('reason' in state) return { status: state.status, reason: state.reason }
    throw new NotAsExpected('The call finished without an end.')
  }

  heardSoFar(): string {
    return this.#heard.whole()
  }

  soundSoFar(): Buffer {
    return Buffer.concat(this.#sound)
  }

  state(): CallState {
    return this.#call.state()
  }

  async sendsRawFrame(frame: string | Buffer): Promise<void> {
    await this.#input((listener) => listener.sendRawFrame(frame), 'to send a raw frame')
  }

  async losesConnection(): Promise<void> {
    const listener = await this.#listener('to lose the connection')
    this.#expectHeard(listener.dropConnection(), 'to lose the connection')
  }

  async #input(give: (listener: CallListener) => SayOutcome, what: string): Promise<void> {
    const listener = await this.#listener(what)
    this.#expectHeard(give(listener), what)
    await this.#watching.until({
      fulfilled: () => !listener.isHearing(),
      hopeless: () => this.#call.listener !== listener,
      account: () => `The caller wanted ${what}, and was not heard to the end. ${this.#sofar()}`,
    })
    await listener.delivered()
  }

  #expectHeard(outcome: SayOutcome, what: string): void {
    if (outcome.heard) return
    throw new NotAsExpected(`The caller wanted ${what}. ${outcome.reason} ${this.#sofar()}`)
  }

  async #listener(
    what: string,
    listens: (listener: CallListener) => boolean = (listener) => listener.isOpen(),
  ): Promise<CallListener> {
    const listening = () => {
      const { listener } = this.#call
      return listener !== undefined && listens(listener) ? listener : undefined
    }
    await this.#watching.until({
      fulfilled: () => listening() !== undefined,
      hopeless: () => this.#call.over.aborted,
      account: () => `The caller wanted ${what}, but nobody listened. ${this.#sofar()}`,
    })
    const listener = listening()
    if (listener !== undefined) return listener
    throw new NotAsExpected(`The caller wanted ${what}, but nobody listened.`)
  }

  /** The end of the account that every failure gives. */
  #sofar(): string {
    const state = this.#call.state()
    const status = 'reason' in state ? `${state.status} (${state.reason})` : state.status
    const since = this.#heard.sinceLastFound()
    return since === ''
      ? `Nothing was heard since the last step; the call is ${status}.`
      : `Heard since the last step: "${since}"; the call is ${status}.`
  }

  async #noteEnd(finished: Promise<void>): Promise<void> {
    await finished
    this.#finished = true
    this.#call.publish({ type: 'stirred' })
  }
}

function shown(expected: string | RegExp): string {
  return typeof expected === 'string' ? `"${expected}"` : String(expected)
}
