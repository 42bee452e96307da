import type { Database } from '../../src/database/database.ts'

/** Everything that the records hold of all calls. */
export interface WrittenDown {
  readonly calls: readonly WrittenCall[]
  readonly tasks: readonly { readonly reason: string; readonly type: string }[]
}

export interface WrittenCall {
  readonly sid: string
  readonly status: string
  /** In the order of their numbers. */
  readonly entries: readonly Entry[]
}

export interface Entry {
  readonly seq: number
  readonly epoch: number
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
}

export async function readAll(database: Pick<Database, 'query'>): Promise<WrittenDown> {
  const calls = await database.query<WrittenCall>(
    `select call_sid as sid, status, coalesce((
       select jsonb_agg(jsonb_build_object(
         'seq', seq, 'epoch', epoch, 'kind', kind, 'payload', payload) order by seq)
       from call_events where call_id = conversations.id
     ), '[]') as entries from conversations order by started_at`,
  )
  const tasks = await database.query<WrittenDown['tasks'][number]>(
    `select payload->>'reason' as reason, task_type as type from scheduled_tasks order by created_at`,
  )
  return { calls, tasks }
}

/** Reads until it is so, or has not become so for a long time: then what there is. */
export async function readUntil(
  database: Pick<Database, 'query'>,
  isSo: (written: WrittenDown) => boolean,
): Promise<WrittenDown> {
  const latestMs = performance.now() + patienceMs
  for (;;) {
    const written = await readAll(database)
    if (isSo(written) || performance.now() > latestMs) return written
    await new Promise((resolve) => setTimeout(resolve, betweenLooksMs))
  }
}

/** Every call has ended, and its owner has said so. */
export function everyCallEnded({ calls }: WrittenDown): boolean {
  return calls.every(
    ({ status, entries }) => status !== 'active' && entries.some(({ kind }) => kind === 'ended'),
  )
}

const patienceMs = 20_000
const betweenLooksMs = 100
