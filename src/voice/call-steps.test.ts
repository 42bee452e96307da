import { afterEach, describe, expect, it } from 'vitest'
import { everythingSettles, sid } from '../../test/fakes/answered-call.ts'
import { createFakeLine } from '../../test/fakes/caller-line.ts'
import { openVoiceGateway } from '../../test/fakes/voice-gateway.ts'
import { defaultAgent } from '../agents/default-agent.ts'

const { voice } = defaultAgent({ id: 'a', timeZone: 'America/New_York' })
const byGather = { agent: { voice: { ...voice, channel: 'gather' as const } } }
const relayShape = 'Connect(ConversationRelay(Parameter))'
const failed = { SessionStatus: 'failed', ErrorCode: '39001', ErrorMessage: 'Network' }

let gateway: Awaited<ReturnType<typeof openVoiceGateway>>
afterEach(() => gateway.server.close())

const incoming = () => gateway.post('/webhooks/voice', { CallStatus: 'ringing' })
const resume = (fields: Record<string, string>) => gateway.post('/webhooks/voice/resume', fields)
const fallback = (fields: Record<string, string> = {}) =>
  gateway.post('/webhooks/voice/fallback', {
    ErrorCode: '11200',
    ErrorUrl: 'https://agent.example.com/webhooks/voice?token=secret',
    ...fields,
  })

