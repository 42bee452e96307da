import type { ToolOffer } from '../../calls/brain.ts'
import type { ModelPrompt } from '../dialogue.ts'

/** Asks for one word and means nothing: whether a model answers at all. */
export const checkPrompt: ModelPrompt = {
  system: 'Answer with one word.',
  exchanges: [{ from: 'others', results: [], words: 'Are you there?', notes: '' }],
}

/** Offered because it is in every answer to a caller: some servers and models refuse whatever comes with a tool. */
export const checkTool: ToolOffer = {
  name: 'do-nothing',
  description: 'Does nothing. It is never needed.',
  parameters: { type: 'object', properties: {}, additionalProperties: false },
}
