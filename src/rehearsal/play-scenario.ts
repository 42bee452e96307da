import type { Caller } from '../../carrier/caller/caller.ts'
import { NotAsExpected } from '../../carrier/caller/not-as-expected.ts'
import { parseCallScript, type ScriptStep } from '../../carrier/script/call-script.ts'
import { playStep } from '../../carrier/script/play-script.ts'

/** One line of a scenario: the caller's, the agent's, or that of the person who was rung. */
export type ScenarioStep =
  | ScriptStep
  | { readonly does: 'person-says'; readonly line: number; readonly words: string }
  | { readonly does: 'person-hangs-up'; readonly line: number }

export interface ScenarioPlay {
  readonly steps: readonly ScenarioStep[]
  readonly caller: Caller
  /** Whoever answers the team's phone. */
  readonly person: () => Promise<Caller>
}

/** What went wrong, with the line at which it did; `undefined`: the call went as it is written. */
export type PlayFailure = { readonly line: number; readonly why: string } | undefined

/** @throws {BadScript} naming the line that is no step. */
export function parseSteps(script: string): readonly ScenarioStep[] {
  const lines = script.split('\n')
  const spoken = lines.map((line) => (personStep(line, 0) ? '' : line)).join('\n')
  const steps = spoken.trim() === '' ? [] : parseCallScript(spoken)
  const persons = lines.flatMap((line, index) => personStep(line, index + 1) ?? [])
  return [...steps, ...persons].toSorted((one, other) => one.line - other.line)
}

/** Plays a call to its end. The caller is polite: they hang up when nothing is left to do. */
export async function playScenario(play: ScenarioPlay): Promise<PlayFailure> {
  let line = 0
  try {
    for (const step of play.steps) {
      ;({ line } = step)
      await take(step, play)
    }
    await play.caller.hangsUp()
    return undefined
  } catch (error) {
    if (!(error instanceof NotAsExpected)) throw error
    await play.caller.hangsUp().catch(() => undefined)
    return { line, why: error.message }
  }
}

async function take(step: ScenarioStep, { caller, person }: ScenarioPlay): Promise<void> {
  if (step.does === 'person-says') {
    const answering = await person()
    await answering.says(step.words)
    return caller.hears(step.words)
  }
  if (step.does === 'person-hangs-up') return void (await (await person()).hangsUp())
  return playStep(step, { caller, onCaller: () => undefined })
}

function personStep(text: string, line: number): ScenarioStep | undefined {
  const [, words] = /^\s*person:\s*(\S.*?)\s*$/i.exec(text) ?? []
  if (words !== undefined) return { does: 'person-says', line, words }
  return /^\s*person hangs up\s*$/i.test(text) ? { does: 'person-hangs-up', line } : undefined
}
