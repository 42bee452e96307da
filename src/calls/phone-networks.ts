import type { CarrierCall, PhoneNetwork } from './phone-network.ts'

/**
 * Several carriers as one: calls are placed on the first, and asked about wherever they are. A call of the
 * browser's phone is one of the local carrier, also where a real one is configured.
 */
export function createPhoneNetworks(
  first: PhoneNetwork,
  ...others: readonly PhoneNetwork[]
): PhoneNetwork {
  const all = [first, ...others]

  /** Whose call it is. Throws where nobody knows it and somebody could not be asked, who may be the one. */
  async function find(callSid: string): Promise<{ network?: PhoneNetwork; found: CarrierCall }> {
    let problem: unknown
    for (const network of all) {
      try {
        const found = await network.lookUp(callSid)
        if (found.state !== 'unknown') return { network, found }
      } catch (error) {
        problem ??= error
      }
    }
    if (problem !== undefined) throw problem
    return { found: { state: 'unknown' } }
  }

  return {
    place: (call) => first.place(call),
    async hangUp(callSid) {
      await (await find(callSid)).network?.hangUp(callSid)
    },
    // Whose call it is would have to be asked first, and a caller hears nothing meanwhile: a network that does
    // not know the call takes it for one that is over.
    async bringBack(callSid) {
      const asked = await Promise.allSettled(all.map((network) => network.bringBack(callSid)))
      const failed = asked.find((one) => one.status === 'rejected')
      if (failed) throw failed.reason
    },
    lookUp: async (callSid) => (await find(callSid)).found,
  }
}
