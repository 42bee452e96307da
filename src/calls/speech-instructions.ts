import type { ToolTurn } from './transcript.ts'

/** What one answer of a speech model is to do beyond answering, in plain words. */

/** The caller coughed, and the agent's sentence is gone from where it was cut. */
export const goOnAfterNoise =
  'You were interrupted by a noise, and nothing was said. Go on exactly where you stopped, with the next word. ' +
  'Do not begin again, and do not speak of the interruption.'

/** `said`: what the caller has heard, or is about to hear, of an answer whose rest was lost. */
export function goOnFrom(said: string): string {
  if (said.trim() === '') return 'Answer what the caller said last.'
  return (
    'Your answer broke off for technical reasons. The caller has heard this of it, exactly: ' +
    `${JSON.stringify(said.trim())}. Go on from there with the next word, or say nothing more when it was whole. ` +
    'Do not begin again, and do not speak of the interruption.'
  )
}

/** What tools have done whose calls the model does not remember. */
export function toldOfTools(used: readonly ToolTurn[]): string {
  const done = used.map(({ tool, arguments: args, result }) =>
    JSON.stringify({ tool, arguments: args, result }),
  )
  return `These tools have been used for the caller meanwhile, with these results: ${done.join('; ')}`
}
