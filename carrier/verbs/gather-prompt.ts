import { callUntil } from '../call.ts'
import { pause } from './pause.ts'
import { play } from './play.ts'
import { say } from './say.ts'
import type { TwimlElement } from '../twiml/twiml.ts'
import type { Verb, VerbContext } from './verb.ts'

/** Plays what is nested in a `<Gather>`, one after the other, until `stopped`. */
export async function playPrompt(
  elements: readonly TwimlElement[],
  context: VerbContext,
  stopped: AbortSignal,
): Promise<void> {
  // To the prompt's verbs a prompt that was stopped is a call that is over: they fall silent at once.
  const call = callUntil(context.call, stopped)
  for (const element of elements) {
    const verb = promptVerbs.get(element.name)
    if (verb === undefined || call.over.aborted) continue
    const { name, attributes } = element
    context.witness.trace(call.sid, 'inside', { kind: 'verb-started', verb: name, attributes })
    await verb(element, { ...context, call })
  }
}

const promptVerbs: ReadonlyMap<string, Verb> = new Map([
  ['Say', say],
  ['Play', play],
  ['Pause', pause],
])
