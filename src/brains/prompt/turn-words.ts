import type { AgentTurn, CallerTurn } from '../../calls/transcript.ts'
import { fenced } from './fence.ts'

/** What the caller said, or that it was nothing. */
export function callerInWords({ isUnheard = false, text }: CallerTurn): string {
  const words = text.trim()
  if (words !== '') return fenced('caller', words)
  return isUnheard
    ? fenced('event', 'The caller said something that could not be made out.')
    : fenced('event', 'The caller said nothing.')
}

/** What the caller did not hear of the agent's words; empty when it was all of them. */
export function unheardInWords({ planned, text }: AgentTurn): string {
  const heard = text.trim()
  if (heard === planned.trim()) return ''
  return heard === ''
    ? fenced('event', 'You were about to speak, but the caller heard none of it.')
    : fenced('event', 'You were cut off there: the caller heard nothing of what came after.')
}
