import { withTopic } from './fill-slots.ts'
import { wanting, type Intent } from './intent.ts'
import { isDigression, saysWhen } from './kind-of-reply.ts'
import type { Lexicon } from './lexicon.ts'
import { noting, type Reception, type Surroundings } from './reception.ts'
import { namedMember } from './named-member.ts'
import {
  leavesMessageFor,
  messageInstead,
  putsThroughOther,
  putThrough,
  ringsAgain,
  staysHere,
} from './person-intents.ts'
import { startGoal, type Wish } from './start-goal.ts'
import { tellingWords } from './telling-words.ts'
import type { Understood } from './understand.ts'

/** What the caller wants, as far as it is more than a question: at most one thing at a time. */
export function hearIntent(
  reception: Reception,
  heard: Understood,
  around: Surroundings,
): Reception {
  if (reception.note.changed.includes('reason')) return reception
  const intent = intents.find(({ isMeant }) => isMeant(heard, reception, around))
  return intent ? intent.take(reception, heard, around) : reception
}

/** In the order in which they count when several are said at once. */
const intents: readonly Intent[] = [
  staysHere,
  wanting(
    ({ marks }) => marks.has('stop-calls'),
    ({ text }) => ({ kind: 'stop-calls', topic: text, events: ['stop-calls'] }),
  ),
  {
    isMeant: ({ marks }, { expecting }) =>
      marks.has('wrong-number') &&
      expecting?.question !== 'number-right' &&
      expecting?.question !== 'own-number',
    take: dialledWrongly,
  },
  {
    isMeant: ({ marks }, { goal, matter }) =>
      marks.has('no-call') && goal?.kind === 'callback' && matter.topic !== undefined,
    take: (reception, _heard, around) =>
      startGoal(reception, { kind: 'message', matter: { urgency: 'normal' } }, around),
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
  ringsAgain,
  putsThroughOther,
  putThrough,
  wanting(({ marks }) => marks.has('appointment'), appointmentWish),
  wanting(({ marks }) => marks.has('callback'), callbackWish),
  leavesMessageFor,
  messageInstead,
  {
    isMeant: ({ marks }, { goal, matter }) =>
      marks.has('complaint') && goal !== undefined && matter.topic !== undefined,
    take: (reception, { text }) => withTopic(reception, `${reception.matter.topic} ${text}`),
  },
  wanting(({ marks }) => marks.has('complaint'), complaintWish),
  wanting(({ marks }, { goal }) => marks.has('lead') && !goal, leadWish),
  wanting(
    ({ marks }) => marks.has('message') || marks.has('tell'),
    ({ topic }) => ({ kind: 'message', topic }),
  ),
  wanting(
    ({ marks }, { goal }) => marks.has('changed-number') && !goal,
    ({ text }) => ({ kind: 'message', topic: text, matter: { urgency: 'normal' } }),
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

/** Who knows that they dialled wrongly wants nothing more; who only wonders is told where they are. */
function dialledWrongly(reception: Reception, { isQuestion, tokens }: Understood): Reception {
  const isSure = !isQuestion && reception.note.asks.length === 0 && tokens.length <= longestExcuse
  return noting(
    { ...reception, goal: undefined },
    { events: isSure ? ['wrong-number', 'farewell'] : ['wrong-number'] },
  )
}

const longestExcuse = 12

/** Called at the time that they wish for; a change of an old appointment is none of a call. */
function appointmentWish({ text, marks, when }: Understood): Wish {
  const isChange = marks.has('changes-booking') || !saysWhen(when)
  return {
    kind: 'callback',
    topic: text,
    matter: { kind: 'appointment', ...(isChange ? {} : { when }) },
    events: ['appointment'],
  }
}

function leadWish(heard: Understood, around: Surroundings): Wish {
  const details = heard.topic ?? (saysWhatFor(heard, around) ? heard.text : undefined)
  const matter = { kind: 'lead', urgency: 'normal' } as const
  return { kind: 'message', topic: details, matter, events: ['lead'] }
}

/** `A quote` says that there is something, `a quote for a roof` what it is. */
function saysWhatFor({ found, tokens }: Understood, { lexicon }: Surroundings): boolean {
  return tokens.some(({ word }, at) => {
    const isLead = found.some(({ mark, from, to }) => mark === 'lead' && from <= at && at < to)
    return !isLead && !lexicon.is('common', word) && !lexicon.is('notNames', word)
  })
}

function callbackWish(heard: Understood, around: Surroundings): Wish {
  const { words, lexicon } = around
  const { when, marks, text } = heard
  const soon = marks.has('asap') ? { time: words.says.forTeam.soon } : {}
  const isTold = tellingWords(heard, lexicon) >= fewestTelling
  // `Have Sam call me`.
  const person = heard.member?.how === 'asked' ? heard.member.name : namedMember(heard, around)
  const kind = marks.has('lead') ? ({ kind: 'lead' } as const) : {}
  return {
    kind: 'callback',
    topic: isTold ? text : toldTopic(heard, lexicon),
    matter: {
      ...kind,
      ...(person === undefined ? {} : { person }),
      when: saysCallTime(heard) ? when : soon,
    },
  }
}

/** `Ask Sam to call me` tells no more than that. */
function toldTopic(heard: Understood, lexicon: Lexicon): string | undefined {
  const { topic, marks, text } = heard
  if (topic === undefined || marks.has('about') || !marks.has('tell')) return topic
  return tellingWords(heard, lexicon, text.length - topic.length) > 0 ? topic : undefined
}

/** `Your hours` are no time to call. */
function saysCallTime({ when, marks }: Understood): boolean {
  const isAboutHours = marks.has('hours') && when.day === undefined && when.hasHour !== true
  return saysWhen(when) && !isAboutHours
}

/** `A quote for a roof`, beside the wish to be called. */
const fewestTelling = 2

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
