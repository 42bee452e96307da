import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Call } from '../../src/calls/call.ts'
import { openedCall, randomNumber } from './call-builders.ts'
import type { MakeStores, Stores } from './stores.ts'

/** What every do-not-call list owes to people who do not want to be called. */
export function doNotCallListContract(makeStores: MakeStores): void {
  let stores: Stores
  let call: Call
  beforeAll(async () => {
    stores = await makeStores()
    call = await openedCall(stores)
  })
  afterAll(() => stores[Symbol.asyncDispose]())

  function add(phoneNumber: string, { id, epoch }: Pick<Call, 'id' | 'epoch'> = call) {
    return stores.doNotCall.add({ phoneNumber, callId: id, epoch, at: new Date() })
  }

  it('has a number from the moment on at which it was added, and no other', async () => {
    const [theirs, another] = [randomNumber(), randomNumber()]
    expect(await stores.doNotCall.has(theirs)).toBe(false)
    expect(await add(theirs)).toBe('added')
    expect(await stores.doNotCall.has(theirs)).toBe(true)
    expect(await stores.doNotCall.has(another)).toBe(false)
  })

  it('takes a number twice, from whichever call', async () => {
    const theirs = randomNumber()
    const other = await openedCall(stores)
    expect(await add(theirs)).toBe('added')
    expect(await add(theirs)).toBe('added')
    expect(await add(theirs, other)).toBe('added')
    expect(await stores.doNotCall.has(theirs)).toBe(true)
  })

  it('takes a number that many add at the same time', async () => {
    const theirs = randomNumber()
    const answers = await Promise.all(Array.from({ length: 8 }, () => add(theirs)))
    expect(new Set(answers)).toEqual(new Set(['added']))
    expect(await stores.doNotCall.has(theirs)).toBe(true)
  })

  it('takes nothing from a former owner of a call', async () => {
    const theirs = randomNumber()
    const former = await openedCall(stores)
    const owner = await stores.calls.takeOver(former.id)
    expect(await add(theirs, former)).toBe('taken-over')
    expect(await stores.doNotCall.has(theirs)).toBe(false)
    expect(await add(theirs, owner)).toBe('added')
  })

  it('takes nothing for a call that nobody knows', async () => {
    const theirs = randomNumber()
    for (const id of [crypto.randomUUID(), 'no id']) {
      await expect(add(theirs, { id, epoch: 1 })).rejects.toMatchObject({ code: 'unknown-call' })
    }
    expect(await stores.doNotCall.has(theirs)).toBe(false)
  })

  it('has nothing that is no number', async () => {
    for (const words of ['', 'anonymous', 'a\0b', "' or true --"]) {
      expect(await stores.doNotCall.has(words)).toBe(false)
    }
  })
}
