import { BrainFailed } from '../calls/brain-failed.ts'
import type { Brain, BrainEvent, BrainRequest } from '../calls/brain.ts'
import { receptionOf } from './receptionist/reception-of.ts'
import { createLexicon } from './receptionist/lexicon.ts'
import { nextStep } from './receptionist/next-step.ts'
import type { Reception, Surroundings } from './receptionist/reception.ts'
import { createRememberedHearing } from './receptionist/remembered-hearing.ts'
import { createScene, type Scene } from './receptionist/scene.ts'
import { joined, saying, type Step } from './receptionist/step.ts'
import { toolCallIdOf } from './receptionist/tool-call-id.ts'
import { warmUpRequest } from './receptionist/warm-up.ts'
import { wordsEn } from './receptionist/words-en.ts'
import type { Words } from './receptionist/words.ts'

/**
 * The brain that needs no model, no key and no network: a receptionist that works by rules. It keeps
 * nothing between two answers; all it knows is in the transcript, so the same one gives the same answer.
 */
export function createReceptionist({ words = wordsEn }: { words?: Words } = {}): Brain {
  const lexicon = createLexicon(words.hears)
  const hear = createRememberedHearing(lexicon)
  const answer = (request: BrainRequest) => eventsOf(request, { words, lexicon, hear })
  answer(warmUpRequest())
  return {
    name: 'receptionist',
    async *reply(request, signal) {
      signal.throwIfAborted()
      for (const event of answer(request)) {
        if (signal.aborted) return
        yield event
      }
    },
  }
}

function eventsOf(
  { agent, caller, tools, now, saidAlready = '', transcript }: BrainRequest,
  language: Pick<Surroundings, 'words' | 'lexicon' | 'hear'>,
): readonly BrainEvent[] {
  try {
    const around = { agent, caller, tools, now, ...language }
    const reception = receptionOf(transcript, around)
    const scene = createScene(reception, around)
    return spoken(goingOnFrom(saidAlready, { scene, step: nextStep(scene) }), reception)
  } catch (error) {
    throw new BrainFailed('The receptionist could not answer', { cause: error })
  }
}

/** Words that others began are not begun again as if nobody had spoken. */
function goingOnFrom(saidAlready: string, { scene, step }: { scene: Scene; step: Step }): Step {
  const isGoingOn = /[\p{L}\p{N}]/u.test(saidAlready) && step.says.length > 0
  return isGoingOn ? joined(saying(scene.voice.sentence('going-on')), step) : step
}

function spoken({ says, tools }: Step, reception: Reception): readonly BrainEvent[] {
  const calls = tools.map(({ tool, arguments: args }): BrainEvent => {
    const call = { tool, toolCallId: toolCallIdOf(tool, reception), arguments: args }
    return { type: 'tool-call', ...call, ...(readBackBefore.has(tool) && { readBack: true }) }
  })
  // What is said after the tools goes on where this ends.
  const text = inOneLine(says) + (calls.length > 0 && says.length > 0 ? ' ' : '')
  const sentences = text.split(/(?<=[.?!] )(?=\p{Lu})/u).filter((sentence) => sentence !== '')
  return [
    ...sentences.map((sentence): BrainEvent => ({ type: 'text-delta', text: sentence })),
    ...calls,
    { type: 'reply-end', reason: calls.length > 0 ? 'tools' : 'finished' },
  ]
}

/** The receptionist has asked whether all of it is right before it calls these. */
const readBackBefore: ReadonlySet<string> = new Set(['schedule-callback'])

/** A sentence that ends with `p.m.` needs no other full stop. */
function inOneLine(says: readonly string[]): string {
  return says
    .map((sentence) => sentence.trim().replaceAll(/\.\.(?=\s|$)/g, '.'))
    .filter((sentence) => sentence !== '')
    .join(' ')
}
