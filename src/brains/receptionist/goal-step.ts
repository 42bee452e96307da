import { assertNever } from '../../lib/errors.ts'
import { spokenPhoneNumber } from '../../lib/phone-number.ts'
import { spokenDigits } from '../../lib/spoken-english.ts'
import { commitStep } from './commit-step.ts'
import { ownNumber } from './hear-number.ts'
import { openQuestion } from './open-question.ts'
import type { Goal, Matter, Reception } from './reception.ts'
import type { Scene } from './scene.ts'
import { isNameDone, isNumberDone, isReasonDone, isUrgencyDone, isWhenDone } from './slots.ts'
import { saying, type Step } from './step.ts'

/** The next question of what the caller wants done; when all is known, the tool that does it. */
export function goalStep(scene: Scene): Step {
  const { goal } = scene.reception
  if (!goal) return saying(scene.voice.question(openQuestion(scene)))
  for (const { isDone, ask } of questionsFor(goal, scene.reception.matter)) {
    if (!isDone(scene.reception)) return ask(scene)
  }
  return commitStep(scene)
}

interface Asking {
  isDone(reception: Reception): boolean
  ask(scene: Scene): Step
}

const name: Asking = { isDone: isNameDone, ask: askName }
const number: Asking = { isDone: isNumberDone, ask: askNumber }
const reason: Asking = {
  isDone: isReasonDone,
  ask: ({ voice }) => saying(voice.question('reason')),
}
const urgency: Asking = {
  isDone: isUrgencyDone,
  ask: ({ voice }) => saying(voice.question('urgency')),
}
const when: Asking = { isDone: isWhenDone, ask: ({ voice }) => saying(voice.question('when')) }

function questionsFor({ kind, corrects }: Goal, { passOn }: Matter): readonly Asking[] {
  if (corrects)
    return [{ ...number, isDone: (reception) => !reception.number.e164 || isNumberDone(reception) }]
  switch (kind) {
    case 'message':
      return passOn ? [reason, name] : [name, number, reason, urgency]
    case 'callback':
      return [name, number, reason, when]
    case 'transfer':
      return []
    case 'stop-calls':
      return [{ isDone: isNumberDone, ask: askStopNumber }]
    case 'details':
      return [
        { isDone: hasDetails, ask: ({ voice }) => saying(voice.question('details')) },
        { isDone: isNumberDone, ask: askNumberIfWithheld },
      ]
    default:
      return assertNever(kind)
  }
}

function hasDetails({ contact, name: { value } }: Reception): boolean {
  return contact.email !== undefined || contact.company !== undefined || value !== undefined
}

function askName({ reception, around, voice }: Scene): Step {
  const { name: known } = around.caller
  if (known === undefined || reception.name.knownIsWrong) return saying(voice.question('name'))
  return saying(voice.sentence('known-name', { name: known }), voice.question('known-name'))
}

/** Read back what was said, ask for what is missing, else offer the number of the call. */
function askNumber(scene: Scene): Step {
  const { reception, around, voice } = scene
  const { e164, partial, ownIsWrong } = reception.number
  const { country } = around.agent.business
  if (e164 !== undefined) {
    const spoken = spokenPhoneNumber(e164, country)
    return saying(
      voice.sentence('number-heard', { number: spoken }),
      voice.question('number-right'),
    )
  }
  if (partial !== undefined) {
    return saying(
      voice.sentence('number-so-far', { digits: spokenPart(partial) }),
      voice.question('number-rest'),
    )
  }
  const incomplete = reception.note.events.has('number-incomplete')
  if (incomplete) return saying(voice.sentence('number-incomplete'), voice.question('number'))
  const own = ownIsWrong ? undefined : ownNumber(around)
  if (own === undefined) return saying(voice.question('number'))
  const spoken = spokenPhoneNumber(own, country)
  return saying(voice.sentence('own-number', { number: spoken }), voice.question('own-number'))
}

/** Details are saved under the number of the call; only without one another is needed. */
function askNumberIfWithheld(scene: Scene): Step {
  const isKnown = ownNumber(scene.around) !== undefined && scene.reception.number.e164 === undefined
  return isKnown ? commitStep(scene) : askNumber(scene)
}

/** Most callers want the number of this very call to be left alone. */
function askStopNumber(scene: Scene): Step {
  const { reception, around, voice } = scene
  const isKnown = reception.number.e164 !== undefined || reception.number.partial !== undefined
  if (isKnown) return askNumber(scene)
  if (ownNumber(around) !== undefined) return commitStep(scene)
  return saying(voice.sentence('number-withheld'), voice.question('stop-number'))
}

/** Digits in threes; a last one by itself is said with those before it. */
function spokenPart(digits: string): string {
  const groups = digits.match(/\d{3}(?=\d\d)|\d+/g) ?? []
  return groups.map(spokenDigits).join(', ')
}
