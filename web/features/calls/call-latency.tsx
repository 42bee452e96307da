import type { ReactNode } from 'react'
import type { CallTurnLatency } from '../../../src/contract/index.ts'
import { Card } from '../../components/card.tsx'
import { LatencyBar, ShareKey } from './latency-bar.tsx'
import { latencySplit, type LatencyShare } from './latency-split.ts'

/** How long the caller waited for each answer, and where the time went. */
export function CallLatency({ turns, brains }: CallLatencyProps) {
  const waits = turns.flatMap((turn) => waitOf(turn) ?? [])
  const longest = Math.max(...waits, 1)
  return (
    <Card
      title="How fast it answered"
      aside={
        waits.length > 0 && <span className="text-small text-ink-muted">{typical(waits)}</span>
      }
    >
      {turns.length === 0 ? (
        <p className="px-5 py-6 text-ink-muted">Each answer to the caller is measured here.</p>
      ) : (
        <ul className="divide-y divide-line">
          {turns.map((turn) => (
            <Turn key={turn.turn} turn={turn} longest={longest} brain={brains.get(turn.turn)} />
          ))}
        </ul>
      )}
      {turns.length > 0 && (
        <p className="border-t border-line px-5 py-3 text-fine text-ink-faint">
          {turns.some(latencySplit) ? splitWords : sentWords} The brain thinks while the words are
          written down.
        </p>
      )}
    </Card>
  )
}

const splitWords =
  'Counted from the end of the caller’s speech to the first word of the answer that could be heard; the coloured parts add up to it.'
const sentWords =
  'Counted from the end of the caller’s words; the strong part of a bar is the time until our first word left, the pale part until it was heard.'

interface CallLatencyProps {
  readonly turns: readonly CallTurnLatency[]
  /** Who answered in each turn, in words. */
  readonly brains: ReadonlyMap<number, string>
}

interface TurnProps {
  readonly turn: CallTurnLatency
  readonly longest: number
  readonly brain: string | undefined
}

function Turn({ turn, longest, brain }: TurnProps) {
  const wait = waitOf(turn)
  const split = latencySplit(turn)
  return (
    <li className="px-5 py-4">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="font-medium">Turn {turn.turn}</h3>
        <p className="font-semibold tabular-nums">
          <span className="sr-only">The caller waited </span>
          {milliseconds(wait)}
        </p>
      </div>
      <LatencyBar shares={split?.map(({ ms }) => ms) ?? sentAndHeard(turn)} longest={longest} />
      <dl className="mt-3 grid gap-x-6 gap-y-1 text-small sm:grid-cols-2">
        {split ? <Shares shares={split} /> : <Moments turn={turn} />}
        <Part name="Written down" ms={turn.durableMs} />
      </dl>
      {turn.fillerHeardMs !== null && (
        <p className="mt-2 text-small text-ink-muted tabular-nums">
          A word to bridge the wait was heard after {milliseconds(turn.fillerHeardMs)}.
        </p>
      )}
      {brain !== undefined && (
        <p className="mt-2 text-fine wrap-anywhere text-ink-faint tabular-nums">
          <span className="sr-only">Answered by </span>
          {brain}
        </p>
      )}
    </li>
  )
}

function Shares({ shares }: { shares: readonly LatencyShare[] }) {
  return shares.map(({ name, ms }, index) => (
    <Part key={name} name={name} ms={ms} sign={<ShareKey index={index} />} />
  ))
}

/** When each step was done, where the channel does not tell enough to add them up. */
function Moments({ turn }: { turn: CallTurnLatency }) {
  return (
    <>
      <Part name="Brain’s first word" ms={turn.brainFirstWordMs} />
      <Part name="Tools" ms={turn.toolsMs} />
      <Part name="First word sent" ms={turn.firstWordSentMs} />
      <Part name="First word heard" ms={turn.firstWordHeardMs} />
    </>
  )
}

function sentAndHeard(turn: CallTurnLatency): readonly number[] {
  const sentMs = turn.firstWordSentMs ?? 0
  return [sentMs, (waitOf(turn) ?? 0) - sentMs]
}

function Part({ name, ms, sign }: { name: string; ms: number | null; sign?: ReactNode }) {
  return (
    <div className="flex items-start justify-between gap-2">
      <dt className="flex items-center gap-2 text-ink-muted">
        {sign}
        {name}
      </dt>
      <dd className="whitespace-nowrap tabular-nums">{milliseconds(ms)}</dd>
    </div>
  )
}

/** What the caller felt; where hearing was not measured, the sending stands for it. */
function waitOf({ firstWordHeardMs, firstWordSentMs }: CallTurnLatency): number | null {
  return firstWordHeardMs ?? firstWordSentMs
}

function milliseconds(ms: number | null): string {
  if (ms === null) return 'not measured'
  return `${ms < 10 ? ms.toFixed(1).replace('.0', '') : String(Math.round(ms))} ms`
}

function typical(waits: readonly number[]): string {
  const sorted = waits.toSorted((a, b) => a - b)
  return `Typically ${milliseconds(sorted[Math.floor(sorted.length / 2)] ?? null)}`
}
