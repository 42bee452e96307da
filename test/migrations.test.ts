import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionSettings, type DatabaseAddress } from '../src/database/database-address.ts'
import { migrate } from '../src/database/migrate.ts'
import { formerMigrations } from './set-up/former-migrations.ts'
import {
  createEmptyDatabase,
  databaseOn,
  dropDatabase,
  everyEngine,
} from './set-up/test-database.ts'

describe.each(everyEngine())(
  'an installation of the release before, on $name PostgreSQL',
  (engine) => {
    let name: string
    let address: DatabaseAddress

    beforeEach(async () => {
      await using before = await formerMigrations('0005')
      name = await createEmptyDatabase(engine)
      address = databaseOn(engine, name)
      await migrate({ address, folder: before.folder })
    })
    afterEach(() => dropDatabase(engine, name))

    async function ask(statement: string) {
      const client = new Client(connectionSettings(address))
      await client.connect()
      try {
        return (await client.query<Record<string, unknown>>(statement)).rows
      } finally {
        await client.end()
      }
    }

    const toolsOfAgents = () =>
      ask(
        "select name, array_to_string(allowed_tools, ' ') as tools from agent_configs order by name",
      )

    it('lets its agents do what is new, but for those whose tools the owner chose', async () => {
      await ask(
        `insert into agent_configs (name, allowed_tools) values
       ('Chosen', '{take-message,end-call}'),
       ('None', '{}'),
       ('Usual', '{take-message,schedule-callback,save-contact-details,end-call}')`,
      )
      await migrate({ address })
      expect(await toolsOfAgents()).toEqual([
        { name: 'Chosen', tools: 'take-message end-call' },
        { name: 'None', tools: '' },
        {
          name: 'Usual',
          tools:
            'take-message schedule-callback save-contact-details transfer-call stop-calls end-call',
        },
      ])
    })

    it('keeps the calls that it has, and may go on with them', async () => {
      await ask(
        `insert into conversations (call_sid, phone_number, phase, settled_at, duration_seconds)
       values ('CA1', 'anonymous', 'speaking', now(), 12)`,
      )
      await migrate({ address })
      await ask("update conversations set phase = 'transferring'")
      expect(
        await ask('select phase, duration_seconds, settled_seconds from conversations'),
      ).toEqual([{ phase: 'transferring', duration_seconds: 12, settled_seconds: null }])
    })
  },
)
