import { withTopic } from './fill-slots.ts'
import { isDigression, saysWhen } from './kind-of-reply.ts'
import { noting, type Reception, type Surroundings } from './reception.ts'
import { startGoal, type Wish } from './start-goal.ts'
import type { Understood } from './understand.ts'

/** What the caller wants, as far as it is more than a question: at most one thing at a time. */
export function hearIntent(
  reception: Reception,
  heard: Understood,
  around: Surroundings,
): Reception {
  if (reception.note.changed.includes('reason')) return reception
  const intent = intents.find(({ isMeant }) => isMeant(heard, reception))
  return intent ? intent.take(reception, heard, around) : reception
}

interface Intent {
  isMeant(heard: Understood, reception: Reception): boolean
  take(reception: Reception, heard: Understood, around: Surroundings): Reception
}

/** In the order in which they count when several are said at once. */
const intents: readonly Intent[] = [
  wanting(
    ({ marks }) => marks.has('stop-calls'),
    ({ text }) => ({ kind: 'stop-calls', topic: text, events: ['stop-calls'] }),
  ),
  {
    isMeant: ({ marks }, { expecting }) =>
      marks.has('wrong-number') &&
      expecting?.question !== 'number-right' &&
      expecting?.question !== 'own-number',
    take: (reception) => noting({ ...reception, goal: undefined }, { events: ['wrong-number'] }),
  },
  {
    isMeant: ({ marks }, { goal, offer }) =>
      marks.has('never-mind') && (goal !== undefined || offer !== undefined),
    take: (reception) =>
      noting(
        { ...reception, goal: undefined, offer: undefined, matter: { when: {} } },
        { events: ['cancelled'] },
      ),
  },
  {
    isMeant: ({ marks }, { last }) => marks.has('try-again') && last?.done === false,
    take: tryAgain,
  },
  wanting(
    ({ marks }) => marks.has('appointment'),
    ({ text }) => ({
      kind: 'callback',
      topic: text,
      matter: { kind: 'appointment' },
      events: ['appointment'],
    }),
  ),
  wanting(({ marks }) => marks.has('callback'), callbackWish),
  wanting(
    ({ marks, askedPerson }) =>
      askedPerson !== undefined && (marks.has('message') || marks.has('tell')),
    ({ topic, askedPerson = '' }) => ({ kind: 'message', topic, matter: { person: askedPerson } }),
  ),
  wanting(
    ({ marks, askedPerson }) => marks.has('person') || askedPerson !== undefined,
    ({ topic, askedPerson: person }) => ({
      kind: 'message',
      topic,
      matter: person === undefined ? {} : { person },
      events: ['transfer'],
    }),
  ),
  {
    isMeant: ({ marks }, { goal, matter }) =>
      marks.has('complaint') && goal !== undefined && matter.topic !== undefined,
    take: (reception, { text }) => withTopic(reception, `${reception.matter.topic} ${text}`),
  },
  wanting(({ marks }) => marks.has('complaint'), complaintWish),
  wanting(
    ({ marks }) => marks.has('message') || marks.has('tell'),
    ({ topic }) => ({ kind: 'message', topic }),
  ),
  wanting(
    ({ marks }, { goal }) => marks.has('returning') && !goal,
    ({ text }) => ({ kind: 'message', topic: text, events: ['returning'] }),
  ),
  wanting(
    (heard, { goal }) => saysContact(heard) && !goal && !isDigression(heard),
    ({ text }) => ({ kind: 'details', topic: text }),
  ),
  {
    isMeant: ({ marks }, { note }) => marks.has('have-question') && note.asks.length === 0,
    take: (reception) => noting(reception, { events: ['have-question'] }),
  },
]

function wanting(
  isMeant: Intent['isMeant'],
  wish: (heard: Understood, around: Surroundings) => Wish,
): Intent {
  return {
    isMeant,
    take: (reception, heard, around) => startGoal(reception, wish(heard, around), around),
  }
}

function callbackWish({ topic, when, marks }: Understood, { words }: Surroundings): Wish {
  const soon = marks.has('asap') ? { time: words.says.forTeam.soon } : {}
  return { kind: 'callback', topic, matter: { when: saysWhen(when) ? when : soon } }
}

function complaintWish({ text, tokens, introduced }: Understood): Wish {
  const isAnnounced = tokens.length <= fewWords + (introduced === undefined ? 0 : introduction)
  const topic = isAnnounced ? undefined : text
  return { kind: 'message', topic, matter: { kind: 'complaint' }, events: ['complaint'] }
}

/** A complaint in so few words says that there is one, not what it is about. */
const fewWords = 4
const introduction = 7

function tryAgain(reception: Reception): Reception {
  const { last } = reception
  if (!last) return reception
  return noting({ ...reception, goal: last.goal, matter: last.matter }, { events: ['started'] })
}

function saysContact({ email, company }: Understood): boolean {
  return email !== undefined || company !== undefined
}
