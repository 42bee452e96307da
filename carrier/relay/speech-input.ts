import type { SayOutcome } from '../call.ts'
import type { Timer } from '../clock.ts'
import type { Pacing } from '../pacing.ts'
import type { Interruptible } from '../speech/utterance.ts'
import type { Timing } from '../timing.ts'
import { isBackchannel } from './backchannel.ts'
import { allows, notHeard } from './interruptibility.ts'
import type { RelayAttributes } from './relay-attributes.ts'
import type { Interruption, Talk } from './talk.ts'

/** What the caller says, on its way through recognition: the server gets it when it is surely over. */
export interface SpeechInput {
  says(text: string): SayOutcome
  /** Whether something is still on its way; for ever when the session ended first. */
  isBusy(): boolean
  stop(): void
}

export interface SpeechInputParts {
  readonly attributes: RelayAttributes
  readonly talk: Talk
  readonly pacing: Pacing
  readonly timing: Timing
  /** In what language the caller is understood at the moment. */
  readonly language: () => string
  readonly send: (message: Readonly<Record<string, unknown>>) => void
  readonly onInterrupted: (interruption: Interruption) => void
}

export function createSpeechInput(parts: SpeechInputParts): SpeechInput {
  const { attributes, talk, pacing, timing, send } = parts
  /** Said over the agent, who has not yet noticed. */
  const unnoticed = new Set<Timer>()
  /** Said to the end, as far as one can tell before the silence after it. */
  let said: string[] = []
  let silence: Timer | undefined

  function clientSpeaking(value: 'on' | 'off'): void {
    if (attributes.reportsSpeaking) send({ type: 'info', name: 'clientSpeaking', value })
  }

  function prompt(voicePrompt: string, last: boolean): void {
    send({ type: 'prompt', voicePrompt, lang: parts.language(), last })
  }

  function understand(text: string): void {
    said.push(text)
    const whole = said.join(' ')
    if (attributes.partialPrompts) for (const part of partsOf(whole)) prompt(part, false)
    clientSpeaking('off')
    silence?.cancel()
    silence = pacing.after(silenceMs(attributes, timing), () => {
      said = []
      prompt(whole, true)
    })
  }

  function interruptWith(text: string): void {
    const notice = pacing.after(timing.interruptionMs[attributes.interruptSensitivity], () => {
      unnoticed.delete(notice)
      talk.interrupt(parts.onInterrupted)
      understand(text)
    })
    unnoticed.add(notice)
  }

  function stopsAgent(text: string, interruptible: Interruptible): boolean {
    if (attributes.ignoreBackchannel && isBackchannel(text)) return false
    return allows(interruptible, 'speech')
  }

  return {
    says(text) {
      const utterance = talk.current()
      clientSpeaking('on')
      if (utterance !== undefined && stopsAgent(text, utterance.interruptible)) interruptWith(text)
      else if (
        utterance === undefined ||
        allows(attributes.reportInputDuringAgentSpeech, 'speech')
      ) {
        understand(text)
      } else {
        clientSpeaking('off')
        return notHeard
      }
      return { heard: true }
    },
    isBusy: () => unnoticed.size + said.length > 0,
    stop() {
      for (const timer of [...unnoticed, silence]) timer?.cancel()
    },
  }
}

function silenceMs({ speechTimeoutMs }: RelayAttributes, timing: Timing): number {
  return speechTimeoutMs === 'auto' ? timing.recognitionMs : speechTimeoutMs * timing.pauseFactor
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
