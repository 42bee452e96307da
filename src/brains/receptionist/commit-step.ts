import { ownNumber } from './hear-number.ts'
import { canUse, type Reception } from './reception.ts'
import type { Scene } from './scene.ts'
import { hasNumber } from './slots.ts'
import { calling, saying, type PlannedTool, type Step } from './step.ts'
import { longestNote, noteForTeam } from './team-note.ts'
import { transferTool } from './transfer-tool.ts'
import { whenPhrase } from './when-said.ts'

/** Has the wish written down by its tool. */
export function commitStep(scene: Scene): Step {
  const { reception, around } = scene
  const { goal } = reception
  if (!goal) return saying()
  if (goal.kind === 'transfer') return calling(transferTool(scene))
  if (canStopCalls(scene)) return calling({ tool: 'stop-calls', arguments: {} })
  const details = goal.kind === 'details' ? detailsTool(scene) : []
  if (details.length > 0) return calling(...details)
  const isCallback = goal.kind === 'callback' && hasNumber(reception, around)
  return isCallback ? calling(callbackTool(scene), ...detailsTool(scene)) : messageStep(scene)
}

/** The list takes the number of this very call only; another one is a note for the team. */
function canStopCalls({ reception, around }: Scene): boolean {
  const isOwn = reception.number.e164 === undefined && ownNumber(around) !== undefined
  const isFirst = reception.goal?.kind === 'stop-calls' && !reception.goal.corrects
  return isFirst && isOwn && canUse('stop-calls', reception, around)
}

/** A message as it is known so far, such as the one of an emergency. */
export function messageTool(
  { reception }: Scene,
  { reason, urgency }: { reason: string; urgency: 'normal' | 'urgent' | 'emergency' },
): PlannedTool {
  const args = { ...whoArguments(reception), reason: reason.slice(0, longestNote), urgency }
  return { tool: 'take-message', arguments: args }
}

function messageStep(scene: Scene): Step {
  const { reception, around, voice } = scene
  if (!canUse('take-message', reception, around)) {
    return saying(voice.sentence('cannot-take-messages'), voice.question('anything-else'))
  }
  const isUrgent = reception.goal?.kind === 'stop-calls' || reception.matter.urgency === 'urgent'
  const urgency = isUrgent ? 'urgent' : 'normal'
  return calling(messageTool(scene, { reason: noteForTeam(scene), urgency }), ...detailsTool(scene))
}

function callbackTool(scene: Scene): PlannedTool {
  const { matter } = scene.reception
  const phrase = whenPhrase(matter.when)
  const when = phrase === '' || matter.whenIsRefused ? scene.voice.forTeam('soon') : phrase
  const who = whoArguments(scene.reception)
  return {
    tool: 'schedule-callback',
    arguments: { ...who, reason: noteForTeam(scene), when: when.slice(0, longestWhen) },
  }
}

const longestWhen = 200

/** A number that was said is passed on; without one the tool uses the number of the call. */
function whoArguments({ name, number }: Reception): Record<string, string> {
  return {
    ...(name.value === undefined ? {} : { name: name.value }),
    ...(number.e164 === undefined ? {} : { phoneNumber: number.e164 }),
  }
}

/** Saves, once, what the caller said of themselves, besides what they want. */
function detailsTool({ reception, around }: Scene): PlannedTool[] {
  const { name, contact, saved, number } = reception
  const said: Record<string, string> = { ...contact, ...(name.value ? { name: name.value } : {}) }
  const known: Record<string, string> = {
    ...(around.caller.name ? { name: around.caller.name } : {}),
    ...saved,
  }
  const details = Object.entries(said).filter(([field, value]) => known[field] !== value)
  const canSave = canUse('save-contact-details', reception, around) && hasNumber(reception, around)
  if (details.length === 0 || !canSave) return []
  // A number given to be called at may be somebody else's; details belong to the one that calls.
  const { e164 } = number
  const isWithheld = ownNumber(around) === undefined && e164 !== undefined
  const phoneNumber = isWithheld ? { phoneNumber: e164 } : {}
  return [
    { tool: 'save-contact-details', arguments: { ...Object.fromEntries(details), ...phoneNumber } },
  ]
}
