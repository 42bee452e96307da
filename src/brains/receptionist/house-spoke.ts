import type { AgentTurn } from '../../calls/transcript.ts'
import { assertNever } from '../../lib/errors.ts'
import { heardOf, lastSentence } from './asked-question.ts'
import { houseAsked } from './house-words.ts'
import type { Expecting, Reception } from './reception.ts'

/** What words of the house change: a question that was open still is, unless they ask for a message. */
export function houseSpoke(reception: Reception, turn: AgentTurn): Reception {
  const after = { ...reception, said: [...reception.said, turn.text] }
  const asked = houseAsked(turn.planned)
  const heard = heardOf(turn, lastSentence(turn.planned))
  switch (asked) {
    case undefined:
      return after
    case 'presence':
    case 'message':
      return heard === 'none' ? after : { ...after, expecting: stillOpen(reception, asked) }
    case 'message-instead':
      return { ...comeBack(after, turn), expecting: { question: 'offer-message', heard } }
    case 'pass-on':
      return passingOn(comeBack(after, turn))
    default:
      return assertNever(asked)
  }
}

function stillOpen({ expecting }: Reception, house: Expecting['house'] & string): Expecting {
  return { ...(expecting ?? { question: 'how-can-i-help', heard: 'whole' }), house }
}

/** The caller is back from a transfer that nobody took: it is told, and what was open before is over. */
function comeBack(reception: Reception, { planned: lastPlanned }: AgentTurn): Reception {
  return { ...reception, goal: undefined, results: [], untold: [], lastPlanned }
}

/** Whatever the caller says next is the message, for the person who did not take the call. */
function passingOn(reception: Reception): Reception {
  const { offer } = reception
  return {
    ...reception,
    goal: { kind: 'message', corrects: false },
    matter: {
      ...(offer?.person === undefined ? {} : { person: offer.person }),
      when: {},
      urgency: reception.emergency === 'none' && !reception.isAngry ? 'normal' : 'urgent',
      passOn: true,
    },
    expecting: { question: 'reason', heard: 'whole' },
  }
}
