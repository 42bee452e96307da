import { afterEach, describe, expect, it } from 'vitest'
import { everythingSettles, sid } from '../../../test/fakes/answered-call.ts'
import { calls, says } from '../../../test/fakes/scripted-brain.ts'
import { openVoiceGateway } from '../../../test/fakes/voice-gateway.ts'
import { defaultAgent } from '../../agents/default-agent.ts'
import { createTransferCall } from '../../tools/transfer-call.ts'
import { callToken } from '../../twilio/call-token.ts'
import { transferOutcomeOf } from './dial-result.ts'
import { parseVoiceFields } from '../voice-webhooks.ts'

const { voice } = defaultAgent({ id: 'a', timeZone: 'America/New_York' })
const sam = { name: 'Sam', phoneNumber: '+12025550150', alsoCalled: [] }
const kim = { name: 'Kim', phoneNumber: '+12025550151', alsoCalled: [] }
const team = {
  members: [sam, kim],
  order: 'in-order' as const,
  ringSeconds: 20,
  alsoWhenClosed: true,
}
const childSid = `CA${'2'.repeat(32)}`
const child = {
  CallSid: childSid,
  ParentCallSid: sid,
  Direction: 'outbound-dial',
  From: '+12025550100',
  To: sam.phoneNumber,
}

let gateway: Awaited<ReturnType<typeof openVoiceGateway>>
afterEach(() => gateway.server.close())

/** A caller by Gather who is being put through. */
async function putThrough(setting: Parameters<typeof openVoiceGateway>[0] = {}) {
  gateway = await openVoiceGateway({
    agent: { voice: { ...voice, channel: 'gather' }, team },
    tools: [createTransferCall()],
    scripts: [
      calls('transfer-call', { person: 'anyone', reason: 'a leaking <tap>.' }),
      says('I will put you through.'),
      says('I will pass it on.'),
    ],
    ...setting,
  })
  const opening = await gateway.post('/webhooks/voice', { CallStatus: 'ringing' })
  gateway.clock.advance(10_000)
  return gateway.post(opening.next, { SpeechResult: 'I want a person', Confidence: '0.9' })
}

const whisperUrl = (verbs: Awaited<ReturnType<typeof putThrough>>['verbs']) =>
  verbs.find(({ name }) => name === 'Dial')?.children[0]?.attributes['url'] ?? ''

const dialResult = (attempt: number, DialCallStatus: string, more = {}) =>
  gateway.post(`/webhooks/voice/dial?attempt=${attempt}`, { DialCallStatus, ...more })

