import { BrainFailed } from '../calls/brain-failed.ts'
import type { Brain, BrainEvent, BrainRequest } from '../calls/brain.ts'
import { receptionOf } from './receptionist/fold.ts'
import { createLexicon } from './receptionist/lexicon.ts'
import { nextStep } from './receptionist/next-step.ts'
import type { Reception, Surroundings } from './receptionist/reception.ts'
import { createScene } from './receptionist/scene.ts'
import type { Step } from './receptionist/step.ts'
import { wordsEn } from './receptionist/words-en.ts'
import type { Words } from './receptionist/words.ts'

/**
 * The brain that needs no model, no key and no network: a receptionist that works by rules. It keeps
 * nothing between two answers; all it knows is in the transcript, so the same one gives the same answer.
 */
export function createReceptionist({ words = wordsEn }: { words?: Words } = {}): Brain {
  const lexicon = createLexicon(words.hears)
  return {
    name: 'receptionist',
    // eslint-disable-next-line typescript/require-await -- the port is asynchronous, the rules are not
    async *reply(request, signal) {
      signal.throwIfAborted()
      const { agent, caller, tools, now } = request
      const around = { agent, caller, tools, now, words, lexicon }
      for (const event of eventsOf(request, around)) {
        if (signal.aborted) return
        yield event
      }
    },
  }
}

function eventsOf({ transcript }: BrainRequest, around: Surroundings): readonly BrainEvent[] {
  try {
    const reception = receptionOf(transcript, around)
    return spoken(nextStep(createScene(reception, around)), reception)
  } catch (error) {
    throw new BrainFailed('The receptionist could not answer', { cause: error })
  }
}

function spoken({ says, tools }: Step, reception: Reception): readonly BrainEvent[] {
  const sentences = says
    .map((sentence) => sentence.trim().replaceAll(/\.\.(?=\s|$)/g, '.'))
    .filter((sentence) => sentence !== '')
  const words = sentences.map((sentence, at): BrainEvent => {
    const isLast = at === sentences.length - 1 && tools.length === 0
    const text = isLast ? sentence : `${sentence} `
    return { type: 'text-delta', text }
  })
  const calls = tools.map(({ tool, arguments: args }): BrainEvent => {
    return { type: 'tool-call', toolCallId: idOf(tool, reception), tool, arguments: args }
  })
  return [
    ...words,
    ...calls,
    { type: 'reply-end', reason: calls.length > 0 ? 'tools' : 'finished' },
  ]
}

/** The same call of the same turn has the same name, also after a restart. */
function idOf(tool: string, { turn, results }: Reception): string {
  const before = results.filter((result) => result.tool === tool).length
  return `turn-${turn}-${tool}${before === 0 ? '' : `-${before + 1}`}`
}
