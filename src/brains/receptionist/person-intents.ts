import { wanting, type Intent } from './intent.ts'
import { isBareReply, triesAgain, wantsPerson } from './kind-of-reply.ts'
import { namedMember } from './named-member.ts'
import { noting, type Reception } from './reception.ts'
import { slotOf } from './slot-of.ts'
import { startGoal } from './start-goal.ts'
import { canTransfer } from './transfer-chance.ts'
import type { Understood } from './understand.ts'

/** `No, wait`, said into the words before a call is handed over. */
export const staysHere: Intent = {
  isMeant: (heard, { goal }) => {
    const isNo = (heard.marks.has('no') && isBareReply(heard)) || isHesitant(heard)
    return goal?.kind === 'transfer' && (isNo || heard.marks.has('never-mind'))
  },
  take: (reception) =>
    noting({ ...reception, goal: undefined, matter: { when: {} } }, { events: ['declined'] }),
}

/** `No, wait`, and nothing that is wanted instead. */
function isHesitant({ marks, tokens, member }: Understood): boolean {
  return marks.has('correction') && tokens.length <= 2 && member === undefined
}

/** `No, I said Sam`, instead of somebody else. */
export const putsThroughOther: Intent = {
  isMeant: (heard, { goal, matter }, around) => {
    const other = namedMember(heard, around)
    const isCorrection = heard.marks.has('no') || heard.marks.has('correction')
    const isOther = other !== undefined && other !== matter.person
    return goal?.kind === 'transfer' && isOther && isCorrection
  },
  take(reception, heard, around) {
    const person = namedMember(heard, around)
    const matter = person === undefined ? {} : { person }
    return startGoal(reception, { kind: 'transfer', matter, events: ['transfer'] }, around)
  },
}

/** A person, where callers are put through. */
export const putThrough: Intent = {
  isMeant: (heard, reception, around) =>
    canTransfer(reception, around) &&
    isAsked(heard, reception) &&
    !leavesWord(heard) &&
    !heard.marks.has('injection'),
  take(reception, heard, around) {
    const { askedPerson: stranger, member } = heard
    const topic = heard.topic ?? reception.offer?.topic
    if (stranger !== undefined && member === undefined && !asksForAnybody(heard)) {
      const offer = { topic: topic ?? reception.matter.topic, person: stranger }
      return noting({ ...reception, goal: undefined, offer }, { events: ['unknown-person'] })
    }
    const matter = member === undefined ? {} : { person: member.name }
    const free = isForAnyone(heard) ? { ...reception, offer: { topic } } : reception
    return startGoal(free, { kind: 'transfer', topic, matter, events: ['transfer'] }, around)
  },
}

/** `Try again`, after nobody took the call. */
export const ringsAgain: Intent = {
  isMeant: (heard, { matter, offer, transferFailed }, around) => {
    const isMissed = transferFailed && (matter.passOn === true || offer !== undefined)
    return isMissed && triesAgain(heard) && around.agent.team.members.length > 0
  },
  take(reception, _heard, around) {
    const { matter, offer } = reception
    const person = matter.person ?? offer?.person
    const wish = { kind: 'transfer', events: ['transfer'] } as const
    const free = { ...reception, goal: undefined }
    return startGoal(free, { ...wish, matter: person === undefined ? {} : { person } }, around)
  },
}

/** A message for somebody. */
export const leavesMessageFor: Intent = wanting(
  (heard) =>
    toldPerson(heard) !== undefined && (heard.marks.has('message') || heard.marks.has('tell')),
  (heard) => ({ kind: 'message', topic: heard.topic, matter: { person: toldPerson(heard) ?? '' } }),
)

function toldPerson({ member, askedPerson }: Understood): string | undefined {
  return askedPerson ?? (member?.how === 'asked' ? member.name : undefined)
}

/** A person, where nobody is put through: a message is what can be done. */
export const messageInstead: Intent = wanting(
  (heard) => wantsPerson(heard) && !heard.marks.has('injection'),
  ({ topic, askedPerson, member }) => {
    const person = member?.name ?? askedPerson
    return {
      kind: 'message',
      topic,
      matter: person === undefined ? {} : { person },
      events: ['transfer'],
    }
  },
)

/** A name alone asks for somebody only while none is asked for. */
function isAsked(heard: Understood, { expecting }: Reception): boolean {
  const isNamed = heard.member?.how === 'named' && slotOf(expecting?.question) === 'general'
  return wantsPerson(heard) || isNamed
}

/** `Somebody else` is not who was tried before. */
function isForAnyone({ member, marks }: Understood): boolean {
  return member === undefined && marks.has('anyone')
}

/** `Put me through to Mark` leads up to his name, and `a person` to anybody's. */
function asksForAnybody({ found }: Understood): boolean {
  const leads = found.filter(({ mark }) => mark === 'asks-for')
  return found.some(
    ({ mark, from, to }) =>
      mark === 'person' && !leads.some((lead) => lead.from < to && from < lead.to),
  )
}

function leavesWord({ marks }: Understood): boolean {
  return marks.has('message') || marks.has('tell') || marks.has('callback')
}
