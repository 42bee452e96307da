import { afterEach, describe, expect, it } from 'vitest'
import { everythingSettles, notice, sid } from '../../../test/fakes/answered-call.ts'
import { silentBrain } from '../../../test/fakes/sound-gateway.ts'
import { account, openVoiceGateway, type TwimlReply } from '../../../test/fakes/voice-gateway.ts'
import { openStream } from '../../../test/fakes/open-stream.ts'
import type { VoiceSettings } from '../../agents/agent.ts'
import { defaultAgent } from '../../agents/default-agent.ts'
import { isCallToken } from '../../twilio/call-token.ts'

const streamShape = 'Say Connect(Stream(Parameter Parameter)) Say Redirect'

const { voice } = defaultAgent({ id: 'a', timeZone: 'America/New_York' })

/** The carrier's routes for an agent whose calls are held in sound. */
const openSoundGateway = (chosen: Partial<VoiceSettings> = {}) =>
  openVoiceGateway({
    agent: { voice: { ...voice, channel: 'media', ...chosen } },
    speechOn: () => silentBrain,
  })

let gateway: Awaited<ReturnType<typeof openVoiceGateway>>
afterEach(() => gateway.server.close())

const incoming = () => gateway.post('/webhooks/voice', { CallStatus: 'ringing' })
const tailOf = (reply: TwimlReply) => reply.verbs.at(-1)?.text ?? ''

function streamOf({ verbs }: TwimlReply) {
  const stream = verbs.find(({ name }) => name === 'Connect')?.children[0]
  const parameters = Object.fromEntries(
    stream?.children.map(({ attributes }) => [attributes['name'], attributes['value']]) ?? [],
  ) as Record<string, string>
  return { url: stream?.attributes['url'], ...parameters } as Record<string, string | undefined>
}

/** The carrier connects to the stream that it was told of. */
function connects(reply: TwimlReply) {
  const { line } = openStream()
  const talk = gateway.switchboard.connectAudio(sid, line, { session: streamOf(reply)['session'] })
  if (!talk) throw new Error('Nobody waits for the stream')
  return talk
}

describe('a call in sound', () => {
  it('hears the first words before anybody hears the caller, and then a stream begins', async () => {
    gateway = await openSoundGateway()
    const reply = await incoming()
    expect(reply.shape).toBe(streamShape)
    expect(reply.verbs[0]?.text).toBe(`${notice} How can I help you?`)
    const { session, token, url } = streamOf(reply)
    expect(url).toBe('wss://agent.example.com/twilio/media')
    expect(session).toMatch(/^[\da-f-]{36}$/)
    expect(isCallToken(token ?? '', { callSid: sid, authTokens: [account.authToken] })).toBe(true)
  })

  it('leaves orders for when the stream breaks: a word, and the way back to us', async () => {
    gateway = await openSoundGateway()
    const reply = await incoming()
    expect(reply.verbs[1]?.attributes).toEqual({})
    expect(reply.verbs[2]?.text).toBe('One moment, please.')
    const { session } = streamOf(reply)
    expect(tailOf(reply)).toBe(
      `https://agent.example.com/webhooks/voice/resume?session=${session}&lost=stream#rc=5&rp=ct,rt,5xx&ct=1000&rt=5000&tt=15000`,
    )
  })

  it('is answered once, however often the carrier asks', async () => {
    gateway = await openSoundGateway()
    const [first, second] = await Promise.all([incoming(), incoming()])
    expect(first.twiml).toBe(second.twiml)
  })

  it('of ours begins the same when it is picked up', async () => {
    gateway = await openSoundGateway()
    const reply = await gateway.post(`/webhooks/voice/outbound?call=${crypto.randomUUID()}`, {
      Direction: 'outbound-api',
    })
    expect(reply.shape).toBe(streamShape)
  })

  it('speaks in the voice that the owner chose, before the model does', async () => {
    const speaker = { provider: 'Google', voice: 'en-US-Journey-O' }
    gateway = await openSoundGateway({ speaker })
    const reply = await incoming()
    for (const index of [0, 2]) {
      expect(reply.verbs[index]?.attributes).toEqual({
        language: 'en-US',
        voice: 'Google.en-US-Journey-O',
      })
    }
  })
})

describe('a stream that broke', () => {
  it('is begun again under another name, with a word about it', async () => {
    gateway = await openSoundGateway()
    const before = await incoming()
    connects(before).receive({ type: 'line-closed', by: 'fault' })
    await everythingSettles()
    const after = await gateway.post(tailOf(before))
    expect(after.shape).toMatch(/Connect\(Stream/)
    expect(streamOf(after)['session']).not.toBe(streamOf(before)['session'])
  })

  it('is begun again once, however often the carrier tells of it', async () => {
    gateway = await openSoundGateway()
    const before = await incoming()
    const [first, second] = [await gateway.post(tailOf(before)), await gateway.post(tailOf(before))]
    expect(first.twiml).toBe(second.twiml)
    const record = await gateway.stores.archive.find(sid)
    expect(record?.entries.filter(({ kind }) => kind === 'line-lost')).toHaveLength(1)
  })

  it('twice is not tried a third time: the call goes on in words', async () => {
    gateway = await openSoundGateway()
    const again = await gateway.post(tailOf(await incoming()))
    const last = await gateway.post(tailOf(again))
    expect(last.shape).toBe('Connect(ConversationRelay(Parameter))')
  })

  it('long ago says nothing about the one in which the caller talks', async () => {
    gateway = await openSoundGateway()
    const before = await incoming()
    const again = await gateway.post(tailOf(before))
    const talk = connects(again)
    await gateway.post(tailOf(before))
    talk.receive({ type: 'line-closed', by: 'caller' })
    const { by } = await talk.ended
    expect(by).toBe('caller')
  })

  it('of a call that nobody here knows is begun anew', async () => {
    gateway = await openSoundGateway()
    const reply = await gateway.post('/webhooks/voice/resume?session=gone&lost=stream')
    expect(reply.shape).toBe(streamShape)
  })
})

describe('a stream that we have the carrier leave', () => {
  it('was the call’s last where the agent has ended it', async () => {
    gateway = await openSoundGateway()
    const reply = await incoming()
    connects(reply).receive({ type: 'line-closed', by: 'agent' })
    await everythingSettles()
    expect((await gateway.post('/webhooks/voice/resume')).shape).toBe('Hangup')
  })
})
