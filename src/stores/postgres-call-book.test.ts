import { describe, expect, it } from 'vitest'
import { incomingCall } from '../../test/contracts/call-builders.ts'
import { callBookContract } from '../../test/contracts/call-book.contract.ts'
import { countStatements } from '../../test/set-up/count-statements.ts'
import { createPostgresStores } from '../../test/set-up/postgres-stores.ts'
import { everyEngine } from '../../test/set-up/test-database.ts'

describe.each(everyEngine())('the call book on $name PostgreSQL', (engine) => {
  callBookContract(() => createPostgresStores(engine))

  it('opens a call and recognises its caller in one statement', async () => {
    await using stores = await createPostgresStores(engine)
    const { id } = await stores.agents.forNumber('')
    const opening = () => stores.calls.open(incomingCall(id, { from: '+15550001111' }))
    expect(await countStatements(opening)).toBe(1)
    expect(await stores.database.query('select phone_number from customers')).toEqual([
      { phone_number: '+15550001111' },
    ])
  })

  it('keeps calls that a person has written into the table', async () => {
    await using stores = await createPostgresStores(engine)
    await stores.database.query(
      "insert into conversations (call_sid, phone_number) values ('CA1', '+15550001111')",
    )
    expect(await stores.calls.findBySid('CA1')).toMatchObject({
      direction: 'inbound',
      channel: 'relay',
      customerId: undefined,
      epoch: 1,
    })
    const at = new Date()
    const settlement = { sid: 'CA1', status: 'completed', durationSeconds: 3.6, at } as const
    expect(await stores.calls.settle(settlement)).toBe('settled')
    expect(await stores.archive.find('CA1')).toMatchObject({ durationSeconds: 4, messages: [] })
  })
})
