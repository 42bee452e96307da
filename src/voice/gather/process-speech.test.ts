import { afterEach, describe, expect, it } from 'vitest'
import { everythingSettles, sid } from '../../../test/fakes/answered-call.ts'
import { calls, createGate, says } from '../../../test/fakes/scripted-brain.ts'
import { openVoiceGateway } from '../../../test/fakes/voice-gateway.ts'
import { defaultAgent } from '../../agents/default-agent.ts'

const { voice } = defaultAgent({ id: 'a', timeZone: 'America/New_York' })
const byGather = { agent: { voice: { ...voice, channel: 'gather' as const } } }
const hours = 'We open at nine and close at five.'

let gateway: Awaited<ReturnType<typeof openVoiceGateway>>
afterEach(() => gateway.server.close())

async function answered(setting: Parameters<typeof openVoiceGateway>[0] = {}) {
  gateway = await openVoiceGateway({ ...byGather, ...setting })
  const opening = await gateway.post('/webhooks/voice', { CallStatus: 'ringing' })
  // As long as the opening takes.
  gateway.clock.advance(10_000)
  return opening
}

const said = (SpeechResult: string, Confidence = '0.92') => ({ SpeechResult, Confidence })
const transcript = async () => {
  const record = await gateway.stores.archive.find(sid)
  return record?.messages.map(({ role, content }) => `${role}: ${content}`)
}

