import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  agentHeard,
  callerSaid,
  ended,
  entry,
  openedCall,
  written,
} from '../../test/contracts/call-builders.ts'
import type { JournalEntry } from '../calls/journal-event.ts'
import { callJournalContract } from '../../test/contracts/call-journal.contract.ts'
import { countStatements } from '../../test/set-up/count-statements.ts'
import { createPostgresStores, type PostgresStores } from '../../test/set-up/postgres-stores.ts'
import { everyEngine } from '../../test/set-up/test-database.ts'

describe.each(everyEngine())('the call journal on $name PostgreSQL', (engine) => {
  callJournalContract(() => createPostgresStores(engine))

  describe('a batch', () => {
    let stores: PostgresStores
    beforeAll(async () => {
      stores = await createPostgresStores(engine)
    })
    afterAll(() => stores[Symbol.asyncDispose]())

    it('is one statement, with its messages and the state of the call', async () => {
      const { id: callId, epoch } = await openedCall(stores)
      const entries = [
        entry(1, callerSaid('Hello')),
        entry(2, agentHeard('Good morning')),
        entry(3, ended('talked')),
      ]
      const statements = await countStatements(() =>
        stores.journal.append({ callId, epoch, entries, phase: undefined }),
      )
      expect(statements).toBe(1)
      const record = await stores.archive.find(callId)
      expect(record).toMatchObject({ outcome: 'talked', status: 'completed' })
      expect(record?.messages).toHaveLength(2)
    })

    it('leaves the transcript with the call, for those who query the table', async () => {
      const call = await openedCall(stores)
      const entries = await written(stores, {
        call,
        events: [callerSaid('Hello'), agentHeard('Good morning')],
      })
      const [row] = await stores.database.query<{ transcript: { at: string }[] }>(
        'select transcript from conversations where id = $1',
        [call.id],
      )
      const transcript = row?.transcript.map((turn) => ({ ...turn, at: new Date(turn.at) }))
      expect(transcript).toEqual([
        { seq: 1, turn: 1, role: 'user', text: 'Hello', at: entries[0]?.at },
        { seq: 2, turn: 1, role: 'assistant', text: 'Good morning', at: entries[1]?.at },
      ])
    })

    it('marks the call as escalated once a person’s phone was rung, whatever comes of it', async () => {
      const call = await openedCall(stores)
      const { id: callId, epoch } = call
      const escalated = async () => {
        const [row] = await stores.database.query<{ escalated: boolean }>(
          'select escalated from conversations where id = $1',
          [callId],
        )
        return row?.escalated
      }
      const append = (one: JournalEntry) =>
        stores.journal.append({ callId, epoch, entries: [one], phase: 'transferring' })
      const tried = { to: 'Ada', attempt: 1 }
      await append(entry(1, callerSaid('I want to talk to Ada')))
      expect(await escalated()).toBe(false)
      await append(entry(2, { kind: 'transfer-started', payload: tried }))
      expect(await escalated()).toBe(true)
      const missed = { ...tried, outcome: 'no-answer', talkedSeconds: 0 } as const
      await append(entry(3, { kind: 'transfer-ended', payload: missed }))
      expect(await escalated()).toBe(true)
      expect(await stores.database.query('select escalations_today from live_metrics')).toEqual([
        { escalations_today: 1 },
      ])
    })

    it('is whole or not there at all when the database refuses it', async () => {
      const { id: callId, epoch } = await openedCall(stores)
      const impossible = { ...entry(2, callerSaid('And then?')), seq: -2 }
      const entries = [entry(1, callerSaid('Hello')), impossible]
      const append = stores.journal.append({ callId, epoch, entries, phase: 'listening' })
      await expect(append).rejects.toMatchObject({ code: '23514' })
      expect(await stores.journal.read(callId)).toEqual([])
    })
  })
})
