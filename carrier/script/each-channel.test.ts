import { describe, expect, it } from 'vitest'
import { createCarrier } from '../carrier.ts'
import { realClock } from '../clock.ts'
import { PhoneClient } from '../phone/phone-client.ts'
import { startGatheringServer } from '../testing/gathering-server.ts'
import { account } from '../testing/relay-call.ts'
import { startSpeakingServer } from '../testing/speaking-server.ts'
import { startTalkingServer } from '../testing/talking-server.ts'
import { parseCallScript } from './call-script.ts'
import { playScript } from './play-script.ts'

const politeCall = [
  'agent: hello there',
  'caller: good morning',
  'agent: you said good morning',
  'caller presses 7',
  'agent: you pressed 7',
  'caller: bye',
  'agent: goodbye',
  'agent hangs up',
]
const impatientCall = [
  'agent: hello there',
  'caller: good morning',
  'caller interrupts after "what else": never mind',
  'agent: you said never mind',
  'caller: bye',
  'agent hangs up',
]

const channels = {
  relay: startTalkingServer,
  gather: startGatheringServer,
  media: startSpeakingServer,
}

describe.each(['relay', 'gather', 'media'] as const)('a script on the channel %s', (channel) => {
  it.each([
    ['polite', politeCall],
    ['impatient', impatientCall],
  ])('is played by a caller in a test who is %s', async (_, lines) => {
    await using server = await channels[channel]()
    await using carrier = createCarrier({
      account,
      server: { localUrl: server.url, publicUrl: server.url },
    })
    const steps = parseCallScript(lines.join('\n'))
    expect(await playScript({ steps, caller: carrier.placeCall() })).toEqual({ passed: true })
    expect(carrier.violations).toEqual([])
  })
})

describe.each(['relay', 'gather'] as const)('a script in words on the channel %s', (channel) => {
  it('is played by a phone that is typed on', async () => {
    await using server = await channels[channel]()
    await using carrier = createCarrier({
      account,
      server: { localUrl: server.url, publicUrl: server.url },
      clock: realClock,
      speed: 100,
    })
    const { authToken } = account
    const phone = await PhoneClient.connect({ url: await carrier.listen(), authToken })
    phone.dial()
    const steps = parseCallScript(politeCall.join('\n'))
    expect(await playScript({ steps, caller: phone })).toEqual({ passed: true })
    phone.close()
  })
})

it('a phone is told in words that it cannot interrupt', async () => {
  await using server = await startGatheringServer({ bargeIn: false })
  await using carrier = createCarrier({
    account,
    server: { localUrl: server.url, publicUrl: server.url },
  })
  const caller = carrier.placeCall()
  await caller.hears('Hello')
  const [leg] = carrier.engine.calls()
  expect(leg?.listener?.says('Wait')).toEqual({
    heard: false,
    reason: 'The agent is speaking and cannot be interrupted now.',
  })
})
