import { wanting, type Intent } from './intent.ts'
import { isBareReply, wantsPerson } from './kind-of-reply.ts'
import { noting, type Reception } from './reception.ts'
import { slotOf } from './slot-of.ts'
import { startGoal } from './start-goal.ts'
import { canTransfer } from './transfer-chance.ts'
import type { Understood } from './understand.ts'

/** `No, wait`, said into the words before a call is handed over. */
export const staysHere: Intent = {
  isMeant: (heard, { goal }) => {
    const isNo = heard.marks.has('no') && isBareReply(heard)
    return goal?.kind === 'transfer' && (isNo || heard.marks.has('never-mind'))
  },
  take: (reception) =>
    noting({ ...reception, goal: undefined, matter: { when: {} } }, { events: ['declined'] }),
}

/** A person, where callers are put through. */
export const putThrough: Intent = {
  isMeant: (heard, reception, around) =>
    canTransfer(reception, around) && isAsked(heard, reception) && !leavesWord(heard),
  take(reception, heard, around) {
    const { askedPerson: stranger, marks, member } = heard
    const topic = heard.topic ?? reception.offer?.topic
    if (stranger !== undefined && member === undefined && !marks.has('person')) {
      const offer = { topic: topic ?? reception.matter.topic, person: stranger }
      return noting({ ...reception, goal: undefined, offer }, { events: ['unknown-person'] })
    }
    const matter = member === undefined ? {} : { person: member.name }
    return startGoal(reception, { kind: 'transfer', topic, matter, events: ['transfer'] }, around)
  },
}

/** A message for somebody. */
export const leavesMessageFor: Intent = wanting(
  ({ marks, askedPerson }) =>
    askedPerson !== undefined && (marks.has('message') || marks.has('tell')),
  ({ topic, askedPerson = '' }) => ({ kind: 'message', topic, matter: { person: askedPerson } }),
)

/** A person, where nobody is put through: a message is what can be done. */
export const messageInstead: Intent = wanting(wantsPerson, ({ topic, askedPerson, member }) => {
  const person = member?.name ?? askedPerson
  return {
    kind: 'message',
    topic,
    matter: person === undefined ? {} : { person },
    events: ['transfer'],
  }
})

/** A name alone asks for somebody only while none is asked for. */
function isAsked(heard: Understood, { expecting }: Reception): boolean {
  const isNamed = heard.member?.how === 'named' && slotOf(expecting?.question) === 'general'
  return wantsPerson(heard) || isNamed
}

function leavesWord({ marks }: Understood): boolean {
  return marks.has('message') || marks.has('tell') || marks.has('callback')
}
