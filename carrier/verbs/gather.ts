import { parseGatherAttributes } from './gather-attributes.ts'
import type { GatherAttributes } from './gather-attributes.ts'
import { createGatherInput } from './gather-input.ts'
import type { GatherEnding } from './gather-input.ts'
import { createGatherListener } from './gather-listener.ts'
import { playPrompt } from './gather-prompt.ts'
import type { TwimlElement } from '../twiml/twiml.ts'
import { callOver } from '../call-over.ts'
import { methodOf, resolveUrl } from './verb.ts'
import type { Verb, VerbContext, VerbOutcome } from './verb.ts'

/** Plays a prompt and collects keys or words, which it brings to its action. Answers the call. */
export const gather: Verb = async (element, context) => {
  const { call } = context
  call.answer()
  const attributes = parseGatherAttributes(element)
  const ending = await collect(element, attributes, context)
  if (ending === undefined) return { next: 'next-verb' }
  return afterGathering({ element, attributes, ending }, context)
}

/** @returns nothing when the call is over. */
async function collect(
  element: TwimlElement,
  attributes: GatherAttributes,
  context: VerbContext,
): Promise<GatherEnding | undefined> {
  const { call, clock, timing, webhooks } = context
  const { promise: ended, resolve } = Promise.withResolvers<GatherEnding>()
  const promptStopped = new AbortController()
  const input = createGatherInput({
    attributes,
    clock,
    pacing: call.pacing,
    timing,
    stopPrompt: () => promptStopped.abort(),
    done: resolve,
  })
  const listener = createGatherListener({
    call,
    input,
    webhooks: webhooks.outstanding,
    keySpacingMs: timing.keySpacingMs,
  })
  call.listener = listener
  await playPrompt(element.children, context, promptStopped.signal)
  input.promptEnded()
  call.publish({ type: 'stirred' })
  const ending = await Promise.race([ended, callOver(call)])
  input.cancel()
  if (call.listener === listener) call.listener = undefined
  call.publish({ type: 'stirred' })
  return ending ?? undefined
}

function afterGathering(
  { element, attributes, ending }: Gathered,
  { documentUrl, quirks }: VerbContext,
): VerbOutcome {
  if (ending.kind === 'empty' && !attributes.actionOnEmptyResult) return { next: 'next-verb' }
  const action = element.attributes['action']
  return {
    next: 'fetch',
    document: {
      url: action === undefined ? documentUrl : resolveUrl(action, documentUrl),
      method: methodOf(element),
      parameters: {
        ...parametersOf(ending, attributes),
        ...(quirks.undocumentedGatherFields ? undocumentedFields(ending) : {}),
      },
    },
  }
}

interface Gathered {
  readonly element: TwimlElement
  readonly attributes: GatherAttributes
  readonly ending: GatherEnding
}

function parametersOf(
  ending: GatherEnding,
  { language }: GatherAttributes,
): Record<string, string> {
  if (ending.kind === 'empty') return { Digits: '' }
  if (ending.kind === 'digits') return { Digits: ending.digits }
  const { words, confidence } = ending
  return { SpeechResult: words, Confidence: String(confidence), Language: language }
}

/** Seen in requests of Twilio's, and in none of its pages. */
function undocumentedFields(ending: GatherEnding): Record<string, string> {
  const msg = { msg: 'Gather End' }
  return ending.kind === 'digits' ? { ...msg, FinishedOnKey: ending.finishedOnKey } : msg
}
