import { and, desc, eq, or, sql, type SQL } from 'drizzle-orm'
import type { CallFlag, CallOutcome, CallPhase, CallStatus } from '../calls/call.ts'
import type {
  CallArchive,
  CallFilter,
  CallMessage,
  CallRecord,
  CallSummary,
} from '../calls/call-archive.ts'
import type { Page } from '../calls/customer-book.ts'
import type { Database, Orm } from '../database/database.ts'
import { conversations, customers, messages } from '../database/schema.ts'
import { callOf } from './call-row.ts'
import { readEntries } from './journal-entries.ts'
import { instantOf, pageOf, readCursor } from './paging.ts'
import { isUuid, storableText } from './storable.ts'

/** Calls to look at, from PostgreSQL. */
export function createPostgresCallArchive({ database }: { database: Database }): CallArchive {
  return {
    list: (filter) => list(database, filter),
    find: (idOrSid) => find(database, idOrSid),
  }
}

async function list(database: Database, filter: CallFilter): Promise<Page<CallSummary>> {
  const where = matching(filter)
  const rows = await database.drizzle((orm) =>
    selectSummaries(orm)
      .where(where)
      .orderBy(desc(conversations.startedAt), desc(conversations.id))
      .limit(filter.limit + 1),
  )
  return pageOf(rows, { limit: filter.limit, place: (row) => row, item: summaryOf })
}

async function find(database: Database, idOrSid: string): Promise<CallRecord | undefined> {
  const bySid = eq(conversations.callSid, storableText(idOrSid))
  const where = isUuid(idOrSid) ? or(eq(conversations.id, idOrSid), bySid) : bySid
  const [row] = await database.drizzle((orm) => selectSummaries(orm).where(where).limit(1))
  if (row === undefined) return undefined
  const [said, entries] = await Promise.all([
    readMessages(database, row.id),
    readEntries(database, row.id),
  ])
  return { ...summaryOf(row), messages: said, entries }
}

const summaryColumns = {
  id: conversations.id,
  sid: conversations.callSid,
  direction: conversations.direction,
  channel: conversations.channel,
  from: conversations.fromNumber,
  to: conversations.toNumber,
  agentId: conversations.agentId,
  customerId: conversations.customerId,
  epoch: conversations.epoch,
  startedAt: conversations.startedAt,
  status: conversations.status,
  phase: conversations.phase,
  outcome: conversations.outcome,
  flags: conversations.flags,
  callerName: customers.name,
  endedAt: conversations.endedAt,
  durationSeconds: conversations.durationSeconds,
  lastWords: sql<
    string | null
  >`jsonb_path_query_array(${conversations.transcript}, '$[*].text ? (@ <> "")') ->> -1`,
  instant: instantOf(conversations.startedAt),
}

function selectSummaries(orm: Orm) {
  return orm
    .select(summaryColumns)
    .from(conversations)
    .leftJoin(customers, eq(customers.id, conversations.customerId))
}

type SummaryRow = Awaited<ReturnType<typeof selectSummaries>>[number]

function matching({ status, phoneNumber, cursor }: CallFilter): SQL | undefined {
  const place = cursor === undefined ? undefined : readCursor(cursor)
  return and(
    status && eq(conversations.status, status),
    phoneNumber === undefined
      ? undefined
      : eq(conversations.phoneNumber, storableText(phoneNumber)),
    place &&
      sql`(${conversations.startedAt}, ${conversations.id}) < (${place.instant}::timestamptz, ${place.id}::uuid)`,
  )
}

function summaryOf(row: SummaryRow): CallSummary {
  return {
    ...callOf(row),
    // Written by the journal and the call book only, in these words.
    status: row.status as CallStatus,
    phase: (row.phase ?? undefined) as CallPhase | undefined,
    outcome: (row.outcome ?? undefined) as CallOutcome | undefined,
    flags: row.flags as CallFlag[],
    callerName: row.callerName ?? undefined,
    endedAt: row.endedAt ?? undefined,
    durationSeconds: row.durationSeconds ?? undefined,
    lastWords: row.lastWords ?? undefined,
  }
}

async function readMessages(database: Database, callId: string): Promise<CallMessage[]> {
  const { id, role, content, metadata, seq, timestamp } = messages
  const isUnheard = sql<boolean>`coalesce(${metadata} -> 'isUnheard' = 'true', false)`
  const rows = await database.drizzle((orm) =>
    orm
      .select({ id, role, content, timestamp, isUnheard })
      .from(messages)
      .where(eq(messages.conversationId, callId))
      // The order of speaking; see the journal.
      .orderBy(sql`(${metadata} ->> 'turn')::integer`, sql`${role} = 'assistant'`, seq, timestamp),
  )
  return rows.map((row) => ({
    id: row.id,
    // A constraint of the table holds the role to these words.
    role: row.role as CallMessage['role'],
    content: row.content,
    timestamp: row.timestamp,
    ...(row.isUnheard && { isUnheard: true }),
  }))
}
