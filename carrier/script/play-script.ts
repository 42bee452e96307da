import { NotAsExpected } from '../caller/not-as-expected.ts'
import { assertNever } from '../errors.ts'
import type { ScriptStep } from './call-script.ts'

/** Who can play the caller of a script: a caller inside a test, or a phone on the carrier's socket. */
export interface ScriptedCaller {
  hears(words: string): Promise<void>
  says(words: string): Promise<void>
  interruptsAfter(heard: string, words: string): Promise<void>
  presses(digits: string): Promise<void>
  waitsForSilence(): Promise<void>
  /** Says nothing for so long, from when the agent has finished. */
  staysSilent(ms: number): Promise<void>
  hangsUp(): Promise<unknown>
  ended(): Promise<{ readonly reason: string }>
}

export type ScriptResult =
  | { readonly passed: true }
  | { readonly passed: false; readonly step: ScriptStep; readonly why: string }

/**
 * Plays a script step by step. The caller is polite and speaks when the agent has finished, except where
 * the script interrupts. At its end the caller hangs up, unless the agent did.
 */
export async function playScript({
  steps,
  caller,
  onCaller = () => undefined,
}: ScriptPlay): Promise<ScriptResult> {
  for (const step of steps) {
    try {
      await playStep(step, { caller, onCaller })
    } catch (error) {
      if (error instanceof NotAsExpected) return { passed: false, step, why: error.message }
      throw error
    }
  }
  await caller.hangsUp()
  return { passed: true }
}

export interface ScriptPlay {
  readonly steps: readonly ScriptStep[]
  readonly caller: ScriptedCaller
  /** Told what the caller is about to say or press. */
  readonly onCaller?: (words: string) => void
}

/** Plays one step. @throws {NotAsExpected} when the call goes otherwise. */
export async function playStep(
  step: ScriptStep,
  { caller, onCaller }: Required<Pick<ScriptPlay, 'caller' | 'onCaller'>>,
): Promise<void> {
  switch (step.does) {
    case 'agent-says':
      return await caller.hears(step.words)
    case 'caller-says':
      await caller.waitsForSilence()
      onCaller(step.words)
      return await caller.says(step.words)
    case 'caller-interrupts':
      await caller.interruptsAfter(step.after, step.words)
      return onCaller(step.words)
    case 'caller-presses':
      await caller.waitsForSilence()
      onCaller(`(presses ${step.digits})`)
      return await caller.presses(step.digits)
    case 'caller-stays-silent':
      await caller.waitsForSilence()
      return await caller.staysSilent(step.seconds * 1000)
    case 'caller-hangs-up':
      await caller.hangsUp()
      return undefined
    case 'agent-hangs-up':
      return await expectAgentToHangUp(caller)
    default:
      return assertNever(step)
  }
}

async function expectAgentToHangUp(caller: ScriptedCaller): Promise<void> {
  const { reason } = await caller.ended()
  if (reason !== 'agent-hung-up') throw new NotAsExpected(`The call ended otherwise: ${reason}.`)
}
