import { assertNever } from '../../lib/errors.ts'
import { answerHours } from './answer-hours.ts'
import { canUse, type SideAsk } from './reception.ts'
import type { Scene } from './scene.ts'
import { saying, type Step } from './step.ts'

/** The answers to what the caller asked on the way. */
export function answerAsides(scene: Scene): Step {
  return saying(...scene.reception.note.asks.flatMap((ask) => answerTo(ask, scene)))
}

function answerTo(aside: SideAsk, scene: Scene): readonly string[] {
  const { voice, around } = scene
  const { business, questions } = around.agent
  switch (aside.ask) {
    case 'robot':
      return [voice.sentence('i-am-an-ai')]
    case 'who':
      return [voice.sentence('who', { business: business.name })]
    case 'address':
      return business.address.trim() === ''
        ? [voice.sentence('address-unknown')]
        : [voice.sentence('address', { address: business.address })]
    case 'hours':
      return hoursAnswer(aside, scene)
    case 'question':
      return questions[aside.index] ? [questions[aside.index]?.answer ?? ''] : []
    case 'why':
      return [whyAnswer(scene)]
    case 'help':
      return [helpAnswer(scene)]
    case 'how-are-you':
      return [voice.sentence('fine')]
    case 'injection':
      return [voice.sentence('only-reception')]
    case 'unknown':
      return [
        scene.reception.emergency === 'none'
          ? voice.sentence('do-not-know')
          : around.agent.emergency.instruction,
      ]
    default:
      return assertNever(aside)
  }
}

function hoursAnswer(
  { words, about }: Extract<SideAsk, { ask: 'hours' }>,
  { around }: Scene,
): readonly string[] {
  const { agent, now, lexicon } = around
  const days = words.map((word) => lexicon.weekdays.indexOf(word) + 1)
  return answerHours(
    { days, about },
    { business: agent.business, now, says: around.words.says.hours },
  )
}

function whyAnswer({ reception, voice }: Scene): string {
  switch (reception.expecting?.question) {
    case 'name':
    case 'known-name':
      return voice.sentence('why-name')
    case 'number':
    case 'own-number':
    case 'number-rest':
    case 'number-right':
      return voice.sentence('why-number')
    default:
      return voice.sentence('why-other')
  }
}

export function helpAnswer({ reception, around, voice }: Scene): string {
  const canWrite = canUse('take-message', reception, around)
  return voice.sentence(canWrite ? 'help' : 'help-without-tools')
}
