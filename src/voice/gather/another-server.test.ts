import { afterEach, describe, expect, it } from 'vitest'
import { sid } from '../../../test/fakes/answered-call.ts'
import { createGate, says } from '../../../test/fakes/scripted-brain.ts'
import { openVoiceGateway } from '../../../test/fakes/voice-gateway.ts'
import { defaultAgent } from '../../agents/default-agent.ts'
import { standingWords } from '../../agents/standing-words.ts'

type Gateway = Awaited<ReturnType<typeof openVoiceGateway>>
type Setting = Parameters<typeof openVoiceGateway>[0]

const { voice } = defaultAgent({ id: 'a', timeZone: 'America/New_York' })
const byGather = { agent: { voice: { ...voice, channel: 'gather' as const } } }
const { reconnectedGoingOn } = standingWords()
const hours = 'We open at nine.'
const question = { SpeechResult: 'When do you open?', Confidence: '0.9' }
const request = { 'i-twilio-idempotency-token': 'one request' }

const open: Gateway[] = []
afterEach(async () => {
  for (const { server } of open.splice(0)) await server.close()
})

async function serverWith(setting: Setting = {}): Promise<Gateway> {
  const gateway = await openVoiceGateway({ ...byGather, ...setting })
  open.push(gateway)
  return gateway
}

async function saidIn({ stores }: Gateway) {
  const record = await stores.archive.find(sid)
  return record?.messages.map(({ role, content }) => `${role}: ${content}`)
}

describe('a caller on Gather whose server dies', () => {
  it('hears the same answer when the carrier did not get it, and has asked once', async () => {
    const one = await serverWith({ scripts: [says(hours)] })
    const opening = await one.post('/webhooks/voice')
    const lost = await one.post(opening.next, question, request)
    expect(lost.words).toBe(hours)
    const next = await serverWith({ before: one })
    const again = await next.post(opening.next, question, request)
    expect(again).toMatchObject({ status: 200, words: hours })
    expect(next.brain.requests).toEqual([])
    expect((await saidIn(one))?.filter((line) => line.startsWith('user'))).toHaveLength(1)
  })

  it('is answered once by the next one when the first had only heard the question', async () => {
    const gate = createGate()
    const one = await serverWith({ scripts: [[{ step: 'wait', gate }]] })
    const opening = await one.post('/webhooks/voice')
    void one.post(opening.next, question, request)
    await gate.reached
    const next = await serverWith({ before: one, scripts: [says(hours)] })
    expect((await next.post(opening.next, question, request)).words).toBe(hours)
    expect((await saidIn(one))?.filter((line) => line.startsWith('user'))).toHaveLength(1)
  })

  it('hears the rest of an answer for which the carrier comes back', async () => {
    const gate = createGate()
    const one = await serverWith({ scripts: [[{ step: 'wait', gate }]] })
    const opening = await one.post('/webhooks/voice')
    const first = one.post(opening.next, question, request)
    await gate.reached
    one.clock.advance(3_500)
    const waiting = await first
    const next = await serverWith({ before: one, scripts: [says(hours)] })
    const back = await next.post(waiting.next)
    expect(back.words).toBe(reconnectedGoingOn)
    expect((await next.post(back.next)).words).toBe(hours)
  })
})

describe('a caller on Gather whose requests come to two servers in turn', () => {
  it('talks as with one: every server knows what was said to the other', async () => {
    // What is thought up before a server knows that the call was taken over is told to nobody.
    const lost = says('Never heard.')
    const one = await serverWith({ scripts: [says('One.'), lost, says('Three.')] })
    const scripts = [says('Two.'), lost, says('Four.')]
    const other = await serverWith({ before: one, scripts })
    const opening = await one.post('/webhooks/voice')
    let last = opening
    const words: string[] = []
    for (const [turn, server] of [one, other, one, other].entries()) {
      const fields = { SpeechResult: `Question ${turn + 1}`, Confidence: '0.9' }
      const headers = { 'i-twilio-idempotency-token': `request ${turn}` }
      last = await server.post(last.next, fields, headers)
      words.push(last.words)
    }
    expect(words).toEqual(['One.', 'Two.', 'Three.', 'Four.'])
    expect(await saidIn(one)).toEqual([
      expect.stringContaining('How can I help you?'),
      'user: Question 1',
      'assistant: One.',
      'user: Question 2',
      'assistant: Two.',
      'user: Question 3',
      'assistant: Three.',
      'user: Question 4',
      'assistant: Four.',
    ])
  })

  it('gets the same greeting from both when the carrier asks both', async () => {
    const one = await serverWith()
    const other = await serverWith({ before: one })
    const first = await one.post('/webhooks/voice')
    const second = await other.post('/webhooks/voice')
    expect(second.twiml).toBe(first.twiml)
  })
})

describe('a caller on Gather whose server stops while another one takes calls', () => {
  it('is answered by the other, without being hung up on and without saying it again', async () => {
    const one = await serverWith({ isAnotherThere: true })
    const opening = await one.post('/webhooks/voice')
    await one.switchboard.close()
    expect((await one.post(opening.next, question, request)).status).toBe(503)
    const next = await serverWith({ before: one, scripts: [says(hours)] })
    expect((await next.post(opening.next, question, request)).words).toBe(hours)
  })
})