describe('a call by Gather', () => {
  it('is greeted, listened to, and reported as silent when nobody speaks', async () => {
    const opening = await answered()
    expect(opening.shape).toBe('Gather(Say) Redirect')
    expect(opening.words).toContain('How can I help you?')
    const [gather, redirect] = opening.verbs
    expect(gather?.attributes).toMatchObject({
      input: 'speech dtmf',
      timeout: '8',
      bargeIn: 'false',
      language: 'en-US',
    })
    expect(gather?.attributes['action']).toMatch(/^https:.*\/webhooks\/process-speech\?step=1#rc=5/)
    expect(redirect?.text).toContain('step=1&silent=1#')
  })

  it('is answered, listened to again, and written down', async () => {
    const opening = await answered({ scripts: [says('We open at nine ', 'and close at five.')] })
    const reply = await gateway.post(opening.next, said('When are you open?'))
    expect(reply).toMatchObject({ shape: 'Gather(Say) Redirect', words: hours })
    expect(reply.next).toContain('step=2')
    expect(await transcript()).toEqual([
      expect.stringContaining('How can I help you?'),
      'user: When are you open?',
      `assistant: ${hours}`,
    ])
  })

  it('gives a repeated request the same answer, also while the first is being worked on', async () => {
    const opening = await answered({ scripts: [says(hours)] })
    const replies = await Promise.all([
      gateway.post(opening.next, said('When are you open?')),
      gateway.post(opening.next, said('When are you open?')),
    ])
    const late = await gateway.post(opening.next, said('When are you open?'))
    expect(replies.map(({ twiml }) => twiml)).toEqual([late.twiml, late.twiml])
    expect(gateway.brain.requests).toHaveLength(1)
  })

  it('whose answering is asked for twice is opened once, with one opening', async () => {
    const opening = await answered()
    const again = await gateway.post('/webhooks/voice', { CallStatus: 'ringing' })
    expect(again.twiml).toBe(opening.twiml)
  })

  it('takes keys for words, without the one that ends them', async () => {
    const opening = await answered({ scripts: [says('Thank you.')] })
    await gateway.post(opening.next, { Digits: '2025550123#' })
    expect(await transcript()).toContain('user: 2025550123')
  })

  it('is as sure of keys as can be, whatever the carrier thinks of the words that were none', async () => {
    const opening = await answered({ scripts: [says('Thank you.')] })
    const keys = { Digits: '12', SpeechResult: '', Confidence: '0.0' }
    expect((await gateway.post(opening.next, keys)).words).toBe('Thank you.')
  })

  it('asks again for what was hardly understood, and never asks a brain about it', async () => {
    const opening = await answered()
    const reply = await gateway.post(opening.next, said('mumble', '0.39'))
    expect(reply).toMatchObject({ shape: 'Gather(Say) Redirect' })
    expect(reply.words).toContain('did not catch that')
    expect(gateway.brain.requests).toHaveLength(0)
  })

  it.each(['0.4', '', 'nonsense', '7'])('believes words with the confidence "%s"', async (one) => {
    const opening = await answered({ scripts: [says(hours)] })
    expect((await gateway.post(opening.next, said('Hours?', one))).words).toBe(hours)
  })

  it.each([{ SpeechResult: '' }, { SpeechResult: ' ' }, { Digits: '' }, { Digits: '#' }, {}])(
    'takes %o for silence',
    async (fields) => {
      const opening = await answered()
      expect((await gateway.post(opening.next, fields)).words).toBe('Are you still there?')
    },
  )

  it('says goodbye to a caller who stays silent, and hangs up', async () => {
    let reply = await answered()
    for (const words of ['still there', 'take a message']) {
      reply = await gateway.post(silentUrl(reply.twiml))
      expect(reply.words).toContain(words)
    }
    const last = await gateway.post(silentUrl(reply.twiml))
    expect(last.shape).toBe('Say Hangup')
    expect(last.words).toContain('Goodbye')
    await everythingSettles()
    expect(gateway.switchboard.summaries()).toEqual([])
  })

  it('ends when the agent ends it, with its last words', async () => {
    const opening = await answered({ scripts: [calls('end-call', {}), says('Goodbye.')] })
    const reply = await gateway.post(opening.next, said('That is all'))
    expect(reply).toMatchObject({ shape: 'Say Hangup', words: 'Goodbye.' })
    const late = await gateway.post('/webhooks/process-speech?step=2', said('Hello?'))
    expect(late.shape).toBe('Hangup')
    const repeated = await gateway.post(opening.next, said('That is all'))
    expect(repeated.twiml).toBe(reply.twiml)
    await everythingSettles()
    expect(await gateway.stores.archive.find(sid)).toMatchObject({ status: 'completed' })
  })

  it('that is over is remembered for a minute, and is over still afterwards', async () => {
    const opening = await answered({ scripts: [calls('end-call', {}), says('Goodbye.')] })
    await gateway.post(opening.next, said('That is all'))
    await everythingSettles()
    gateway.clock.advance(60_000)
    const late = await gateway.post(opening.next, said('That is all'))
    expect(late).toMatchObject({ status: 200, shape: 'Hangup' })
    expect(gateway.brain.requests).toHaveLength(2)
  })
})

describe('a call by Gather that has become too long', () => {
  it('is ended with words, at the next request', async () => {
    const opening = await answered()
    gateway.clock.advance(31 * 60_000)
    const last = await gateway.post(opening.next, said('And another thing'))
    expect(last.shape).toBe('Say Hangup')
    expect(last.words).toContain('I have to end our call here')
    expect(gateway.brain.requests).toEqual([])
  })

  it('is over also when its caller has gone without a word, and nobody told us', async () => {
    await answered()
    gateway.clock.advance(31 * 60_000)
    await everythingSettles()
    gateway.clock.advance(2 * 60_000)
    await everythingSettles()
    expect(gateway.switchboard.summaries()).toEqual([])
  })
})

describe('an answer that takes long', () => {
  it('comes in parts: what there is within 3.5 s, and then the rest', async () => {
    const gate = createGate()
    const opening = await answered({ scripts: [[{ step: 'wait', gate }, ...says(hours)]] })
    const first = gateway.post(opening.next, said('When are you open?'))
    await gate.reached
    await everythingSettles()
    gateway.clock.advance(1_200)
    await everythingSettles()
    gateway.clock.advance(2_300)
    const part = await first
    expect(part).toMatchObject({ shape: 'Say Redirect', words: 'One moment, please.' })
    expect(part.next).toContain('step=1&more=1')

    const second = gateway.post(part.next)
    const again = gateway.post(part.next)
    await everythingSettles()
    gate.open()
    expect(await second).toMatchObject({ shape: 'Gather(Say) Redirect', words: hours })
    expect((await again).twiml).toBe((await second).twiml)
    expect((await second).next).toContain('step=2')
    expect((await transcript())?.at(-1)).toBe(`assistant: One moment, please. ${hours}`)
  })

  it('and is a goodbye is said, also when it came between two requests', async () => {
    const gate = createGate()
    const goodbye = [{ step: 'wait' as const, gate }, ...says('Goodbye, Ann.')]
    const opening = await answered({ scripts: [calls('end-call', {}), goodbye] })
    const first = gateway.post(opening.next, said('That is all'))
    await gate.reached
    await everythingSettles()
    gateway.clock.advance(3_500)
    const part = await first
    gate.open()
    await everythingSettles()
    const last = await gateway.post(part.next)
    expect(last).toMatchObject({ shape: 'Say Hangup' })
    expect(last.words).toContain('Goodbye, Ann.')
    await everythingSettles()
    expect(gateway.switchboard.summaries()).toEqual([])
  })

  it('is waited for in silence where there is nothing to say', async () => {
    const gate = createGate()
    const patient = { ...voice.patience, fillerAfterMs: 60_000 }
    const opening = await answered({
      agent: { voice: { ...voice, channel: 'gather', patience: patient } },
      scripts: [[{ step: 'wait', gate }, ...says(hours)]],
    })
    const first = gateway.post(opening.next, said('When are you open?'))
    await gate.reached
    await everythingSettles()
    gateway.clock.advance(3_500)
    expect(await first).toMatchObject({ shape: 'Pause Redirect', words: '' })
    gate.open()
    await everythingSettles()
    expect((await gateway.post((await first).next)).words).toBe(hours)
  })

  it('is given up when this process ends, and the caller is told to call again', async () => {
    const gate = createGate()
    const opening = await answered({ scripts: [[{ step: 'wait', gate }, ...says(hours)]] })
    const first = gateway.post(opening.next, said('When are you open?'))
    await gate.reached
    const closed = gateway.switchboard.close()
    await everythingSettles()
    gateway.clock.advance(3_500)
    const waiting = await first
    gateway.clock.advance(25_000)
    await closed
    const reply = await gateway.post(waiting.next, said(''))
    expect(reply).toMatchObject({ status: 200, shape: 'Say Hangup' })
    expect(reply.words).toContain('call us again')
  })

  it('is given up by a caller who hangs up', async () => {
    const gate = createGate()
    const opening = await answered({ scripts: [[{ step: 'wait', gate }, ...says(hours)]] })
    const first = gateway.post(opening.next, said('When are you open?'))
    await gate.reached
    await gateway.post('/webhooks/voice/status', { CallStatus: 'completed', CallDuration: '9' })
    expect(await first).toMatchObject({ status: 200, shape: 'Hangup' })
    expect(gateway.brain.stopped).toBe(1)
  })
})

describe('what the caller can have heard', () => {
  it('is doubted when they speak sooner than it can have been played', async () => {
    const opening = await answered({ scripts: [says(hours), says('Goodbye.')] })
    const reply = await gateway.post(opening.next, said('When are you open?'))
    gateway.clock.advance(500)
    await gateway.post(reply.next, said('Thank you'))
    const record = await gateway.stores.archive.find(sid)
    expect(record?.flags).toEqual(['heard-in-doubt'])
  })
})

describe('words that come without a step', () => {
  it('are the next ones', async () => {
    await answered({ scripts: [says(hours), says('Yes.')] })
    const first = await gateway.post('/webhooks/process-speech', said('Hours?'))
    const second = await gateway.post('/webhooks/process-speech', said('Sure?'))
    expect([first.words, second.words]).toEqual([hours, 'Yes.'])
  })

  it('are known again by the carrier’s own token', async () => {
    await answered({ scripts: [says(hours), says('Yes.')] })
    const token = { 'i-twilio-idempotency-token': 'one' }
    const first = await gateway.post('/webhooks/process-speech', said('Hours?'), token)
    const again = await gateway.post('/webhooks/process-speech', said('Hours?'), token)
    expect(again.twiml).toBe(first.twiml)
    expect(gateway.brain.requests).toHaveLength(1)
  })

  it('of a call that was never answered here are answered, after the notice', async () => {
    gateway = await openVoiceGateway({ ...byGather, scripts: [says(hours)] })
    const reply = await gateway.post('/webhooks/process-speech?step=7', said('Hours?'))
    expect(reply.words).toMatch(/AI assistant.*We open at nine/)
    expect(reply.next).toContain('step=8')
    const again = await gateway.post('/webhooks/process-speech?step=7', said('Hours?'))
    expect(again.twiml).toBe(reply.twiml)
  })

  it('of a call that was to be on another channel move it here', async () => {
    gateway = await openVoiceGateway({ scripts: [says(hours)] })
    const relay = await gateway.post('/webhooks/voice', { CallStatus: 'ringing' })
    expect(relay.shape).toContain('ConversationRelay')
    const reply = await gateway.post('/webhooks/process-speech', said('Hours?'))
    expect(reply.words).toContain(hours)
  })

  it('that are none bring the opening to a caller whom nobody here knows', async () => {
    gateway = await openVoiceGateway(byGather)
    const reply = await gateway.post('/webhooks/process-speech?step=3&silent=1')
    expect(reply.words).toContain('How can I help you?')
    expect(reply.shape).toBe('Gather(Say) Redirect')
  })

  it('come twice at a time from a caller whom nobody here knows, and are answered once', async () => {
    gateway = await openVoiceGateway({ ...byGather, scripts: [says(hours)] })
    const replies = await Promise.all(
      [1, 2].map(() => gateway.post('/webhooks/process-speech?step=7', said('Hours?'))),
    )
    expect(replies[0]?.twiml).toBe(replies[1]?.twiml)
    expect(gateway.brain.requests).toHaveLength(1)
  })
})

const silentUrl = (twiml: string) =>
  (/<Redirect[^>]*>([^<]*)</.exec(twiml)?.[1] ?? '').replaceAll('&amp;', '&')
