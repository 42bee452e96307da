import { expect, it } from 'vitest'
import { everythingSettles } from '../../../test/fakes/answered-call.ts'
import { calls, createGate, says } from '../../../test/fakes/scripted-brain.ts'
import { openVoiceGateway } from '../../../test/fakes/voice-gateway.ts'
import { defaultAgent } from '../../agents/default-agent.ts'

const { voice } = defaultAgent({ id: 'a', timeZone: 'America/New_York' })

it('a goodbye that is late, while nothing can be written down, is answered within 4 s', async () => {
  const gate = createGate()
  let stuck = false
  const gateway = await openVoiceGateway({
    agent: { voice: { ...voice, channel: 'gather' } },
    scripts: [calls('end-call', {}), [{ step: 'wait', gate }, ...says('Goodbye.')]],
    journal: (journal) => ({
      ...journal,
      append: (write) => (stuck ? new Promise(() => undefined) : journal.append(write)),
    }),
  })
  const opening = await gateway.post('/webhooks/voice', { CallStatus: 'ringing' })
  const beganMs = gateway.clock.monotonicMs()
  const reply = gateway
    .post(opening.next, { SpeechResult: 'bye' })
    .then(() => gateway.clock.monotonicMs() - beganMs)
  await gate.reached
  stuck = true
  for (let ms = 0; ms < 3_400; ms += 100) {
    gateway.clock.advance(100)
    await everythingSettles()
  }
  gate.open()
  for (let ms = 3_400; ms < 8_000; ms += 100) {
    await everythingSettles()
    gateway.clock.advance(100)
  }
  expect(await reply).toBeLessThanOrEqual(4_000)
})
