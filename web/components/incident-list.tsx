import { Cable, DatabaseZap, Shuffle } from 'lucide-react'
import type { Incident } from '../lib/incident.ts'
import { clockWords } from '../lib/time-words.ts'

/** What got in the way of a call, each with what came of it. */
export function IncidentList({ incidents }: { incidents: readonly Incident[] }) {
  return (
    <ol aria-live="polite" className="divide-y divide-line">
      {incidents.map((incident) => (
        <Row key={incident.seq} incident={incident} />
      ))}
    </ol>
  )
}

function Row({ incident: { about, at, words, detail, isMended } }: { incident: Incident }) {
  const Sign = signs[about]
  return (
    <li className="flex gap-3 px-5 py-4">
      <Sign
        aria-hidden
        size={18}
        className={isMended ? 'mt-0.5 shrink-0 text-info-ink' : 'mt-0.5 shrink-0 text-warning-ink'}
      />
      <div className="min-w-0 flex-1">
        <div className="flex justify-between gap-3">
          <p className="wrap-anywhere">{words}</p>
          <time dateTime={at} className="shrink-0 text-small text-ink-faint tabular-nums">
            {clockWords(at)}
          </time>
        </div>
        {detail !== '' && <p className="text-fine wrap-anywhere text-ink-faint">{detail}</p>}
      </div>
    </li>
  )
}

const signs = { brain: Shuffle, line: Cable, records: DatabaseZap }
