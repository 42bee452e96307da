import type { ModelBrain } from '../../src/brains/model-brain.ts'
import { BrainFailed } from '../../src/calls/brain-failed.ts'
import { createScriptedBrain, type ScriptedBrain } from './scripted-brain.ts'

/** A brain of a made-up vendor: its answers are scripts, and its checks end as the test says. */
export interface ModelFake extends ModelBrain {
  readonly script: ScriptedBrain
  /** How often it was checked. */
  readonly checks: number
  /** From now on a check fails with this, or succeeds. */
  checkFailsWith(error: BrainFailed | undefined): void
  /** From now on a check does not answer. */
  checkHangs(): void
}

export function createModelFake(
  name: string,
  scripts: Parameters<typeof createScriptedBrain>[0] = {},
): ModelFake {
  const script = createScriptedBrain(scripts)
  let checks = 0
  let answer: () => Promise<void> = () => Promise.resolve()
  return {
    name,
    model: `${name}-1`,
    vendor: name,
    script,
    reply: (request, signal) => script.reply(request, signal),
    check() {
      checks += 1
      return answer()
    },
    get checks() {
      return checks
    },
    checkFailsWith(error) {
      answer = () => (error === undefined ? Promise.resolve() : Promise.reject(error))
    },
    checkHangs() {
      answer = () => new Promise(() => undefined)
    },
  }
}
