import { spokenDigits } from '../../lib/spoken-english.ts'
import { ownNumber } from './hear-number.ts'
import { canUse, type Reception } from './reception.ts'
import type { Scene } from './scene.ts'
import { calling, joined, saying, type PlannedTool, type Step } from './step.ts'
import { hasNumber } from './slots.ts'
import { whenPhrase } from './when-said.ts'

/** Has the wish written down by its tool. */
export function commitStep(scene: Scene): Step {
  const { goal } = scene.reception
  switch (goal?.kind) {
    case 'callback':
      return hasNumber(scene.reception, scene.around)
        ? calling(callbackTool(scene), ...detailsTool(scene))
        : messageStep(scene)
    case 'message':
    case 'stop-calls':
      return messageStep(scene)
    case 'details':
      return calling(...detailsTool(scene))
    case undefined:
      return saying()
  }
}

/** The message as it is known so far; `emergency` makes it the most urgent one. */
export function messageTool(
  scene: Scene,
  { reason, urgency }: { reason: string; urgency: 'normal' | 'urgent' | 'emergency' },
): PlannedTool {
  return {
    tool: 'take-message',
    arguments: { ...whoArguments(scene), reason: reason.slice(0, longestReason).trim(), urgency },
  }
}

/** The tool's limit is 1000 characters. */
const longestReason = 900

function messageStep(scene: Scene): Step {
  const { reception, around } = scene
  if (!canUse('take-message', reception, around)) {
    return saying(
      scene.voice.sentence('cannot-take-messages'),
      scene.voice.question('anything-else'),
    )
  }
  const isUrgent = reception.goal?.kind === 'stop-calls' || reception.matter.urgency === 'urgent'
  const message = messageTool(scene, {
    reason: reasonOf(scene),
    urgency: isUrgent ? 'urgent' : 'normal',
  })
  return calling(message, ...detailsTool(scene))
}

function callbackTool(scene: Scene): PlannedTool {
  const { matter } = scene.reception
  const phrase = whenPhrase(matter.when)
  const when = phrase === '' || matter.whenIsRefused ? scene.voice.forTeam('soon') : phrase
  const reason = reasonOf(scene).slice(0, longestReason).trim()
  return {
    tool: 'schedule-callback',
    arguments: { ...whoArguments(scene), reason, when: when.slice(0, longestWhen) },
  }
}

const longestWhen = 200

/** A number that was said is passed on; without one the tool uses the number of the call. */
function whoArguments({ reception }: Scene): Record<string, string> {
  const { name, number } = reception
  return {
    ...(name.value === undefined ? {} : { name: name.value }),
    ...(number.e164 === undefined ? {} : { phoneNumber: number.e164 }),
  }
}

/** What the team reads: what the caller said, with what the receptionist knows of it. */
function reasonOf({ reception, voice }: Scene): string {
  const { goal, matter } = reception
  const kind = goal?.kind === 'stop-calls' ? 'stop-calls' : matter.kind
  const before = [
    goal?.corrects ? voice.forTeam('correction') : '',
    matter.person === undefined ? '' : voice.forTeam('person', { person: matter.person }),
    kind === undefined ? '' : voice.forTeam(kind),
  ]
  const when = whenPhrase(matter.when)
  const isCallByMessage = goal?.kind === 'message' && when !== ''
  const after = [
    isCallByMessage ? voice.forTeam('call-at', { when }) : '',
    numberNote(reception, voice),
  ]
  return [...before, matter.topic ?? voice.forTeam('no-reason'), ...after].join('')
}

function numberNote({ number }: Reception, voice: Scene['voice']): string {
  if (number.partial !== undefined) {
    return voice.forTeam('number-as-heard', { digits: spokenDigits(number.partial) })
  }
  return number.e164 !== undefined && !number.confirmed ? voice.forTeam('number-not-confirmed') : ''
}

/** Saves what the caller said of themselves, once, besides what they want. */
export function detailsTool(scene: Scene): PlannedTool[] {
  const { reception, around } = scene
  const { name, contact, number } = reception
  const isNewName = name.value !== undefined && name.value !== around.caller.name
  const details = { ...(isNewName ? { name: name.value ?? '' } : {}), ...contact }
  const isWanted =
    Object.keys(details).length > 0 && canUse('save-contact-details', reception, around)
  if (!isWanted || !hasNumber(reception, around)) return []
  // A number given to be called at may be somebody else's; details belong to the one that calls.
  const isOwn = ownNumber(around) !== undefined
  const phoneNumber = isOwn || number.e164 === undefined ? {} : { phoneNumber: number.e164 }
  return [{ tool: 'save-contact-details', arguments: { ...details, ...phoneNumber } }]
}

/** Has everything at once when the caller is leaving. */
export function commitWhatThereIs(scene: Scene): Step {
  return joined(commitStep(scene))
}
