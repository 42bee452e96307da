import type { AgentTurn } from '../../calls/transcript.ts'
import { askedQuestion, heardOf, lastSentence, lettersOf } from './asked-question.ts'
import { houseSpoke } from './house-spoke.ts'
import { withoutFillers } from './house-words.ts'
import { emptyNote, type Expecting, type Reception, type Surroundings } from './reception.ts'

/** What an agent's turn changes: which question is open, and what the caller has heard by now. */
export function agentSpoke(
  reception: Reception,
  { turn, around }: { turn: AgentTurn; around: Surroundings },
): Reception {
  return turn.standing === true
    ? houseSpoke(reception, turn)
    : receptionistSpoke(reception, { turn: withoutFillers(turn), around })
}

function receptionistSpoke(
  reception: Reception,
  { turn, around }: { turn: AgentTurn; around: Surroundings },
): Reception {
  if (turn.planned === '') return reception
  const asked = toolQuestion(reception, turn) ?? askedQuestion(turn, around)
  const expecting = asked ?? reception.expecting
  const wasBegun = !turn.interrupted || turn.text.trim() !== ''
  if (!wasBegun) return { ...reception, expecting }
  const offered = asked?.question === 'offer-person' ? 1 : 0
  return {
    ...reception,
    expecting,
    personOffers: reception.personOffers + offered,
    note: emptyNote,
    results: [],
    untold: isMostlyHeard(turn) ? [] : reception.untold,
    said: [...reception.said, turn.text],
    lastPlanned: turn.planned,
  }
}

/** The question that a tool had asked in its own words. */
function toolQuestion({ results }: Reception, turn: AgentTurn): Expecting | undefined {
  for (const { result } of results) {
    if (!result.ok && result.reason === 'ambiguous' && turn.planned.includes(result.detail)) {
      const { detail } = result
      return { question: 'when', heard: heardOf(turn, lastSentence(detail)), detail }
    }
  }
  return undefined
}

function isMostlyHeard({ planned, text, interrupted }: AgentTurn): boolean {
  return !interrupted || lettersOf(text).length >= lettersOf(planned).length * 0.6
}
