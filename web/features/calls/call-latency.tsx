import type { CallTurnLatency } from '../../../src/contract/index.ts'
import { Card } from '../../components/card.tsx'

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
          Counted from the end of the caller’s words; the strong part of a bar is the time until our
          first word left, the pale part until it was heard. The brain thinks while the words are
          written down, so the parts do not add up.
        </p>
      )}
    </Card>
  )
}

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
  const sentShare = share(turn.firstWordSentMs ?? 0, longest)
  const heardShare = share((wait ?? 0) - (turn.firstWordSentMs ?? 0), longest)
  return (
    <li className="px-5 py-4">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="font-medium">Turn {turn.turn}</h3>
        <p className="font-semibold tabular-nums">
          <span className="sr-only">The caller waited </span>
          {milliseconds(wait)}
        </p>
      </div>
      <div aria-hidden className="mt-2 flex h-2 overflow-hidden rounded-full bg-sunken">
        <span className="bg-accent" style={{ width: sentShare }} />
        <span className="bg-accent/35" style={{ width: heardShare }} />
      </div>
      <dl className="mt-3 grid gap-x-6 gap-y-1 text-small sm:grid-cols-2">
        <Part name="Brain’s first word" ms={turn.brainFirstWordMs} />
        <Part name="Tools" ms={turn.toolsMs} />
        <Part name="Written down" ms={turn.durableMs} />
        <Part name="First word sent" ms={turn.firstWordSentMs} />
        <Part name="First word heard" ms={turn.firstWordHeardMs} />
      </dl>
      {brain !== undefined && (
        <p className="mt-2 text-fine wrap-anywhere text-ink-faint tabular-nums">
          <span className="sr-only">Answered by </span>
          {brain}
        </p>
      )}
    </li>
  )
}

function Part({ name, ms }: { name: string; ms: number | null }) {
  return (
    <div className="flex justify-between gap-2">
      <dt className="text-ink-muted">{name}</dt>
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

function share(ms: number, of: number): string {
  return `${String(Math.max(0, Math.min(100, (ms / of) * 100)))}%`
}

function typical(waits: readonly number[]): string {
  const sorted = waits.toSorted((a, b) => a - b)
  return `Typically ${milliseconds(sorted[Math.floor(sorted.length / 2)] ?? null)}`
}
