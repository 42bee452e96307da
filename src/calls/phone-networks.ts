import type { PhoneNetwork } from './phone-network.ts'

/**
 * Several carriers as one: calls are placed on the first, and asked about wherever they are. A call of the
 * browser's phone is one of the local carrier, also where a real one is configured.
 */
export function createPhoneNetworks(
  first: PhoneNetwork,
  ...others: readonly PhoneNetwork[]
): PhoneNetwork {
  const all = [first, ...others]
  return {
    place: (call) => first.place(call),
    async hangUp(callSid) {
      const asked = await Promise.allSettled(all.map((network) => network.hangUp(callSid)))
      const [failed] = asked.filter(({ status }) => status === 'rejected')
      const somebodyHeard = asked.some(({ status }) => status === 'fulfilled')
      if (!somebodyHeard && failed?.status === 'rejected') throw failed.reason
    },
    async lookUp(callSid) {
      let problem: unknown
      for (const network of all) {
        try {
          const found = await network.lookUp(callSid)
          if (found.state !== 'unknown') return found
        } catch (error) {
          problem ??= error
        }
      }
      // Whoever could not be asked may be the one who knows.
      if (problem !== undefined) throw problem
      return { state: 'unknown' }
    },
  }
}
