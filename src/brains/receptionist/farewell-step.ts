import { commitStep, messageTool } from './commit-step.ts'
import { ownNumber } from './hear-number.ts'
import { canUse } from './reception.ts'
import type { Scene } from './scene.ts'
import { hasNumber, isReasonDone } from './slots.ts'
import { calling, joined, saying, type Step } from './step.ts'

/** The caller is leaving: what they said is written down first, as far as it makes a message. */
export function farewellStep(scene: Scene): Step {
  const { reception, around, voice } = scene
  const { goal, note, results } = reception
  if (goal && results.length === 0) {
    const isMatter = reception.matter.topic !== undefined || isReasonDone(reception)
    if (
      goal.kind !== 'transfer' &&
      isMatter &&
      hasNumber(reception, around) &&
      canUse('take-message', reception, around)
    ) {
      return commitStep(scene)
    }
    return joined(nothingWritten(scene), endStep(scene))
  }
  if (note.events.has('farewell')) return endStep(scene)
  return joined(saying(voice.sentence('giving-up')), notUnderstoodStep(scene), endStep(scene))
}

/** Who only wanted to be put through, or is called back anyway, had nothing to write down. */
function nothingWritten({ reception, voice }: Scene): Step {
  const isExpected = reception.goal?.kind !== 'transfer' && !reception.matter.passOn
  return isExpected ? saying(voice.sentence('nothing-written')) : saying()
}

/** Ends the call by its tool, then says goodbye. Without the tool the caller hangs up. */
export function endStep({ reception, around, voice }: Scene): Step {
  const isAsked = reception.results.some(({ tool }) => tool === 'end-call')
  if (!isAsked && canUse('end-call', reception, around)) {
    return calling({ tool: 'end-call', arguments: {} })
  }
  // Nobody is thanked for a call that they did not want.
  const { events } = reception.note
  const isUnwanted = events.has('stop-calls') || events.has('wrong-number')
  if (isUnwanted) return saying(voice.sentence('goodbye-only'))
  return saying(voice.sentence('goodbye', { business: around.agent.business.name }))
}

/** Even a caller whom nobody understood is worth a note, when they can be called back. */
function notUnderstoodStep(scene: Scene): Step {
  const { reception, around, voice } = scene
  const { text } = reception.note
  if (reception.gaveUp) return saying()
  const canNote = ownNumber(around) !== undefined && canUse('take-message', reception, around)
  if (!canNote || text === '') return saying()
  const reason = voice.forTeam('not-understood') + text
  return calling(messageTool(scene, { reason, urgency: 'normal' }))
}
