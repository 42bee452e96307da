import type { CallJournal, JournalBatch } from '../calls/call-journal.ts'
import type { JournalEntry } from '../calls/journal-event.ts'
import type { Queries } from '../database/database.ts'
import { AppError } from '../lib/errors.ts'
import { readEntries } from './journal-entries.ts'
import { isUuid, storableJson } from './storable.ts'
import { UnknownCall } from './unknown-call.ts'

/**
 * The journal in PostgreSQL. One statement writes a batch, its messages and the state of the call, and
 * only while the call still has the batch's epoch.
 */
export function createPostgresCallJournal({ database }: { database: Queries }): CallJournal {
  return {
    append: (batch) => append(database, batch),
    read: async (callId) => (isUuid(callId) ? readEntries(database, callId) : []),
  }
}

/** An entry is there already and says something else: two writers believe to own the call. */
export class JournalContradiction extends AppError {
  override readonly code = 'journal-contradiction'
}

async function append(
  database: Queries,
  { callId, epoch, entries, phase }: JournalBatch,
): Promise<'written' | 'taken-over'> {
  if (!isUuid(callId)) throw new UnknownCall(callId)
  const [found] = await database.query<{ known: boolean; current: boolean; differs: boolean }>(
    appendBatch,
    [callId, epoch, storableJson(entries.map(asRow)), phase ?? null],
  )
  if (found?.known !== true) throw new UnknownCall(callId)
  if (!found.current) return 'taken-over'
  if (found.differs) {
    throw new JournalContradiction(`Call ${callId} has other entries under the same numbers`)
  }
  return 'written'
}

function asRow({ seq, at, kind, payload }: JournalEntry) {
  return { seq, at: at.toISOString(), kind, payload }
}

/*
 * What was said is in the order of speaking: by turn, and within a turn the caller's words first, which may be
 * known later than the answer's.
 *
 * The lock on the call's row puts batches of one call in line, so that a taker-over is seen by all that
 * come after it. Everything that the last `update` takes from the batch is gathered in `made` first: when
 * another batch has changed the row in the meantime, PostgreSQL evaluates its expressions again on the
 * newer row, and cannot run the inserts for them a second time.
 */
const appendBatch = {
  name: 'append-to-journal',
  text: `
with batch as (
  select (entry->>'seq')::integer as seq, (entry->>'at')::timestamptz as at,
    entry->>'kind' as kind, entry->'payload' as payload
  from jsonb_array_elements($3::jsonb) as entry
), differing as (
  select from batch join call_events old on old.call_id = $1 and old.seq = batch.seq
  where (old.kind, old.payload) is distinct from (batch.kind, batch.payload)
), current as (
  select id from conversations where id = $1 and epoch <= $2::integer for no key update
), written as (
  insert into call_events (call_id, seq, epoch, at, kind, payload)
  select current.id, batch.seq, $2::integer, batch.at, batch.kind, batch.payload
  from current cross join batch where not exists (select from differing)
  on conflict (call_id, seq) do nothing
  returning seq, at, kind, payload
), spoken as (
  select seq, at - coalesce((payload->>'lateMs')::float8, 0) * interval '1 millisecond' as at,
    payload, case kind when 'caller-said' then 'user' else 'assistant' end as role
  from written where kind in ('caller-said', 'agent-heard') and (payload->>'text' <> '' or (
    payload->'isUnheard' = 'true' and not exists (
      select from written later where later.kind = 'caller-said' and later.seq > written.seq
        and later.payload->'turn' = written.payload->'turn')))
), filled as (
  -- Words that were given up came after all, and take the place of their gap.
  delete from messages gap using spoken
  where gap.conversation_id = $1 and gap.metadata->'isUnheard' = 'true'
    and spoken.role = 'user' and spoken.payload->'turn' = gap.metadata->'turn'
), messaged as (
  insert into messages (conversation_id, seq, role, content, timestamp, metadata)
  select $1::uuid, seq, role, payload->>'text', at, payload - 'text' from spoken
), made as (
  select
    max(seq) as newest,
    array_agg(distinct payload->>'flag') filter (where kind = 'flagged') as flags,
    jsonb_agg(payload) filter (where kind = 'ended')->-1 as ended,
    max(at) filter (where kind = 'ended') as ended_at,
    coalesce(bool_or(kind = 'transfer-started'), false) as escalated,
    (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'seq', seq, 'turn', payload->'turn', 'role', role, 'text', payload->>'text', 'at', at,
        'isUnheard', payload->'isUnheard'
      ))) from spoken) as turns
  from written
), projected as (
  update conversations as call set
    last_seq = greatest(call.last_seq, made.newest),
    phase = case
      when call.status <> 'active' or made.ended is not null then null
      when made.newest > call.last_seq then $4::text
      else call.phase
    end,
    transcript = case when made.turns is null then call.transcript else (
      select jsonb_agg(turn order by (turn->>'turn')::integer, turn->>'role' = 'assistant',
        (turn->>'seq')::integer)
      from jsonb_array_elements(call.transcript || made.turns) as turn
      where turn->'isUnheard' is null or not exists (
        select from jsonb_array_elements(made.turns) as later
        where later->>'role' = 'user' and later->'turn' = turn->'turn' and later->'seq' > turn->'seq')
    ) end,
    flags = call.flags || array(
      select flag from unnest(made.flags) as flag where flag <> all (call.flags)
    ),
    escalated = call.escalated or made.escalated,
    status = case when call.status = 'active' then coalesce(made.ended->>'status', 'active')
      else call.status end,
    ended_at = coalesce(call.ended_at, made.ended_at),
    ended_by = coalesce(made.ended->>'endedBy', call.ended_by),
    outcome = coalesce(made.ended->>'outcome', call.outcome),
    duration_seconds = case when call.settled_seconds is null
      then coalesce(round((made.ended->>'durationSeconds')::numeric)::integer, call.duration_seconds)
      else call.duration_seconds end
  from made where call.id = $1 and made.newest is not null
)
select
  exists (select from conversations where id = $1) as known,
  exists (select from current) as current,
  exists (select from differing) as differs`,
}
