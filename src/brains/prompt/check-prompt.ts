import type { ModelPrompt } from '../dialogue.ts'

/** Asks for one word and means nothing: whether a model answers at all. */
export const checkPrompt: ModelPrompt = {
  system: 'Answer with one word.',
  exchanges: [{ from: 'others', results: [], words: 'Are you there?', notes: '' }],
}
