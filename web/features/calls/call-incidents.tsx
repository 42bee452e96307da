import type { CallDetail } from '../../../src/contract/index.ts'
import { Card } from '../../components/card.tsx'
import { IncidentList } from '../../components/incident-list.tsx'
import { incidentsOf } from '../../lib/incidents.ts'

/** What got in the way of the call. Nothing where all went well. */
export function CallIncidents({ call }: { call: CallDetail }) {
  const incidents = incidentsOf(call.events, { isOver: call.status !== 'active' })
  if (incidents.length === 0) return null
  return (
    <Card title="What got in the way">
      <IncidentList incidents={incidents} />
    </Card>
  )
}