describe('a caller who is put through', () => {
  it('hears so, and then the phone rings, under the number of the business', async () => {
    const reply = await putThrough()
    expect(reply).toMatchObject({ shape: 'Say Dial(Number)', words: 'I will put you through.' })
    expect(reply.verbs[1]).toMatchObject({
      attributes: {
        timeout: '20',
        callerId: '+12025550100',
        answerOnBridge: 'true',
        action: expect.stringMatching(/\/webhooks\/voice\/dial\?attempt=1#rc=5/) as string,
      },
      children: [{ text: sam.phoneNumber }],
    })
  })

  it('is named to the one who picks up, who takes the call with a key', async () => {
    const reply = await putThrough()
    const whisper = await gateway.post(whisperUrl(reply.verbs), child)
    expect(whisper).toMatchObject({
      shape: 'Gather(Say) Hangup',
      words:
        'A call for Harbor Street Services from 2 0 2, 5 5 5, 0 1 2 3: a leaking <tap>. Press any key to take it.',
    })
    const accepted = await gateway.post(whisper.next, { ...child, Digits: '1' })
    expect(accepted).toMatchObject({ status: 200, shape: '' })
    const done = await dialResult(1, 'completed', { DialBridged: 'true', DialCallDuration: '61' })
    expect(done.shape).toBe('Hangup')
    await everythingSettles()
    expect(await gateway.stores.archive.find(sid)).toMatchObject({ outcome: 'transferred' })
    expect((await dialResult(1, 'completed', { DialBridged: 'true' })).shape).toBe('Hangup')
  })

  it('is put through to the next person, and is told so, when the first does not answer', async () => {
    await putThrough()
    const next = await dialResult(1, 'no-answer', { DialBridged: 'false' })
    expect(next).toMatchObject({
      shape: 'Say Dial(Number)',
      words: 'Sam does not answer. I am trying Kim.',
    })
    expect(next.verbs[1]?.children[0]?.text).toBe(kim.phoneNumber)
    expect((await dialResult(1, 'no-answer', { DialBridged: 'false' })).words).toBe(next.words)
  })

  it('is back with the agent when nobody takes the call, which goes on where it was', async () => {
    await putThrough()
    await dialResult(1, 'busy')
    // Picked up, by a voicemail perhaps, and no key was pressed.
    const back = await dialResult(2, 'completed', { DialBridged: 'false' })
    expect(back.shape).toBe('Gather(Say) Redirect')
    expect(back.words).toContain('nobody can take the call')
    gateway.clock.advance(10_000)
    const reply = await gateway.post(back.next, { SpeechResult: 'It leaks', Confidence: '0.9' })
    expect(reply.words).toBe('I will pass it on.')
    expect((await gateway.stores.tasks.list({ limit: 10 })).items).toMatchObject([
      { type: 'callback' },
    ])
  })

  it('and hangs up while it rings has no further phone rung', async () => {
    await putThrough()
    await dialResult(1, 'canceled', { CallStatus: 'completed' })
    await gateway.post('/webhooks/voice/status', { CallStatus: 'completed', CallDuration: '9' })
    await everythingSettles()
    expect(gateway.switchboard.summaries()).toEqual([])
    expect(await gateway.stores.archive.find(sid)).toMatchObject({ status: 'completed' })
  })

  it('has been helped also when the end of the call is told before that of the talk', async () => {
    const reply = await putThrough()
    const whisper = await gateway.post(whisperUrl(reply.verbs), child)
    await gateway.post(whisper.next, { ...child, Digits: '1' })
    gateway.clock.advance(61_000)
    await gateway.post('/webhooks/voice/status', { CallStatus: 'completed', CallDuration: '80' })
    const ending = { CallStatus: 'completed', DialBridged: 'true', DialCallDuration: '61' }
    expect((await dialResult(1, 'completed', ending)).shape).toBe('Hangup')
    const record = await gateway.stores.archive.find(sid)
    expect(record).toMatchObject({ outcome: 'transferred', durationSeconds: 80 })
    expect(record?.entries).toContainEqual(
      expect.objectContaining({
        kind: 'transfer-ended',
        payload: { to: 'Sam', attempt: 1, outcome: 'connected', talkedSeconds: 61 },
      }),
    )
    expect((await gateway.stores.tasks.list({ limit: 10 })).items).toEqual([])
  })

  it('to somebody who takes the call when it is too late is called back', async () => {
    const reply = await putThrough()
    const whisper = await gateway.post(whisperUrl(reply.verbs), child)
    await dialResult(1, 'no-answer', { DialBridged: 'false' })
    await gateway.post('/webhooks/voice/status', { CallStatus: 'completed', CallDuration: '40' })
    await gateway.post(whisper.next, { ...child, Digits: '1' })
    expect((await gateway.stores.tasks.list({ limit: 10 })).items).toMatchObject([
      { type: 'callback' },
    ])
  })

  it('and comes back to a process that has never heard of the call is answered all the same', async () => {
    gateway = await openVoiceGateway({ agent: { voice: { ...voice, channel: 'gather' } } })
    const back = await dialResult(1, 'no-answer')
    expect(back.words).toContain('How can I help you?')
  })
})

describe('whoever picks up', () => {
  it('does not get to talk with the agent when the carrier cannot use our whisper', async () => {
    await putThrough()
    const fallback = await gateway.post('/webhooks/voice/fallback', {
      ...child,
      ErrorCode: '11200',
      ErrorUrl: 'https://agent.example.com/webhooks/voice/whisper',
    })
    expect(fallback.shape).toBe('Hangup')
    expect(gateway.switchboard.summaries()).toHaveLength(1)
  })

  it('without the token of the call is not put through', async () => {
    await putThrough()
    const token = callToken({ callSid: sid, authToken: 'somebody else' })
    for (const query of ['', `?call=${sid}`, `?call=${sid}&token=${token}`, '?call=&token=']) {
      expect((await gateway.post(`/webhooks/voice/whisper${query}`, child)).shape).toBe('Hangup')
      const accepted = await gateway.post(`/webhooks/voice/whisper/accept${query}`, child)
      expect(accepted.shape).toBe('Hangup')
    }
  })

  it('long after the phone was rung is told less, and can still take the call', async () => {
    const reply = await putThrough()
    gateway.clock.advance(80_000)
    const whisper = await gateway.post(whisperUrl(reply.verbs), child)
    expect(whisper.words).toBe('A call for you. Press any key to take it.')
  })

  it('hears of a caller without a number, and no number of the wrong kind is shown', async () => {
    gateway = await openVoiceGateway({
      agent: { voice: { ...voice, channel: 'gather' }, team },
      tools: [createTransferCall()],
      scripts: [calls('transfer-call', { person: 'Sam', reason: 'help' }), says('One moment.')],
    })
    const about = { From: 'anonymous', To: 'sip:office@example.com' }
    const opening = await gateway.post('/webhooks/voice', about)
    gateway.clock.advance(10_000)
    const reply = await gateway.post(opening.next, { ...about, SpeechResult: 'A person' })
    expect(reply.verbs[1]?.attributes).not.toHaveProperty('callerId')
    const whisper = await gateway.post(whisperUrl(reply.verbs), child)
    expect(whisper.words).toContain('from a withheld number: help.')
  })
})

it.each([
  ['completed', 'true', 'in-progress', 'connected'],
  ['completed', undefined, 'in-progress', 'connected'],
  ['answered', 'true', 'completed', 'connected'],
  ['completed', 'false', 'in-progress', 'declined'],
  ['answered', 'false', 'in-progress', 'declined'],
  ['busy', 'false', 'in-progress', 'busy'],
  ['no-answer', 'false', 'in-progress', 'no-answer'],
  ['failed', 'false', 'in-progress', 'failed'],
  ['canceled', 'false', 'in-progress', 'canceled'],
  ['no-answer', 'false', 'completed', 'canceled'],
  ['brand-new', 'false', 'in-progress', 'failed'],
  ['', undefined, 'in-progress', 'failed'],
])('reads %s, bridged %s, of a call that is %s as %s', (status, bridged, call, outcome) => {
  const fields = parseVoiceFields({
    CallSid: sid,
    CallStatus: call,
    DialCallStatus: status,
    ...(bridged !== undefined && { DialBridged: bridged }),
  })
  expect(fields && transferOutcomeOf(fields)).toBe(outcome)
})
