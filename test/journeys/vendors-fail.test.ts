import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createClaudeBrain } from '../../src/brains/claude-brain.ts'
import { createOpenaiBrain } from '../../src/brains/openai-brain.ts'
import { mannersOf } from '../../src/config/text-models.ts'
import { openMockedVendor } from '../fakes/mocked-vendor.ts'
import { openOffice } from './office.ts'
import { oneClock } from './one-clock.ts'

let anthropic: LLMock
let openai: LLMock
beforeAll(async () => {
  anthropic = await openMockedVendor()
  openai = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 8, latency: 0 })
  openai.on({ userMessage: /./ }, { content: 'every day from nine to five.' })
  await openai.start()
})
afterAll(() => Promise.all([anthropic.stop(), openai.stop()]))
beforeEach(() => {
  anthropic.clearRequests()
  openai.clearRequests()
})

/** An office on both vendors' own kits, which ask the mocked vendors. */
async function openOnVendors() {
  const { clock, stores } = oneClock()
  const [claudeModel, openaiModel] = ['claude-haiku-5-5', 'gpt-6-luna']
  const models = [
    createClaudeBrain({
      clock,
      config: {
        apiKey: 'a-key',
        model: claudeModel,
        baseUrl: anthropic.url,
        manners: mannersOf('anthropic', claudeModel),
      },
    }),
    createOpenaiBrain({
      clock,
      config: {
        apiKey: 'a-key',
        model: openaiModel,
        baseUrl: `${openai.url}/v1`,
        manners: mannersOf('openai', openaiModel),
      },
    }),
  ]
  return openOffice({ models, clock, stores }, { clock })
}

describe('a caller on models of two vendors', () => {
  it.each([
    ['is overloaded', 'Are you overloaded?'],
    ['wants to be asked less often', 'Are you busy?'],
    ['cuts its answer off', 'Was I cut off?'],
  ])('is answered once by the second when the first %s', async (_what, words) => {
    await using office = await openOnVendors()
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.waitsForSilence()
    await caller.says(words)
    await caller.hears('every day from nine to five.')
    await caller.waitsForSilence()
    await caller.hangsUp()
    const asked = openai.getRequests().filter((one) => JSON.stringify(one).includes(words))
    expect(asked).toHaveLength(1)
    const { events, transcript } = await office.callRecord(caller.callSid)
    expect(transcript).toHaveLength(3)
    expect(transcript[2]?.text.endsWith('every day from nine to five.')).toBe(true)
    expect(events.filter(({ kind }) => kind === 'brain-switched')).toMatchObject([
      { payload: { from: 'claude', to: 'openai', reason: 'error' } },
    ])
    expect(events.filter(({ kind }) => kind === 'brain-used')).not.toEqual([])
  })
})
