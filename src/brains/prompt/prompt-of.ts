import type { Agent } from '../../agents/agent.ts'
import type { BrainRequest } from '../../calls/brain.ts'
import type { ModelPrompt } from '../dialogue.ts'
import { exchangesOf, withNotes } from './exchanges.ts'
import { fenced } from './fence.ts'
import { instructionsFor } from './instructions.ts'
import { notesFor } from './notes.ts'

const instructions = new WeakMap<Agent, string>()

/** Everything that a model is told for its next words. */
export function promptOf(request: BrainRequest): ModelPrompt {
  const { agent, saidAlready = '', saidBeforeTools = '', tools, transcript } = request
  const withTools = tools.length > 0
  const exchanges = exchangesOf(withWordsBefore(transcript, saidBeforeTools), { withTools })
  return {
    system: systemFor(agent),
    exchanges: withNotes(exchanges, { notes: notesFor(request), goOn: goOnFrom(saidAlready) }),
  }
}

/** The instructions of an agent, written once for all the turns that have the same configuration. */
export function systemFor(agent: Agent): string {
  const known = instructions.get(agent)
  if (known !== undefined) return known
  const written = instructionsFor(agent)
  instructions.set(agent, written)
  return written
}

/** The words before the tools of this answer stand where they were said: the model knows that they were heard. */
function withWordsBefore(
  transcript: BrainRequest['transcript'],
  said: string,
): BrainRequest['transcript'] {
  const text = said.trim()
  const newest = transcript.at(-1)
  if (text === '' || newest?.speaker !== 'tool') return transcript
  const { at, turn } = newest
  const first = transcript.findIndex((one) => one.speaker === 'tool' && one.turn === turn)
  const words = { speaker: 'agent', turn, text, planned: text, interrupted: false, at } as const
  return transcript.toSpliced(first, 0, words)
}

function goOnFrom(saidAlready: string): string {
  if (saidAlready.trim() === '') return ''
  const event =
    'You have begun this answer, and the caller is hearing its beginning now. Write only what comes after it, in ' +
    'the middle of the sentence if it stops there. Repeat nothing of it and do not begin again.'
  return `${fenced('event', event)}\n${fenced('being_heard', saidAlready)}`
}
