import { describe, expect, it } from 'vitest'
import { openedCall } from '../../test/contracts/call-builders.ts'
import { doNotCallListContract } from '../../test/contracts/do-not-call-list.contract.ts'
import { createPostgresStores } from '../../test/set-up/postgres-stores.ts'
import { everyEngine } from '../../test/set-up/test-database.ts'

describe.each(everyEngine())('the do-not-call list on $name PostgreSQL', (engine) => {
  doNotCallListContract(() => createPostgresStores(engine))

  it('remembers when and in which call somebody asked for it', async () => {
    await using stores = await createPostgresStores(engine)
    const { id, epoch } = await openedCall(stores)
    const at = new Date('2026-03-01T10:00:00Z')
    const phoneNumber = '+12025550123'
    await stores.doNotCall.add({ phoneNumber, callId: id, epoch, at })
    await stores.doNotCall.add({ phoneNumber, callId: id, epoch, at: new Date() })
    expect(
      await stores.database.query(
        'select phone_number, conversation_id, created_at from do_not_call',
      ),
    ).toEqual([{ phone_number: phoneNumber, conversation_id: id, created_at: at }])
  })

  it('outlives the record of the call', async () => {
    await using stores = await createPostgresStores(engine)
    const { id, epoch } = await openedCall(stores)
    const phoneNumber = '+12025550123'
    await stores.doNotCall.add({ phoneNumber, callId: id, epoch, at: new Date() })
    await stores.database.query(`delete from conversations where id = '${id}'`)
    expect(await stores.doNotCall.has(phoneNumber)).toBe(true)
  })

  it('takes only numbers as the network writes them', async () => {
    await using stores = await createPostgresStores(engine)
    const { id, epoch } = await openedCall(stores)
    const add = stores.doNotCall.add({
      phoneNumber: 'anonymous',
      callId: id,
      epoch,
      at: new Date(),
    })
    await expect(add).rejects.toMatchObject({ code: '23514' })
  })
})
