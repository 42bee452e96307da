import type { ModelBrain } from '../../src/brains/model-brain.ts'
import type { BrainFailed } from '../../src/calls/brain-failed.ts'
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
  let failure: BrainFailed | undefined
  let hangs = false
  return {
    name,
    model: `${name}-1`,
    vendor: name,
    script,
    reply: (request, signal) => script.reply(request, signal),
    async check() {
      checks += 1
      if (hangs) await new Promise(() => undefined)
      if (failure) throw failure
    },
    get checks() {
      return checks
    },
    checkFailsWith(error) {
      failure = error
    },
    checkHangs() {
      hangs = true
    },
  }
}
