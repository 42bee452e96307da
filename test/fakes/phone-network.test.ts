import { phoneNetworkContract } from '../contracts/phone-network.contract.ts'
import { createFakePhoneNetwork } from './phone-network.ts'

phoneNetworkContract('the network in memory', async () => {
  const network = createFakePhoneNetwork()
  const refused = '+15550000000'
  network.refuses(refused)
  return {
    network,
    from: '+12025550100',
    answers: '+12025550123',
    refused,
    pickedUp: async (callSid) => network.picksUp(callSid),
    hangsUp: async (callSid) => network.ends(callSid),
    async weWereAsked(callSid) {
      if (!network.broughtBack.includes(callSid)) throw new Error('Nobody was asked')
    },
    breaks: async () => void (network.isBroken = true),
    [Symbol.asyncDispose]: async () => undefined,
  }
})
