import { withName } from './fill-slots.ts'
import { isBareReply, saysYes, tellsMore, wantsPerson } from './kind-of-reply.ts'
import { noting, type Reception, type Surroundings } from './reception.ts'
import { startGoal } from './start-goal.ts'
import type { Understood } from './understand.ts'
import type { Mark, Question } from './words.ts'

/**
 * The answer to what the house asked beside the question that is open; `undefined`: it is one to that question.
 * A yes to whether somebody is there confirms nothing else, and a yes to a message begins one.
 */
export function hearHouseOffer(
  reception: Reception,
  heard: Understood,
  around: Surroundings,
): Reception | undefined {
  const { expecting } = reception
  if (expecting?.house === undefined) return undefined
  if (isOnlyThere(heard, expecting)) return noting(reception, {})
  return expecting.house === 'message' ? hearMessageOffer(reception, heard, around) : undefined
}

function hearMessageOffer(
  reception: Reception,
  heard: Understood,
  around: Surroundings,
): Reception | undefined {
  const isYes = saysYes(heard) && isBareReply(heard)
  const isNo = heard.marks.has('no') && isBareReply(heard)
  if (reception.goal !== undefined) return isYes || isNo ? noting(reception, {}) : undefined
  if (isYes) return startGoal(reception, { kind: 'message' }, around)
  return beginsMessage(heard) ? begun(reception, heard, around) : undefined
}

/** `I am still here`; a yes, too, where it would confirm something that matters. */
function isOnlyThere(heard: Understood, { question }: { question: Question }): boolean {
  if (heard.marks.has('still-here')) return true
  return saysYes(heard) && isBareReply(heard) && confirming.has(question)
}

const confirming: ReadonlySet<Question> = new Set<Question>([
  'known-name',
  'own-number',
  'number-right',
  'urgency',
])

/** Their name, or what it is about, as they were asked for it. */
function beginsMessage(heard: Understood): boolean {
  const { answeredName, introduced, isEmergency, isQuestion, marks } = heard
  const isElse = isEmergency || isQuestion || wantsPerson(heard)
  if (isElse || wishes.some((mark) => marks.has(mark))) return false
  return answeredName !== undefined || introduced !== undefined || tellsMore(heard)
}

const wishes: readonly Mark[] = [
  'appointment',
  'callback',
  'complaint',
  'goodbye',
  'lead',
  'message',
  'never-mind',
  'stop-calls',
  'wrong-number',
]

function begun(reception: Reception, heard: Understood, around: Surroundings): Reception {
  const { answeredName, introduced, text, tokens } = heard
  const name = introduced ?? answeredName
  const isOnlyName = name !== undefined && tokens.length <= introduction
  const topic = heard.topic ?? (isOnlyName ? undefined : text)
  const started = startGoal(reception, { kind: 'message', topic }, around)
  return name === undefined ? started : withName(started, name)
}

const introduction = 7
