import { helpAnswer } from './answer-asides.ts'
import { canUse, type TurnEvent } from './reception.ts'
import type { Scene } from './scene.ts'
import { hasNumber, isGivenUp, nameOf } from './slots.ts'
import { saying, type Step } from './step.ts'

/** What is said to what the caller did, before the next question: thanks, regrets, excuses. */
export function reactions(scene: Scene): Step {
  const said = reactionsTo.flatMap(({ event, react }) =>
    scene.reception.note.events.has(event) ? react(scene) : [],
  )
  const changes = acknowledged(scene)
  return saying(...said, ...changes, ...(said.length + changes.length === 0 ? missed(scene) : []))
}

interface Reaction {
  readonly event: TurnEvent
  react(scene: Scene): readonly string[]
}

const reactionsTo: readonly Reaction[] = [
  { event: 'silence', react: ({ voice }) => [voice.sentence('did-not-hear')] },
  { event: 'foreign', react: ({ voice }) => [voice.sentence('only-this-language')] },
  {
    event: 'profanity',
    react: (scene) =>
      has(scene, 'complaint') || has(scene, 'anger') ? [] : [scene.voice.sentence('calm-down')],
  },
  {
    event: 'anger',
    react: (scene) => (has(scene, 'complaint') ? [] : [scene.voice.sentence('calm-down')]),
  },
  { event: 'hello', react: (scene) => (isAlone(scene) ? [greeting(scene)] : []) },
  {
    event: 'thanks',
    react: (scene) =>
      isAlone(scene) || has(scene, 'farewell') ? [scene.voice.sentence('welcome')] : [],
  },
  {
    event: 'wait',
    react: ({ reception, voice }) =>
      reception.note.asks.length > 0 ? [] : [voice.sentence('take-your-time')],
  },
  { event: 'complaint', react: ({ voice }) => [voice.sentence('sorry-to-hear')] },
  { event: 'stop-calls', react: ({ voice }) => [voice.sentence('sorry-for-calls')] },
  {
    event: 'wrong-number',
    react: ({ voice, around }) => [
      voice.sentence('wrong-number', { business: around.agent.business.name }),
    ],
  },
  { event: 'transfer', react: transferWords },
  { event: 'unknown-person', react: strangerWords },
  { event: 'lead', react: ({ voice }) => [voice.sentence('new-lead')] },
  { event: 'returning', react: ({ voice }) => [voice.sentence('returning-call')] },
  {
    event: 'appointment',
    react: (scene) => (has(scene, 'cannot-message') ? [] : [scene.voice.sentence('cannot-book')]),
  },
  {
    event: 'cannot-message',
    react: (scene) =>
      has(scene, 'transfer') ? [] : [scene.voice.sentence('cannot-take-messages')],
  },
  {
    event: 'cannot-schedule',
    react: (scene) => (has(scene, 'appointment') ? [] : [scene.voice.sentence('cannot-schedule')]),
  },
  { event: 'can-only-schedule', react: ({ voice }) => [voice.sentence('can-only-schedule')] },
  { event: 'started', react: startWords },
  { event: 'statement', react: statementWords },
  { event: 'cancelled', react: ({ voice }) => [voice.sentence('nothing-written')] },
  { event: 'declined', react: ({ voice }) => [voice.sentence('understood')] },
  { event: 'name-refused', react: ({ voice }) => [voice.sentence('without-name')] },
  { event: 'number-refused', react: numberRefused },
]

function greeting({ reception, around, voice }: Scene): string {
  return voice.sentence('hello', { name: nameOf(reception, around) })
}

/** Who can be spoken to instead, where the team is small enough to be named. */
function strangerWords({ reception, around, voice }: Scene): readonly string[] {
  const { person } = reception.offer ?? {}
  const members = around.agent.team.members.map(({ name }) => name)
  const people = members.length > mostNames ? undefined : around.words.says.hours.list(members)
  return [voice.sentence('unknown-person', { person, people })]
}

const mostNames = 4

function transferWords({ reception, voice }: Scene): readonly string[] {
  if (reception.goal?.kind === 'transfer') return []
  if (reception.goal?.kind !== 'message') return [voice.sentence('cannot-transfer-at-all')]
  const person = reception.matter.person ?? voice.forTeam('team')
  return [voice.sentence('cannot-transfer', { person })]
}

const sayingMoreThanThat: readonly TurnEvent[] = [
  'transfer',
  'complaint',
  'lead',
  'appointment',
  'returning',
  'stop-calls',
  'cannot-schedule',
]

function startWords(scene: Scene): readonly string[] {
  const { reception, voice } = scene
  if (sayingMoreThanThat.some((event) => has(scene, event))) return []
  if (reception.goal?.kind === 'message') return [voice.sentence('will-take-message')]
  return reception.goal?.kind === 'callback' ? [voice.sentence('will-arrange-callback')] : []
}

function statementWords({ reception, around, voice }: Scene): readonly string[] {
  return canUse('take-message', reception, around) ? [voice.sentence('for-the-team')] : []
}

function numberRefused({ reception, around, voice }: Scene): readonly string[] {
  return [voice.sentence(hasNumber(reception, around) ? 'use-own-number' : 'without-number')]
}

function acknowledged({ reception, voice }: Scene): readonly string[] {
  const { changed } = reception.note
  const { value: name } = reception.name
  if (changed.includes('name-corrected')) return [voice.sentence('changed-name', { name })]
  if (changed.includes('name')) return [voice.sentence('thanks-name', { name })]
  if (changed.includes('reason')) return [voice.sentence('thanks')]
  return changed.includes('urgency') ? [voice.sentence('understood')] : []
}

/** The excuse for not having understood, or the way on when there were enough of them. */
function missed(scene: Scene): readonly string[] {
  const { reception, voice } = scene
  const { missed: slot, events } = reception.note
  if (slot === undefined || events.has('number-incomplete')) return []
  if (isGivenUp(slot, reception)) return givenUp(scene)
  const excuse = voice.sentence('did-not-understand')
  const isLost = slot === 'general' && (reception.misses.general ?? 0) > 1
  return isLost ? [excuse, helpAnswer(scene)] : [excuse]
}

function givenUp(scene: Scene): readonly string[] {
  const { reception, voice } = scene
  switch (reception.note.missed) {
    case 'name':
      return [voice.sentence('without-name')]
    case 'number':
      return numberRefused(scene)
    case 'when':
      return [voice.sentence('without-when')]
    default:
      return [voice.sentence('understood')]
  }
}

function has({ reception }: Scene, event: TurnEvent): boolean {
  return reception.note.events.has(event)
}

/** Whether nothing but small talk was said. */
function isAlone({ reception }: Scene): boolean {
  const { asks, changed, events } = reception.note
  const isMore = asks.length > 0 || changed.length > 0
  const others = [...events].filter((event) => !['hello', 'thanks', 'understood'].includes(event))
  return !isMore && others.length === 0
}
