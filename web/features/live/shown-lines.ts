import type { ShownLine } from '../../components/transcript.tsx'
import type { LiveCall } from '../../lib/live-call.ts'
import { bridgedTalk } from './bridged-talk.ts'
import type { PhoneState, SpokenLine } from './phone-state.ts'
import { withHeardWords } from './with-heard-words.ts'

/** The lines of a call as far as server and phone know them, what was just typed included. */
export function shownLines({ state, live, now }: Talk): readonly ShownLine[] {
  const talk = 'talk' in state ? state.talk : []
  if (isUnknownToServer(state, live)) return talk.map((line, index) => lineOf(line, index))
  const bridged = bridgedTalk(talk, live)
  if (bridged.length > 0) {
    const lines = bridged.map((line, index) => lineOf(line, unknownTurn + index))
    return [...live.lines, ...lines.map(byPerson)]
  }
  const words = state.stage === 'talking' ? state.hearing : ''
  const heard = withHeardWords(live.lines, { words, at: now })
  return [...heard, ...sendingLines({ state, live, now })]
}

/** A call that came in from somebody else's is known to the server as a part of that one only. */
export function isUnknownToServer(state: PhoneState, live: LiveCall): boolean {
  return 'from' in state && state.from !== undefined && live.call === undefined
}

interface Talk {
  readonly state: PhoneState
  readonly live: LiveCall
  readonly now: Date
}

function lineOf({ speaker, text, at }: SpokenLine, turn: number): ShownLine {
  return {
    turn,
    speaker: speaker === 'me' ? 'caller' : 'agent',
    text,
    planned: null,
    interrupted: false,
    at: at.toISOString(),
  }
}

function byPerson(line: ShownLine): ShownLine {
  return line.speaker === 'agent' ? { ...line, name: 'The person on the phone' } : line
}

/** What was typed and is not yet in the server's transcript. */
function sendingLines({ state, live, now }: Talk): readonly ShownLine[] {
  if (state.stage !== 'talking') return []
  const known = live.lines.filter((line) => line.speaker === 'caller')
  return state.said
    .map((text, index) => ({ text, index }))
    .filter(({ text, index }) => index >= known.length && !known.some((k) => k.text.includes(text)))
    .map(({ text, index }) => ({
      turn: unknownTurn + index,
      speaker: 'caller',
      text,
      planned: null,
      interrupted: false,
      at: now.toISOString(),
      sending: true,
    }))
}

// Stands behind every turn that the server has counted.
const unknownTurn = 1_000_000
