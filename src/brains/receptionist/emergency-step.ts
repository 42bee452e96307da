import { messageTool } from './commit-step.ts'
import { goalStep } from './goal-step.ts'
import { canUse } from './reception.ts'
import type { Scene } from './scene.ts'
import { hasNumber } from './slots.ts'
import { calling, joined, saying, type PlannedTool, type Step } from './step.ts'
import { canOfferPerson } from './transfer-chance.ts'
import { transferToAnyone } from './transfer-tool.ts'

/** What to do in an emergency comes first; then the team hears of it, by a message and by the phone. */
export function emergencyStep(scene: Scene): Step {
  const { reception, around, voice } = scene
  const isNew = reception.note.events.has('emergency')
  const instruction = isNew ? saying(around.agent.emergency.instruction) : saying()
  if (reception.emergency === 'reported') {
    return joined(
      instruction,
      saying(voice.sentence('emergency-reported-already')),
      goalStep(scene),
    )
  }
  const tools = alerts(scene)
  if (reception.emergency === 'failed' || tools.length === 0) {
    return joined(instruction, saying(voice.sentence('emergency-not-reported')), goalStep(scene))
  }
  // Asked once for a number; then the message goes without one. A person on the phone does not need it.
  const isOnlyWritten = tools.every(({ tool }) => tool === 'take-message')
  if (isOnlyWritten && isNew && !hasNumber(reception, around)) {
    return joined(instruction, saying(voice.sentence('emergency-number'), voice.question('number')))
  }
  return joined(instruction, calling(...tools))
}

/** Every way in which the team hears of it: a message first, because it is there when nobody answers. */
function alerts(scene: Scene): readonly PlannedTool[] {
  const { reception, around, voice } = scene
  const reason = voice.forTeam('emergency') + emergencyWords(scene)
  return [
    ...(canUse('take-message', reception, around)
      ? [messageTool(scene, { reason, urgency: 'emergency' })]
      : []),
    ...(canOfferPerson('whenEmergency', scene) ? [transferToAnyone(scene, reason)] : []),
  ]
}

function emergencyWords({ reception }: Scene): string {
  return reception.matter.topic === undefined
    ? reception.emergencyText
    : `${reception.emergencyText} (${reception.matter.topic})`
}
