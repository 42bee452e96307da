import type { Call } from '../calls/call.ts'
import type { CallBook, CallSettlement, NewCall, OpenedCall } from '../calls/call-book.ts'
import { otherPartyOf } from '../calls/parties.ts'
import type { Queries } from '../database/database.ts'
import { callColumns, callOf, type CallRow } from './call-row.ts'
import { isE164, isUuid, storableText } from './storable.ts'
import { UnknownCall } from './unknown-call.ts'

/** The calls in PostgreSQL. */
export function createPostgresCallBook({ database }: { database: Queries }): CallBook {
  return {
    open: (call) => open(database, call),
    async findBySid(sid) {
      const [row] = await database.query<CallRow>(callBySid, [storableText(sid)])
      return row && callOf(row)
    },
    takeOver: (callId) => takeOver(database, callId),
    settle: (settlement) => settle(database, settlement),
    async stillActive({ startedBefore, limit }) {
      const rows = await database.query<CallRow>(activeCalls, [startedBefore, limit])
      return rows.map(callOf)
    },
  }
}

interface OpenedRow extends CallRow {
  readonly callerName: string | null
  readonly isNew: boolean
  readonly isOver: boolean
  readonly lastSeq: number
}

async function open(database: Queries, call: NewCall): Promise<OpenedCall> {
  const otherParty = storableText(otherPartyOf(call))
  const opened = await database.query<OpenedRow>(openCall, [
    call.id,
    storableText(call.sid),
    otherParty,
    isE164(otherParty) ? otherParty : null,
    call.direction,
    call.channel,
    storableText(call.from),
    storableText(call.to),
    call.agentId,
    call.startedAt,
  ])
  // Nothing comes back when the same call is being opened elsewhere at this moment; now it is there.
  const [row] =
    opened.length > 0 ? opened : await database.query<OpenedRow>(openedBySid, [call.sid])
  if (row === undefined) throw new UnknownCall(call.id)
  const { isNew, isOver, lastSeq } = row
  return { call: callOf(row), isNew, isOver, lastSeq, callerName: row.callerName ?? undefined }
}

async function takeOver(database: Queries, callId: string): Promise<Call> {
  const [row] = isUuid(callId) ? await database.query<CallRow>(takeCallOver, [callId]) : []
  if (row === undefined) throw new UnknownCall(callId)
  return callOf(row)
}

async function settle(
  database: Queries,
  { sid, status, durationSeconds, at }: CallSettlement,
): Promise<'settled' | 'unknown-call'> {
  const settled = await database.query(settleCall, [
    storableText(sid),
    status,
    Math.round(durationSeconds),
    at,
  ])
  return settled.length > 0 ? 'settled' : 'unknown-call'
}

const openedColumns = `${callColumns}, call.status <> 'active' as "isOver", call.last_seq as "lastSeq",
  (select name from customers where customers.id = call.customer_id) as "callerName"`

const callBySid = {
  name: 'find-call-by-sid',
  text: `select ${callColumns} from conversations as call where call_sid = $1`,
}

const openedBySid = {
  name: 'find-opened-call',
  text: `select ${openedColumns}, false as "isNew" from conversations as call where call_sid = $1`,
}

/*
 * A call that was answered while the records were away may name an agent that only memory knew; that is no
 * reason to lose the call.
 */
const openCall = {
  name: 'open-call',
  text: `
with known as (
  select * from conversations where call_sid = $2::text
), caller as (
  insert into customers (phone_number, last_call_at)
  select $4, $10::timestamptz where $4::text is not null and not exists (select from known)
  on conflict (phone_number) do update
    set last_call_at = greatest(customers.last_call_at, excluded.last_call_at)
  returning id, name
), opened as (
  insert into conversations (id, call_sid, phone_number, customer_id, direction, channel,
    from_number, to_number, agent_id, started_at, phase)
  select $1::uuid, $2, $3, (select id from caller), $5, $6, $7, $8,
    (select id from agent_configs where id = $9::uuid), $10::timestamptz, 'ringing'
  where not exists (select from known)
  on conflict (call_sid) do nothing
  returning *
)
select ${callColumns}, false as "isOver", 0 as "lastSeq",
  (select name from caller) as "callerName", true as "isNew"
from opened as call
union all
select ${openedColumns}, false as "isNew" from known as call`,
}

const takeCallOver = {
  name: 'take-call-over',
  text: `update conversations as call set epoch = epoch + 1 where id = $1 returning ${callColumns}`,
}

/*
 * The carrier knows best how long a call took, and how it ended when its owner has not said so, or could only
 * guess it, because the carrier went silent. Nobody talked in a call that was not picked up, whatever is reported
 * of it later. What came of a call follows from the receipts in the journal.
 */
const settleCall = {
  name: 'settle-call',
  text: `
with report as (
  select id, greatest($3::integer, 0) as seconds,
    case when status = 'active' or (ended_by = 'fault' and settled_at is null) then $2::text
      else status end as final
  from conversations where call_sid = $1 for no key update
)
update conversations as call set
  status = final,
  phase = null,
  ended_at = coalesce(call.ended_at, $4::timestamptz),
  ended_by = coalesce(call.ended_by, 'carrier'),
  duration_seconds = case
    when settled_seconds is not null then call.duration_seconds
    when final in ('busy', 'no-answer', 'canceled') then 0
    when seconds > 0 or final = 'failed' then seconds
    else coalesce(call.duration_seconds, 0)
  end,
  settled_seconds = case
    when settled_seconds is not null then settled_seconds
    when final in ('busy', 'no-answer', 'canceled') then 0
    when seconds > 0 then seconds
  end,
  settled_at = coalesce(call.settled_at, $4::timestamptz),
  outcome = coalesce(call.outcome, (
    select case
      when bool_or(receipt->'facts'->>'urgency' = 'emergency') then 'emergency'
      when bool_or(receipt->>'kind' = 'call-transferred') then 'transferred'
      when bool_or(receipt->>'kind' = 'do-not-call') then 'do-not-call'
      when bool_or(receipt->>'kind' = 'callback-scheduled') then 'callback-scheduled'
      when bool_or(receipt->>'kind' = 'message-taken') then 'message-taken'
      when bool_or(receipt->>'kind' = 'contact-saved') then 'details-saved'
      when bool_or(kind = 'caller-said') then 'talked'
      else 'no-conversation'
    end
    from (
      select kind, payload->'result'->'receipt' as receipt from call_events where call_id = call.id
    ) as happened
  ))
from report where call.id = report.id
returning call.id`,
}

const activeCalls = {
  name: 'find-active-calls',
  text: `
select * from (
  select ${callColumns} from conversations as call
  where status = 'active' and started_at < $1::timestamptz
  union all
  select ${callColumns} from conversations as call
  where ended_by = 'fault' and settled_at is null and status <> 'active'
    and started_at < $1::timestamptz and started_at > $1::timestamptz - interval '1 day'
) as untold
order by "startedAt", id limit $2::integer`,
}
