import { Card } from '../../components/card.tsx'
import { IncidentList } from '../../components/incident-list.tsx'
import { incidentsOf } from '../../lib/incidents.ts'
import type { LiveCall } from '../../lib/live-call.ts'

/** What gets in the way of the call, as it happens. Nothing where all goes well. */
export function LiveIncidents({ live }: { live: LiveCall }) {
  const isOver = live.call !== undefined && live.call.status !== 'active'
  const incidents = incidentsOf(live.incidents, { isOver })
  if (incidents.length === 0) return null
  return (
    <Card title="What got in the way">
      <IncidentList incidents={incidents} />
    </Card>
  )
}
