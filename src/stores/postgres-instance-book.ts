import type { InstanceBook } from '../calls/instance-book.ts'
import type { Queries } from '../database/database.ts'

/** The processes of this installation, in PostgreSQL and on its clock. */
export function createPostgresInstanceBook({ database }: { database: Queries }): InstanceBook {
  return {
    isThere: async (id) => void (await database.query(noteInstance, [id])),
    isGone: async (id) => void (await database.query(forgetInstance, [id])),
    async hasAnother(id, withinMs) {
      const [found] = await database.query<{ any: boolean }>(findOthers, [id, withinMs])
      return found?.any === true
    },
  }
}

/** Those that were killed leave a row behind, which the next one takes away. */
const noteInstance = {
  name: 'note-instance',
  text: `
with forgotten as (
  delete from server_instances where seen_at < now() - interval '1 hour' and id <> $1::uuid
)
insert into server_instances (id, seen_at) values ($1, now())
on conflict (id) do update set seen_at = excluded.seen_at`,
}

const forgetInstance = {
  name: 'forget-instance',
  text: 'delete from server_instances where id = $1',
}

const findOthers = {
  name: 'find-other-instances',
  text: `
select exists (
  select from server_instances
  where id <> $1 and seen_at > now() - $2::double precision * interval '1 millisecond'
) as any`,
}
