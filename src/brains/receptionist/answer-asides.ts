import { answerHours } from './answer-hours.ts'
import { canUse, type SideAsk } from './reception.ts'
import type { Scene } from './scene.ts'
import { slotOf } from './slot-of.ts'
import { saying, type Step } from './step.ts'

/** The answers to what the caller asked on the way. */
export function answerAsides(scene: Scene): Step {
  return saying(...scene.reception.note.asks.flatMap((ask) => answerTo(ask, scene)))
}

function answerTo(aside: SideAsk, scene: Scene): string[] {
  if (aside.ask === 'hours') return hoursAnswer(aside, scene)
  if (aside.ask === 'question') {
    const answer = scene.around.agent.questions[aside.index]?.answer
    return answer === undefined ? [] : [answer]
  }
  return [plainAnswers[aside.ask](scene)]
}

type PlainAsk = Exclude<SideAsk['ask'], 'hours' | 'question'>

const plainAnswers: Readonly<Record<PlainAsk, (scene: Scene) => string>> = {
  robot: ({ voice }) => voice.sentence('i-am-an-ai'),
  who: ({ voice, around }) => voice.sentence('who', { business: around.agent.business.name }),
  address: addressAnswer,
  why: whyAnswer,
  help: helpAnswer,
  'how-are-you': ({ voice }) => voice.sentence('fine'),
  injection: ({ voice }) => voice.sentence('only-reception'),
  unknown: unknownAnswer,
}

function addressAnswer({ voice, around }: Scene): string {
  const { address } = around.agent.business
  return address.trim() === ''
    ? voice.sentence('address-unknown')
    : voice.sentence('address', { address })
}

/** Who asks what to do in an emergency is told again. */
function unknownAnswer({ reception, voice, around }: Scene): string {
  return reception.emergency === 'none'
    ? voice.sentence('do-not-know')
    : around.agent.emergency.instruction
}

function hoursAnswer(
  { words, about }: Extract<SideAsk, { ask: 'hours' }>,
  { around }: Scene,
): string[] {
  const { agent, now, lexicon } = around
  const days = words.map((word) => lexicon.weekdays.indexOf(word) + 1)
  const says = around.words.says.hours
  return [...answerHours({ days, about }, { business: agent.business, now, says })]
}

function whyAnswer({ reception, voice }: Scene): string {
  const slot = slotOf(reception.expecting?.question)
  if (slot === 'name') return voice.sentence('why-name')
  return voice.sentence(slot === 'number' ? 'why-number' : 'why-other')
}

export function helpAnswer({ reception, around, voice }: Scene): string {
  const canWrite = canUse('take-message', reception, around)
  return voice.sentence(canWrite ? 'help' : 'help-without-tools')
}
