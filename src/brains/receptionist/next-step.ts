import type { ToolTurn } from '../../calls/transcript.ts'
import { openingWords } from '../../agents/opening-words.ts'
import { answerAsides } from './answer-asides.ts'
import { emergencyStep } from './emergency-step.ts'
import { endStep, farewellStep } from './farewell-step.ts'
import { goalStep } from './goal-step.ts'
import { reactions } from './reactions.ts'
import { emptyNote, type Reception, type TurnEvent, type TurnNote } from './reception.ts'
import { createScene, type Scene } from './scene.ts'
import { joined, saying, type Step } from './step.ts'
import { toldResults } from './tell-results.ts'
import { freshVariant, variantsOf } from './variants.ts'
import type { Question } from './words.ts'

/** What the receptionist does next: what it says, and which tools it then waits for. */
export function nextStep(scene: Scene): Step {
  const { reception, around } = scene
  const { results, note, said } = reception
  if (reception.turn === 0 && said.length === 0) {
    return saying(openingWords({ agent: around.agent }).words)
  }
  if (results.length > 0) return afterTools(scene)
  const isNew = note.text !== '' || note.events.size > 0
  return isNew ? answerCaller(scene) : stillThere(scene)
}

function answerCaller(scene: Scene): Step {
  const { reception } = scene
  const { note } = reception
  const told = toldResults(scene)
  if (note.events.has('emergency') || reception.emergency === 'open') {
    return joined(told, emergencyStep(scene))
  }
  if (isHopeless(reception)) return joined(told, farewellStep(scene))
  if (isOnly('repeat', reception)) return joined(told, repeated(scene))
  const answers = joined(told, answerAsides(scene), reactions(scene))
  if (note.events.has('farewell')) return joined(answers, farewellStep(scene))
  const question = otherQuestion(note)
  if (question) return joined(answers, saying(scene.voice.question(question)))
  return isOnly('wait', reception) ? answers : joined(answers, goalStep(scene))
}

/** What leaves no room for an offer, also when the answer before was not heard. */
const servedAtOnce: readonly TurnEvent[] = [
  'transfer',
  'stop-calls',
  'cancelled',
  'declined',
  'wait',
]

/** What is asked before the talk goes on where it was. */
function otherQuestion({ events }: TurnNote): Question | undefined {
  if (servedAtOnce.some((event) => events.has(event))) return undefined
  if (events.has('unknown-person')) return 'other-person'
  return events.has('offer-person') ? 'offer-person' : undefined
}

/** The results are told first; then the call ends, or goes on where it was. */
function afterTools(scene: Scene): Step {
  const { reception, around } = scene
  const { results, note } = reception
  if (results.some(({ tool }) => tool === 'end-call')) return endStep(scene)
  const told = toldResults(scene)
  const isAskedBack = results.some(
    ({ result, tool }) =>
      !result.ok && result.reason === 'ambiguous' && tool === 'schedule-callback',
  )
  if (isAskedBack || results.some(handsOver)) return told
  if (results.some(stopsCalls)) return joined(told, endStep(scene))
  if (note.events.has('farewell') || isHopeless(reception)) return joined(told, endStep(scene))
  return joined(told, goalStep(createScene({ ...reception, note: emptyNote }, around)))
}

/** After the words that tell of it the call is in other hands. */
function handsOver({ result, tool }: ToolTurn): boolean {
  return result.ok && tool === 'transfer-call'
}

/** Who does not want to be called is kept on the phone no longer either. */
function stopsCalls({ result, tool }: ToolTurn): boolean {
  return result.ok && tool === 'stop-calls'
}

/** No new words of the caller: the call was resumed, or they are silent. */
function stillThere(scene: Scene): Step {
  return joined(toldResults(scene), saying(scene.voice.sentence('still-there')), goalStep(scene))
}

function repeated({ reception, around, voice }: Scene): Step {
  const last = reception.lastPlanned
  if (last === '') return saying(voice.question('how-can-i-help'))
  const leads = around.words.says.sentences['of-course']
  const before = variantsOf(leads).find((lead) => last.startsWith(lead)) ?? ''
  return saying(freshVariant(leads, reception.said), last.slice(before.length).trim())
}

/** Caller turns in a row that could not be understood, after which it makes no sense to go on. */
const hopeless = 5

function isHopeless({ misses }: Reception): boolean {
  return (misses.general ?? 0) >= hopeless
}

function isOnly(event: TurnEvent, { note }: Reception): boolean {
  const others = [...note.events].filter((one) => one !== event && !smallTalk.includes(one))
  return note.events.has(event) && note.asks.length + note.changed.length + others.length === 0
}

const smallTalk: readonly TurnEvent[] = ['understood', 'hello', 'thanks']
