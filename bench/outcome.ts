import { verdictsOn, type Pair } from './figures/bounds.ts'
import { enduranceVerdict } from './figures/speech/endurance.ts'
import { speechVerdictsOn, type SpeechPair } from './figures/speech/speech-bounds.ts'
import { speechTableOf } from './figures/speech/speech-table.ts'
import { tableOf } from './figures/table.ts'
import type { SpeechFindings } from './run-speech-bench.ts'
import type { Channel } from './servers/measured-server.ts'

/** What one channel came to. */
export interface Outcome {
  readonly channel: Channel
  /** For people. */
  readonly table: string
  /** For a program. */
  readonly found: object
  /** Something went wrong that is no question of figures. */
  readonly isBroken: boolean
}

export function textOutcome(pairs: readonly Pair[]): Outcome {
  const verdicts = verdictsOn(pairs)
  const figures = pairs.flatMap(({ bare, ours }) => [bare, ours])
  return {
    channel: 'text',
    table: tableOf(pairs, verdicts),
    found: { loads: pairs, verdicts },
    isBroken: figures.some(
      ({ badTurns, lostLines, turns }) => turns === 0 || badTurns > 0 || lostLines > 0,
    ),
  }
}

export function speechOutcome({ capacity, endurance, pairs }: SpeechFindings): Outcome {
  const ofLoads = pairs.length > 0 ? speechVerdictsOn(pairs) : []
  const verdicts = [...ofLoads, ...(endurance ? [enduranceVerdict(endurance)] : [])]
  const carried = capacity && [
    '',
    `  lean relay      ${capacity.lean.calls} calls; with more: ${capacity.lean.beyond}`,
    `  LegacyAI Voice  ${capacity.ours.calls} calls; with more: ${capacity.ours.beyond}`,
  ]
  return {
    channel: 'speech',
    table: [speechTableOf(pairs, verdicts), ...(carried ?? [])].join('\n'),
    found: { loads: pairs, verdicts, capacity, endurance },
    isBroken: pairs.some(isBroken) || (endurance?.lostLines ?? 0) > 0,
  }
}

function isBroken({ lean, load, ours }: SpeechPair): boolean {
  return [lean, ours].some(({ trouble: { answers, lostLines, strangePieces } }) => {
    return (load.calls > 0 && answers === 0) || lostLines > 0 || strangePieces > 0
  })
}
