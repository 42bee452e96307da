import { createHash } from 'node:crypto'
import { and, asc, eq, sql, type SQL } from 'drizzle-orm'
import type { Page, PageRequest } from '../calls/customer-book.ts'
import type {
  AddedTask,
  NewTask,
  Task,
  TaskBook,
  TaskPayload,
  TaskStatus,
  TaskType,
} from '../calls/task-book.ts'
import type { Database, Orm } from '../database/database.ts'
import { scheduledTasks } from '../database/schema.ts'
import { instantOf, pageOf, readCursor } from './paging.ts'
import { isUuid, storableJson, storableText } from './storable.ts'
import { UnknownCall } from './unknown-call.ts'

/** The tasks in PostgreSQL. */
export function createPostgresTaskBook({ database }: { database: Database }): TaskBook {
  return {
    add: (task) => add(database, task),
    list: (filter) => list(database, filter),
    complete: (task) => complete(database, task),
  }
}

async function add(database: Database, task: NewTask): Promise<AddedTask> {
  if (!isUuid(task.callId)) throw new UnknownCall(task.callId)
  const [added] = await database.query<{
    known: boolean
    taskId: string | null
    isNew: boolean | null
  }>(addTask, [
    task.callId,
    task.epoch,
    indexable(task.effectKey),
    task.type,
    task.scheduledFor,
    storableJson(task.payload),
  ])
  if (added?.known !== true) throw new UnknownCall(task.callId)
  if (added.taskId === null) return { added: false, reason: 'taken-over' }
  const written = await find(database, added.taskId)
  if (written === undefined) throw new Error('A task that was just added is gone')
  return { added: true, task: written, isNew: added.isNew === true }
}

async function list(
  database: Database,
  { status, limit, cursor }: PageRequest & { readonly status?: TaskStatus },
): Promise<Page<Task>> {
  const where = and(
    status && eq(scheduledTasks.status, status),
    cursor === undefined ? undefined : after(cursor),
  )
  const rows = await database.drizzle((orm) =>
    selectTasks(orm)
      .where(where)
      .orderBy(rank, asc(scheduledTasks.scheduledFor), asc(scheduledTasks.id))
      .limit(limit + 1),
  )
  return pageOf(rows, { limit, place: (row) => row, item: taskOf })
}

async function complete(
  database: Database,
  { id, result, at }: { id: string; result: string; at: Date },
): Promise<Task | undefined> {
  if (!isUuid(id)) return undefined
  // Done by whoever was first: their word and their time stay.
  await database.query(
    `update scheduled_tasks set status = 'completed', completed_at = $2, result = $3
     where id = $1 and status <> 'completed'`,
    [id, at, storableJson(result)],
  )
  return find(database, id)
}

async function find(database: Database, id: string): Promise<Task | undefined> {
  const [row] = await database.drizzle((orm) => selectTasks(orm).where(eq(scheduledTasks.id, id)))
  return row && taskOf(row)
}

/** What is still to be done comes first. */
const rank = sql<number>`case ${scheduledTasks.status} when 'pending' then 0 else 1 end`

function after(cursor: string): SQL {
  const place = readCursor(cursor)
  return sql`(${rank}, ${scheduledTasks.scheduledFor}, ${scheduledTasks.id})
    > (${place.rank}::integer, ${place.instant}::timestamptz, ${place.id}::uuid)`
}

const taskColumns = {
  id: scheduledTasks.id,
  type: scheduledTasks.taskType,
  status: scheduledTasks.status,
  scheduledFor: scheduledTasks.scheduledFor,
  payload: scheduledTasks.payload,
  customerId: scheduledTasks.customerId,
  callId: scheduledTasks.conversationId,
  createdAt: scheduledTasks.createdAt,
  completedAt: scheduledTasks.completedAt,
  result: scheduledTasks.result,
  instant: instantOf(scheduledTasks.scheduledFor),
  rank,
}

function selectTasks(orm: Orm) {
  return orm.select(taskColumns).from(scheduledTasks)
}

type TaskRow = Awaited<ReturnType<typeof selectTasks>>[number]

function taskOf(row: TaskRow): Task {
  return {
    id: row.id,
    // Written by `add` only, in these words.
    type: row.type as TaskType,
    status: row.status as TaskStatus,
    scheduledFor: row.scheduledFor,
    payload: row.payload as TaskPayload,
    customerId: row.customerId ?? undefined,
    callId: row.callId ?? undefined,
    createdAt: row.createdAt,
    completedAt: row.completedAt ?? undefined,
    result: resultOf(row.result),
  }
}

function resultOf(result: unknown): string | undefined {
  if (result === null || result === undefined) return undefined
  return typeof result === 'string' ? result : JSON.stringify(result)
}

/** An entry of an index has a greatest length, an effect's meaning has none. */
function indexable(effectKey: string): string {
  if (effectKey.length <= 200) return storableText(effectKey)
  return `sha256:${createHash('sha256').update(effectKey).digest('hex')}`
}

/** The update changes nothing; it makes a task that is there come back, also one added this instant. */
const addTask = {
  name: 'add-task',
  text: `
with current as (
  select id, customer_id from conversations where id = $1 and epoch <= $2::integer for no key update
), added as (
  insert into scheduled_tasks
    (conversation_id, customer_id, effect_key, task_type, scheduled_for, payload)
  select id, coalesce(customer_id, (
    select customers.id from customers where phone_number = $6::jsonb->>'phoneNumber'
  )), $3, $4, $5::timestamptz, $6::jsonb from current
  on conflict (effect_key) do update set effect_key = excluded.effect_key
  returning id, xmax = 0 as is_new
)
select exists (select from conversations where id = $1) as known,
  (select id from added) as "taskId", (select is_new from added) as "isNew"`,
}
