import type { AnsweredCall } from './answered-call.ts'
import type { CallRecorder, RecordingState } from './call-recorder.ts'
import type { HeldCall } from './held-call.ts'

/** What came of taking a call into our hands. */
export type TakenCall = HeldCall | 'over' | ElsewhereCall

/** Another process has answered it, and has it unless it is gone: it is told the same, and nothing is done. */
export type ElsewhereCall = AnsweredCall & { readonly isElsewhere: true }

/** The calls of this process by the carrier's name: those that go on, and those not yet written down. */
export interface CallRegister {
  /** Those that go on. */
  readonly present: readonly HeldCall[]
  find(sid: string): HeldCall | undefined
  /** Also one that has just ended here, and is being written down. */
  findLast(sid: string): HeldCall | undefined
  /** Takes a call once, however often and from wherever it is asked for. */
  once(sid: string, take: () => Promise<TakenCall>): Promise<TakenCall>
  /** Settles when this call is not being taken any more, whatever came of it. */
  settled(sid: string): Promise<void>
  /** The same for all calls that are being taken now. */
  allSettled(): Promise<void>
  add(sid: string, held: HeldCall): void
  /** It is over, or gone. */
  remove(held: HeldCall): void
  /** It has ended here, and the records do not know that yet. */
  isEndUnwritten(sid: string): boolean
  /** Calls, going on or over, that wait to be written down, in this state. */
  unwrittenIn(state: RecordingState): number
  readonly recorders: readonly CallRecorder[]
}

export function createCallRegister(): CallRegister {
  return new CallsBySid()
}

class CallsBySid implements CallRegister {
  readonly #taken = new Map<string, Promise<TakenCall>>()
  readonly #present = new Map<string, HeldCall>()
  /** Calls that have ended and are not yet written down. */
  readonly #unwritten = new Map<string, HeldCall>()

  get present(): readonly HeldCall[] {
    return [...this.#present.values()]
  }

  find(sid: string): HeldCall | undefined {
    return this.#present.get(sid)
  }

  findLast(sid: string): HeldCall | undefined {
    return this.#present.get(sid) ?? this.#unwritten.get(sid)
  }

  async once(sid: string, take: () => Promise<TakenCall>): Promise<TakenCall> {
    const known = this.#taken.get(sid) ?? take()
    this.#taken.set(sid, known)
    // What failed, or is over, is looked at anew the next time.
    return known.finally(() => this.#present.has(sid) || this.#taken.delete(sid))
  }

  async settled(sid: string): Promise<void> {
    await this.#taken.get(sid)?.catch(() => undefined)
  }

  async allSettled(): Promise<void> {
    await Promise.allSettled(this.#taken.values())
  }

  add(sid: string, held: HeldCall): void {
    this.#present.set(sid, held)
  }

  remove(held: HeldCall): void {
    const { sid } = held.call()
    for (const [ended, { recorder }] of this.#unwritten) {
      if (!recorder.hasUnwritten) this.#unwritten.delete(ended)
    }
    if (held.recorder.hasUnwritten) this.#unwritten.set(sid, held)
    if (this.#present.get(sid) !== held) return
    this.#present.delete(sid)
    this.#taken.delete(sid)
  }

  isEndUnwritten(sid: string): boolean {
    return this.#unwritten.get(sid)?.recorder.hasUnwritten === true
  }

  unwrittenIn(state: RecordingState): number {
    return this.recorders.filter((one) => one.hasUnwritten && one.state === state).length
  }

  get recorders(): readonly CallRecorder[] {
    return [...this.#unwritten.values(), ...this.#present.values()].map(({ recorder }) => recorder)
  }
}
