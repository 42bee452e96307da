import { messageTool } from './commit-step.ts'
import { goalStep } from './goal-step.ts'
import { canUse } from './reception.ts'
import type { Scene } from './scene.ts'
import { hasNumber } from './slots.ts'
import { calling, joined, saying, type Step } from './step.ts'

/** What to do in an emergency comes first; then the team is told of it, as soon as that is possible. */
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
  if (reception.emergency === 'failed' || !canUse('take-message', reception, around)) {
    return joined(instruction, saying(voice.sentence('emergency-not-reported')), goalStep(scene))
  }
  // Asked once for a number; then the message goes without one.
  const isAsked = !isNew
  if (!hasNumber(reception, around) && !isAsked) {
    return joined(instruction, saying(voice.sentence('emergency-number'), voice.question('number')))
  }
  const reason = voice.forTeam('emergency') + emergencyWords(scene)
  return joined(instruction, calling(messageTool(scene, { reason, urgency: 'emergency' })))
}

function emergencyWords({ reception }: Scene): string {
  return reception.matter.topic === undefined
    ? reception.emergencyText
    : `${reception.emergencyText} (${reception.matter.topic})`
}
