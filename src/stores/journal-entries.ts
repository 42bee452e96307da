import type { JournalEntry } from '../calls/journal-event.ts'
import type { Queries } from '../database/database.ts'

/**
 * The entries of a call in order. When the carrier has said that the call is over and its owner has not
 * (it died, or is still writing), the carrier's word stands as the last entry. It is not a row of its own,
 * so that it can never take the number of something that the owner has yet to write.
 */
export async function readEntries(database: Queries, callId: string): Promise<JournalEntry[]> {
  const rows = await database.query<{ seq: number; at: Date; kind: string; payload: object }>(
    entriesOfCall,
    [callId],
  )
  // Rows are what `append` was given, so kind and payload belong together.
  return rows as JournalEntry[]
}

const entriesOfCall = {
  name: 'read-journal',
  text: `
select seq, at, kind, payload from call_events where call_id = $1
union all
select last_seq + 1, ended_at, 'ended', jsonb_build_object(
  'status', status, 'endedBy', 'carrier', 'outcome', outcome, 'durationSeconds', duration_seconds)
from conversations
where id = $1 and settled_at is not null
  and not exists (select from call_events where call_id = $1 and kind = 'ended')
order by seq`,
}
