import { expect, it } from 'vitest'
import { openCarrier, testAccount } from '../../carrier/testing/open-carrier.ts'
import { twiml } from '../../carrier/testing/stand-in-server.ts'
import { phoneNetworkContract } from '../../test/contracts/phone-network.contract.ts'
import { systemClock } from '../lib/clock.ts'
import { createTwilioRest } from '../twilio/rest-client.ts'
import { createPublicUrls } from './public-urls.ts'
import { createTwilioPhoneNetwork } from './twilio-phone-network.ts'

const from = '+15550100000'
const bob = '+15550107001'
const callId = '7f0c6a52-0000-4000-8000-000000000000'

/** The network by the official client, on the local carrier's REST. */
async function openNetwork() {
  const asked = Promise.withResolvers<string | undefined>()
  const opened = await openCarrier({
    answers: {
      '/webhooks/voice/outbound': twiml('<Say>Hello.</Say><Pause length="60"/>'),
      '/webhooks/voice/resume'({ form }) {
        asked.resolve(form['CallSid'])
        return twiml('<Pause length="60"/>')
      },
    },
  })
  const { carrier, server } = opened
  const baseUrl = await carrier.listen()
  const network = createTwilioPhoneNetwork({
    rest: createTwilioRest({ ...testAccount, baseUrl }),
    urls: createPublicUrls({ appUrl: server.url, socketUrl: undefined }),
    clock: systemClock,
  })
  return { ...opened, network, asked: asked.promise }
}

phoneNetworkContract('Twilio’s REST on the local carrier', async () => {
  const opened = await openNetwork()
  const expected = opened.carrier.expectCall(bob)
  return {
    network: opened.network,
    from,
    answers: bob,
    refused: 'no number',
    pickedUp: async () => void (await expected.answers()),
    hangsUp: async () => void (await (await expected.answers()).hangsUp()),
    async weWereAsked(callSid) {
      expect(await opened.asked).toBe(callSid)
    },
    async breaks() {
      opened.carrier.faults.add({ kind: 'rest-refused', status: 503 })
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  }
})

it('asks Twilio to bring back our name of the call, to fall back, and to report every step', async () => {
  await using opened = await openNetwork()
  const expected = opened.carrier.expectCall(bob)
  await opened.network.place({ from, to: bob, callId, ringSeconds: 17 })
  const callee = await expected.answers()
  await callee.hears('Hello.')
  await callee.hangsUp()
  expect(JSON.stringify(opened.carrier.trace)).toContain(`/webhooks/voice/outbound?call=${callId}`)
  const told = opened.server.requestsTo('/webhooks/voice/status')
  expect(told.map(({ form }) => form['CallStatus'])).toEqual([
    'initiated',
    'ringing',
    'in-progress',
    'completed',
  ])
})
