import { withDeadline } from '../lib/deadline.ts'
import type { CallRegister } from './call-register.ts'
import { letCallsGo, type LettingGo } from './let-calls-go.ts'

/** The end of a process that has calls: who goes on with them, and that their ends are written down. */
export interface ClosingCalls {
  /** Begins the end; resolves when all that could be done is done. */
  close(): Promise<void>
  readonly isClosing: boolean
  /** Whether another process takes the calls of this one; `undefined` until this one stops. */
  readonly handingOn: Promise<boolean> | undefined
  /** The carrier has been told how this call goes on. */
  carrierAsked(sid: string): void
}

export interface ClosingCallsParts extends Pick<LettingGo, 'clock' | 'standingWords' | 'tasks'> {
  readonly register: CallRegister
  readonly isAnotherThere: () => Promise<boolean>
}

/** A caller may finish a sentence, and hear the answer. */
const letGoWithinMs = 25_000
const closeWithinMs = 3_000

export function createClosingCalls(parts: ClosingCallsParts): ClosingCalls {
  const { clock, register } = parts
  /** By the carrier's name: whoever waits until it has asked about the call. */
  const toBeAsked = new Map<string, () => void>()
  let handingOn: Promise<boolean> | undefined

  const carrierAsks = (sid: string) =>
    new Promise<void>((resolve) => void toBeAsked.set(sid, resolve))

  async function letAllGo(): Promise<void> {
    await register.allSettled()
    const handOn = (await handingOn) === true
    await letCallsGo(register.present, { ...parts, handOn, carrierAsks })
  }

  async function endAll(): Promise<void> {
    await Promise.all(register.present.map((held) => held.breakOff()))
  }

  async function writeTheRest(): Promise<void> {
    await Promise.all(register.recorders.map((recorder) => recorder.stop()))
  }

  return {
    async close() {
      handingOn = parts.isAnotherThere().catch(() => false)
      const limit = { deadlineMs: closeWithinMs, what: 'Ending the calls', clock }
      await withDeadline(letAllGo(), { ...limit, deadlineMs: letGoWithinMs }).catch(() => {})
      await withDeadline(endAll(), limit).catch(() => undefined)
      await withDeadline(writeTheRest(), limit).catch(() => undefined)
    },
    get isClosing() {
      return handingOn !== undefined
    },
    get handingOn() {
      return handingOn
    },
    carrierAsked: (sid) => toBeAsked.get(sid)?.(),
  }
}
