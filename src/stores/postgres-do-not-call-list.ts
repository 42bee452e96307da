import type { DoNotCallEntry, DoNotCallList } from '../calls/do-not-call-list.ts'
import type { Queries } from '../database/database.ts'
import { isUuid, storableText } from './storable.ts'
import { UnknownCall } from './unknown-call.ts'

/** The do-not-call list in PostgreSQL. */
export function createPostgresDoNotCallList({ database }: { database: Queries }): DoNotCallList {
  return {
    add: (entry) => add(database, entry),
    async has(phoneNumber) {
      const rows = await database.query(entryOfNumber, [storableText(phoneNumber)])
      return rows.length > 0
    },
  }
}

async function add(
  database: Queries,
  { phoneNumber, callId, epoch, at }: DoNotCallEntry,
): Promise<'added' | 'taken-over'> {
  if (!isUuid(callId)) throw new UnknownCall(callId)
  const [found] = await database.query<{ known: boolean; current: boolean }>(addNumber, [
    callId,
    epoch,
    storableText(phoneNumber),
    at,
  ])
  if (found?.known !== true) throw new UnknownCall(callId)
  return found.current ? 'added' : 'taken-over'
}

const entryOfNumber = {
  name: 'find-do-not-call',
  text: 'select from do_not_call where phone_number = $1',
}

const addNumber = {
  name: 'add-do-not-call',
  text: `
with current as (
  select id from conversations where id = $1 and epoch <= $2::integer for no key update
), added as (
  insert into do_not_call (phone_number, conversation_id, created_at)
  select $3, id, $4::timestamptz from current
  on conflict (phone_number) do nothing
)
select exists (select from conversations where id = $1) as known,
  exists (select from current) as current`,
}
