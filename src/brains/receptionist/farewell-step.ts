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
    const isWorthWriting = reception.matter.topic !== undefined || isReasonDone(reception)
    if (
      isWorthWriting &&
      hasNumber(reception, around) &&
      canUse('take-message', reception, around)
    ) {
      return commitStep(scene)
    }
    return joined(saying(voice.sentence('nothing-written')), endStep(scene))
  }
  if (note.events.has('farewell')) return endStep(scene)
  return joined(saying(voice.sentence('giving-up')), notUnderstoodStep(scene), endStep(scene))
}

/** Ends the call by its tool, then says goodbye. Without the tool the caller hangs up. */
export function endStep({ reception, around, voice }: Scene): Step {
  const isAsked = reception.results.some(({ tool }) => tool === 'end-call')
  if (!isAsked && canUse('end-call', reception, around)) {
    return calling({ tool: 'end-call', arguments: {} })
  }
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
