import type { SayOutcome } from '../call.ts'
import type { Interruptible } from '../speech/utterance.ts'
import type { RelayAttributes } from './relay-attributes.ts'
import type { Interruption, Talk } from './talk.ts'

/** The caller's half of a relay session: speech and keys, and whether they stop the agent. */
export interface CallerInput {
  says(text: string): SayOutcome
  presses(digits: string): SayOutcome
}

export interface CallerInputParts {
  readonly attributes: RelayAttributes
  readonly talk: Talk
  readonly send: (message: Readonly<Record<string, unknown>>) => void
  readonly onInterrupted: (interruption: Interruption) => void
}

export function createCallerInput({
  attributes,
  talk,
  send,
  onInterrupted,
}: CallerInputParts): CallerInput {
  /** @returns whether this input reaches the server at all. */
  function makeWayFor(input: 'speech' | 'dtmf'): boolean {
    const utterance = talk.current()
    if (utterance === undefined) return true
    if (allows(utterance.interruptible, input)) return talk.interrupt(onInterrupted)
    return allows(attributes.reportInputDuringAgentSpeech, input)
  }

  function clientSpeaking(value: 'on' | 'off'): void {
    if (attributes.reportsSpeaking) send({ type: 'info', name: 'clientSpeaking', value })
  }

  function prompt(voicePrompt: string, last: boolean): void {
    send({ type: 'prompt', voicePrompt, lang: attributes.language, last })
  }

  return {
    says(text) {
      clientSpeaking('on')
      const getsThrough = makeWayFor('speech')
      if (getsThrough && attributes.partialPrompts)
        for (const part of partsOf(text)) prompt(part, false)
      clientSpeaking('off')
      if (!getsThrough) return notHeard
      prompt(text, true)
      return { heard: true }
    },
    presses(digits) {
      if (!attributes.dtmfDetection)
        return { heard: false, reason: 'The agent listens to no keys.' }
      if (!makeWayFor('dtmf')) return notHeard
      for (const digit of digits) send({ type: 'dtmf', digit })
      return { heard: true }
    },
  }
}

const notHeard: SayOutcome = {
  heard: false,
  reason: 'The agent is speaking and cannot be interrupted now.',
}

function allows(setting: Interruptible, input: 'speech' | 'dtmf'): boolean {
  return setting === 'any' || setting === input
}

/** What recognition has understood so far, some words more each time. */
function partsOf(text: string): string[] {
  const words = text.split(' ')
  const parts: string[] = []
  for (let count = wordsPerPart; count < words.length; count += wordsPerPart) {
    parts.push(words.slice(0, count).join(' '))
  }
  return parts
}

const wordsPerPart = 3
