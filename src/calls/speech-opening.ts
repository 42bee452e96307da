import type { HeardWords } from './heard-words.ts'
import type { SpokenTurn } from './speech-answerer.ts'
import { goOnFrom } from './speech-instructions.ts'
import type { SpokenTalkParts } from './talk-parts.ts'
import { createTurnStopwatch } from './turn-stopwatch.ts'
import type { TurnTaking } from './turn-taking.ts'

/**
 * Writes down what the carrier has said before the line was there: it was heard whole. One turn of the agent is one
 * line of the transcript, and only the greeting is the first.
 */
export function writeOpening(
  { live, opening: { words } }: Pick<SpokenTalkParts, 'live' | 'opening'>,
  { heard, turns }: { heard: HeardWords; turns: TurnTaking },
): void {
  const turn = live.turns.length === 0 ? 0 : turns.houseSpeaks()
  if (words === '') return
  const utterance = { turn, planned: words, heard: words, interrupted: false }
  heard.heard(utterance, { standing: turn > 0 })
}

/** The turn in which the agent goes on with what broke off: the caller has asked already. */
export function turnToGoOn(
  { brokenAnswer, clock }: Pick<SpokenTalkParts, 'brokenAnswer' | 'clock'>,
  turns: TurnTaking,
): SpokenTurn | undefined {
  if (!brokenAnswer) return undefined
  const turn = turns.agentGoesOn()
  return {
    turn,
    stopwatch: createTurnStopwatch(clock, { turn, speechEndedMs: undefined }),
    callerWords: Promise.resolve(),
    instruction: goOnFrom(brokenAnswer.saidAlready),
    afterwards: brokenAnswer.afterwards,
  }
}
