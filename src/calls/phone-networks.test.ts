import { describe, expect, it } from 'vitest'
import type { CarrierCall, PhoneNetwork } from './phone-network.ts'
import { createPhoneNetworks } from './phone-networks.ts'

const sid = `CA${'1'.repeat(32)}`
const call = { to: '+12025550123', from: '+12025550100', callId: 'id', ringSeconds: 30 }

function network(knows: CarrierCall | 'away') {
  const hungUp: string[] = []
  const broughtBack: string[] = []
  const asked = <T>(answer: T) =>
    knows === 'away' ? Promise.reject(new Error('away')) : Promise.resolve(answer)
  const made: PhoneNetwork & { hungUp: string[]; broughtBack: string[]; lookedUp: number } = {
    hungUp,
    broughtBack,
    lookedUp: 0,
    place: () => asked({ placed: true, callSid: sid }),
    hangUp: (callSid) => asked(void hungUp.push(callSid)),
    bringBack: (callSid) => asked(void broughtBack.push(callSid)),
    lookUp() {
      made.lookedUp += 1
      return asked(knows === 'away' ? { state: 'unknown' } : knows)
    },
  }
  return made
}

describe('two carriers as one', () => {
  it('places calls on the first, and on no other when that is away', async () => {
    await expect(
      createPhoneNetworks(network('away'), network({ state: 'unknown' })).place(call),
    ).rejects.toThrow('away')
  })

  it('finds a call on the carrier that has it', async () => {
    const both = createPhoneNetworks(network({ state: 'unknown' }), network({ state: 'going-on' }))
    expect(await both.lookUp(sid)).toEqual({ state: 'going-on' })
  })

  it('does not call a call unknown that the silent one may have', async () => {
    const both = createPhoneNetworks(network('away'), network({ state: 'unknown' }))
    await expect(both.lookUp(sid)).rejects.toThrow('away')
  })

  it('hangs up wherever the call is', async () => {
    const local = network({ state: 'going-on' })
    await createPhoneNetworks(network('away'), local).hangUp(sid)
    expect(local.hungUp).toEqual([sid])
    await expect(createPhoneNetworks(network('away'), network('away')).hangUp(sid)).rejects.toThrow(
      'away',
    )
  })

  it('bring a call back without asking first whose it is: its caller hears nothing meanwhile', async () => {
    const [first, local] = [network({ state: 'unknown' }), network({ state: 'going-on' })]
    await createPhoneNetworks(first, local).bringBack(sid)
    expect(local.broughtBack).toEqual([sid])
    expect([first.lookedUp, local.lookedUp]).toEqual([0, 0])
  })

  it('bring a call back also where the other one is away, and say that they may not have', async () => {
    const local = network({ state: 'going-on' })
    await expect(createPhoneNetworks(network('away'), local).bringBack(sid)).rejects.toThrow('away')
    expect(local.broughtBack).toEqual([sid])
  })

  it('does not call a call ended that only the silent one may have', async () => {
    const both = createPhoneNetworks(network('away'), network({ state: 'unknown' }))
    await expect(both.hangUp(sid)).rejects.toThrow('away')
  })
})