describe('an incoming call', () => {
  it('is connected to the relay with its token, an address to come back to, and a voice', async () => {
    gateway = await openVoiceGateway({
      agent: { voice: { ...voice, speaker: { provider: 'Google', voice: 'en-US-Journey-O' } } },
    })
    const { shape, verbs } = await incoming()
    expect(shape).toBe(relayShape)
    expect(verbs[0]?.attributes['action']).toMatch(/\/webhooks\/voice\/resume#rc=5&rp=ct,rt,5xx/)
    expect(verbs[0]?.children[0]?.attributes).toMatchObject({
      url: 'wss://agent.example.com/twilio/relay',
      ttsProvider: 'Google',
      voice: 'en-US-Journey-O',
    })
  })

  it('is told to call again while this process ends', async () => {
    gateway = await openVoiceGateway()
    await gateway.switchboard.close()
    for (const path of [
      '/webhooks/voice',
      '/webhooks/process-speech',
      '/webhooks/voice/outbound',
    ]) {
      const reply = await gateway.post(path)
      expect(reply).toMatchObject({ shape: 'Say Hangup' })
      expect(reply.words).toContain('call us again')
    }
  })

  it('that is over is hung up', async () => {
    gateway = await openVoiceGateway()
    await gateway.post('/webhooks/voice/status', { CallStatus: 'completed' })
    expect((await incoming()).shape).toBe('Hangup')
    expect((await gateway.post('/webhooks/process-speech')).shape).toBe('Hangup')
  })

  it('may be asked for by GET, which is how some have set their number up', async () => {
    gateway = await openVoiceGateway()
    const reply = await gateway.get('/webhooks/voice', { CallStatus: 'ringing' })
    expect(reply.shape).toBe(relayShape)
  })
})

describe('a call that we placed', () => {
  it('is answered when it is picked up, and is the one that we know', async () => {
    gateway = await openVoiceGateway()
    const callId = crypto.randomUUID()
    const reply = await gateway.post(`/webhooks/voice/outbound?call=${callId}`, {
      Direction: 'outbound-api',
      From: '+12025550100',
      To: '+12025550123',
    })
    expect(reply.shape).toBe(relayShape)
    expect(gateway.switchboard.summaries()).toMatchObject([
      { id: callId, direction: 'outbound', from: '+12025550100', to: '+12025550123' },
    ])
  })
})

describe('a session that is over', () => {
  it('as it should be ends the call', async () => {
    gateway = await openVoiceGateway()
    await incoming()
    gateway.switchboard.connect(
      sid,
      createFakeLine(() => undefined),
    )
    expect((await resume({ SessionStatus: 'ended' })).shape).toBe('Hangup')
    expect(gateway.switchboard.summaries()).toEqual([])
  })

  it('because the caller hung up is no question any more', async () => {
    gateway = await openVoiceGateway()
    await incoming()
    const reply = await resume({ SessionStatus: 'completed', CallStatus: 'completed' })
    expect(reply.shape).toBe('Hangup')
    expect(gateway.switchboard.summaries()).toHaveLength(1)
  })

  it('of a call that nobody knows is hung up', async () => {
    gateway = await openVoiceGateway()
    expect((await resume({ SessionStatus: 'ended' })).shape).toBe('Hangup')
    expect(gateway.switchboard.summaries()).toEqual([])
  })
})

describe('a session that broke', () => {
  it('is begun again', async () => {
    gateway = await openVoiceGateway()
    await incoming()
    expect((await resume(failed)).shape).toBe(relayShape)
  })

  it('twice is not tried a third time: the call goes on by requests and answers', async () => {
    gateway = await openVoiceGateway()
    await incoming()
    await resume(failed)
    expect((await resume(failed)).shape).toBe('Gather(Say) Redirect')
  })

  it.each(['64101', '64102', '64106', '64109'])(
    'because it never can begin (%s) is not tried again',
    async (ErrorCode) => {
      gateway = await openVoiceGateway({
        agent: { voice: { ...voice, speaker: { provider: 'Google', voice: 'wrong' } } },
      })
      await incoming()
      const reply = await resume({ ...failed, ErrorCode })
      expect(reply.shape).toBe('Gather(Say) Redirect')
      // The chosen voice may be what did not work.
      expect(reply.twiml).not.toContain('voice=')
    },
  )

  it('in a process before this one is begun anew', async () => {
    gateway = await openVoiceGateway()
    expect((await resume(failed)).shape).toBe(relayShape)
  })

  it('of a call that is over says so instead of nothing', async () => {
    gateway = await openVoiceGateway()
    await gateway.post('/webhooks/voice/status', { CallStatus: 'completed' })
    const reply = await resume(failed)
    expect(reply).toMatchObject({ shape: 'Say Hangup' })
    expect(reply.words).toContain('lost the connection')
  })
})

describe('the fallback', () => {
  it('goes on with the call by requests and answers, and is counted', async () => {
    gateway = await openVoiceGateway()
    await incoming()
    expect((await fallback()).shape).toBe('Gather(Say) Redirect')
    expect(gateway.counted).toEqual(['fallback'])
    const record = await gateway.stores.archive.find(sid)
    const lost = record?.entries.find(({ kind }) => kind === 'line-lost')
    expect(JSON.stringify(lost?.payload)).toContain('11200 at /webhooks/voice')
    expect(JSON.stringify(lost?.payload)).not.toContain('secret')
  })

  it('answers a call that nobody knows', async () => {
    gateway = await openVoiceGateway()
    const reply = await fallback()
    expect(reply.shape).toBe('Gather(Say) Redirect')
    expect(reply.words).toContain('AI assistant')
  })

  it('keeps a call on its channel when the server died before it could answer', async () => {
    const before = await openVoiceGateway()
    await before.post('/webhooks/voice', { CallStatus: 'ringing' })
    await before.server.close()
    gateway = await openVoiceGateway({ before })
    const reply = await fallback()
    expect(reply.shape).toBe(relayShape)
    const record = await gateway.stores.archive.find(sid)
    expect(record?.flags).toEqual([])
  })

  it('goes on with a call by requests and answers that has said something', async () => {
    gateway = await openVoiceGateway(byGather)
    await incoming()
    const reply = await fallback()
    expect(reply.shape).toBe('Gather(Say) Redirect')
    expect(reply.words).toContain('I am here again')
  })

  it('says something, whatever else fails', async () => {
    gateway = await openVoiceGateway({
      switchboard: (switchboard) => ({
        ...switchboard,
        summaries: () => [],
        goOn: () => Promise.reject(new Error('broken')),
      }),
    })
    const reply = await fallback()
    expect(reply).toMatchObject({ status: 200, shape: 'Say Hangup' })
    await everythingSettles()
  })
})
