import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import type { CallEvent } from '../../../src/contract/index.ts'
import { Badge } from '../../components/badge.tsx'
import { toolWords } from '../../lib/call-words.ts'
import { preciseClockWords } from '../../lib/time-words.ts'
import { factsOf } from './payload-facts.ts'

/** Everything that was written down of the call, in order, for whoever wants to look closely. */
export function CallEvents({ events }: { events: readonly CallEvent[] }) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="mt-6 overflow-clip rounded-card border border-line bg-surface shadow-card"
    >
      <details className="group">
        <summary className="flex min-h-14 list-none items-center gap-3 px-5 py-2 outline-offset-[-3px] hover:bg-sunken/60">
          <ChevronRight
            aria-hidden
            size={16}
            className="text-ink-faint transition-transform group-open:rotate-90"
          />
          <h2 id={id} className="font-semibold">
            Every event of this call
          </h2>
          <Badge>{events.length}</Badge>
        </summary>
        {events.length === 0 ? (
          <p className="border-t border-line px-5 py-6 text-ink-muted">Nothing was written down.</p>
        ) : (
          <ol className="divide-y divide-line border-t border-line">
            {events.map((event) => (
              <Event key={event.seq} event={event} />
            ))}
          </ol>
        )}
      </details>
    </section>
  )
}

function Event({ event }: { event: CallEvent }) {
  return (
    <li className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-4 gap-y-1 px-5 py-3.5 text-small md:grid-cols-[2rem_8rem_10rem_minmax(0,1fr)]">
      <span className="text-ink-faint tabular-nums">{event.seq}</span>
      <time dateTime={event.at} className="text-ink-muted tabular-nums">
        {preciseClockWords(event.at)}
      </time>
      <span className="col-start-2 font-medium md:col-start-auto">{toolWords(event.kind)}</span>
      <dl className="col-start-2 grid gap-y-0.5 md:col-start-auto">
        {factsOf(event.payload).map(([name, fact]) => (
          <div key={name} className="flex gap-2">
            <dt className="shrink-0 text-ink-faint">{name}</dt>
            <dd className="min-w-0 wrap-anywhere">{fact}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
