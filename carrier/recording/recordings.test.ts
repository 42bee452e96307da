import { describe, expect, it } from 'vitest'
import { createWordsListener, soundOfWords } from '../speech/audible-words.ts'
import { clientOf } from '../testing/fixtures/official-client.ts'
import { testAccount } from '../testing/open-carrier.ts'
import { relayCall } from '../testing/relay-call.ts'
import { streamCall } from '../testing/stream-call.ts'
import { linearSamples } from './linear-samples.ts'

/** A second and a half of sound in which each sample differs from its neighbours. */
const tone = Buffer.from(Array.from({ length: 12_000 }, (_, at) => (at * 7) & 0x7f))

/** A call on a media stream, REST, and the official client for it. */
async function recordableCall(settings: Parameters<typeof streamCall>[0] = {}) {
  const call = await streamCall({ after: '<Pause length="600"/>', ...settings })
  const url = await call.carrier.listen()
  const { accountSid, authToken } = testAccount
  const client = clientOf(url)
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  await call.streams()
  return {
    ...call,
    client,
    recordings: client.calls(call.caller.callSid).recordings,
    media: (sid: string, query = '') =>
      fetch(`${url}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}.wav${query}`, {
        headers: { authorization },
      }),
    told: () => call.server.requestsTo('/recorded').map(({ form }) => form),
    callback: `${call.server.url}/recorded`,
    restUrl: url,
    accountSid,
  }
}

type RecordableCall = Awaited<ReturnType<typeof recordableCall>>

async function samplesOf(answer: Response): Promise<{ left: number[]; right: number[] }> {
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('audio/x-wav')
  const file = Buffer.from(await answer.arrayBuffer())
  const channels = file.readUInt16LE(22)
  const samples = Array.from({ length: (file.length - 44) / 2 }, (_, at) =>
    file.readInt16LE(44 + at * 2),
  )
  const channel = (which: number) => samples.filter((_, at) => at % channels === which)
  return { left: channel(0), right: channels === 2 ? channel(1) : [] }
}

/** Without the silence before and after. */
function sounding(samples: readonly number[]): number[] {
  const first = samples.findIndex((sample) => sample !== 0)
  return samples.slice(first, samples.findLastIndex((sample) => sample !== 0) + 1)
}

const linear = (sound: Buffer) => [...sound].map((byte) => linearSamples[byte] ?? 0)

/** Stops the recording of a call and waits until it can be had. */
async function finish({ recordings, carrier }: RecordableCall, sid: string): Promise<void> {
  await recordings('Twilio.CURRENT').update({ status: 'stopped' })
  await carrier.advance(2000)
  expect(await recordings(sid).fetch()).toMatchObject({ status: 'completed' })
}

describe('the recording of a call', () => {
  it('has the caller on the left and the agent on the right, bit by bit', async () => {
    await using call = await recordableCall()
    const { sid } = await call.recordings.create({ recordingChannels: 'dual' })
    await call.carrier.advance(1000)
    call.peer().play(tone)
    await call.carrier.advance(500)
    await call.caller.says('Hello')
    await call.carrier.advance(2000)
    await finish(call, sid)
    const { left, right } = await samplesOf(await call.media(sid))
    expect(sounding(right)).toEqual(sounding(linear(tone)))
    expect(sounding(left)).toEqual(sounding(linear(soundOfWords('Hello'))))
    expect(left).toHaveLength(right.length)
    // The agent began after a second and up to a frame, the caller half a second later.
    const beganAt = [right, left].map((side) => side.findIndex((sample) => sample !== 0) / 8)
    expect(beganAt[0]).toBeGreaterThanOrEqual(1000)
    expect(beganAt[0]).toBeLessThan(1030)
    expect(beganAt[1]).toBeGreaterThanOrEqual(1500)
    expect(beganAt[1]).toBeLessThan(1560)
  })

  it('has the agent on the left where Twilio is said to have it there', async () => {
    await using call = await recordableCall({ quirks: { firstRecordedChannel: 'agent' } })
    const { sid } = await call.recordings.create({ recordingChannels: 'dual' })
    call.peer().play(tone)
    await call.carrier.advance(2000)
    await finish(call, sid)
    const { left, right } = await samplesOf(await call.media(sid))
    expect(sounding(left)).toEqual(sounding(linear(tone)))
    expect(sounding(right)).toEqual([])
  })

  it('has both in one channel where that is asked for', async () => {
    await using call = await recordableCall()
    const { sid } = await call.recordings.create({ recordingChannels: 'dual' })
    call.peer().play(tone)
    await call.carrier.advance(2000)
    await finish(call, sid)
    const { left, right } = await samplesOf(await call.media(sid, '?RequestedChannels=1'))
    expect(sounding(left)).toEqual(sounding(linear(tone)))
    expect(right).toEqual([])
  })

  it('has one channel when nothing was said about it, and only the side that was asked for', async () => {
    await using call = await recordableCall()
    const { sid } = await call.recordings.create({ recordingTrack: 'inbound' })
    call.peer().play(tone)
    await call.carrier.advance(2000)
    await call.caller.says('Hello')
    await finish(call, sid)
    const { left, right } = await samplesOf(await call.media(sid))
    expect(sounding(left)).toEqual(sounding(linear(soundOfWords('Hello'))))
    expect(right).toEqual([])
  })

  it('has the words that the carrier reads, as sound that spells them', async () => {
    await using call = await recordableCall({
      after: '<Say>I am here. Say it.</Say><Pause length="600"/>',
    })
    const { sid } = await call.recordings.create({ recordingChannels: 'dual' })
    call.peer().close(1000)
    await call.caller.hears('say it')
    await call.carrier.advance(1000)
    await finish(call, sid)
    const { right } = await samplesOf(await call.media(sid))
    const byteOf = new Map([...linearSamples].map((sample, byte) => [sample, byte]))
    const sound = Uint8Array.from(right, (sample) => byteOf.get(sample) ?? 0xff)
    expect(createWordsListener().hear(sound)).toBe('I am here. Say it.')
  })

  it('is silent while it is paused, and goes on at its place', async () => {
    await using call = await recordableCall()
    const { sid } = await call.recordings.create({ recordingChannels: 'dual' })
    await call.recordings(sid).update({ status: 'paused' })
    expect(await call.recordings(sid).fetch()).toMatchObject({ status: 'paused' })
    call.peer().play(tone)
    await call.carrier.advance(2000)
    await call.recordings(sid).update({ status: 'in-progress' })
    call.peer().play(tone.subarray(0, 160))
    await call.carrier.advance(100)
    await finish(call, sid)
    const { right } = await samplesOf(await call.media(sid))
    expect(right.length / 8000).toBeCloseTo(2.1, 1)
    expect(sounding(right)).toEqual(sounding(linear(tone.subarray(0, 160))))
    expect(right.findIndex((sample) => sample !== 0)).toBeGreaterThan(15_000)
  })

  it('leaves out the time in which it is paused where that is asked for', async () => {
    await using call = await recordableCall()
    const { sid } = await call.recordings.create({ recordingChannels: 'dual' })
    call.peer().play(tone.subarray(0, 1600))
    await call.carrier.advance(500)
    await call.recordings(sid).update({ status: 'paused', pauseBehavior: 'skip' })
    await call.carrier.advance(60_000)
    await call.recordings(sid).update({ status: 'in-progress' })
    call.peer().play(tone.subarray(0, 1600))
    await call.carrier.advance(500)
    await finish(call, sid)
    const { right } = await samplesOf(await call.media(sid))
    expect(right.length / 8000).toBeCloseTo(1, 1)
    expect(await call.recordings(sid).fetch()).toMatchObject({ duration: '1' })
  })
})

describe('whoever has a call recorded', () => {
  it('is told of the beginning and the end where that was asked for', async () => {
    await using call = await recordableCall()
    const created = await call.recordings.create({
      recordingStatusCallback: call.callback,
      recordingStatusCallbackEvent: ['in-progress', 'completed'],
      recordingChannels: 'dual',
    })
    const { sid } = created
    expect(created).toMatchObject({
      sid: expect.stringMatching(/^RE[0-9a-f]{32}$/) as string,
      callSid: call.caller.callSid,
      status: 'in-progress',
      channels: 2,
      source: 'StartCallRecordingAPI',
      duration: null,
      startTime: new Date('2026-01-05T15:00:00Z'),
    })
    call.peer().play(tone)
    await call.carrier.advance(3000)
    await call.caller.hangsUp()
    expect(await call.recordings(sid).fetch()).toMatchObject({ status: 'stopped' })
    await call.carrier.advance(1000)
    expect(await call.recordings(sid).fetch()).toMatchObject({ status: 'processing' })
    expect((await call.media(sid)).status).toBe(404)
    expect(call.told()).toHaveLength(1)
    await call.carrier.advance(2000)
    const [began, ended] = call.told()
    expect(began).toMatchObject({ RecordingStatus: 'in-progress', RecordingSid: sid })
    expect(began).not.toHaveProperty('RecordingDuration')
    expect(ended).toEqual({
      AccountSid: call.accountSid,
      CallSid: call.caller.callSid,
      RecordingSid: sid,
      RecordingUrl: `${call.restUrl}/2010-04-01/Accounts/${call.accountSid}/Recordings/${sid}`,
      RecordingStatus: 'completed',
      RecordingDuration: '3',
      RecordingChannels: '2',
      RecordingSource: 'StartCallRecordingAPI',
      RecordingStartTime: 'Mon, 05 Jan 2026 15:00:00 +0000',
      RecordingTrack: 'both',
      ErrorCode: '0',
    })
    expect((await fetch(`${ended?.['RecordingUrl']}.wav`)).status).toBe(401)
    expect((await call.media(sid)).status).toBe(200)
    expect(call.carrier.violations).toEqual([])
  })

  it('is told of the end alone when nothing was said about it', async () => {
    await using call = await recordableCall()
    await call.recordings.create({ recordingStatusCallback: call.callback })
    call.peer().play(tone)
    await call.carrier.advance(3000)
    await call.caller.hangsUp()
    await call.carrier.advance(2000)
    expect(call.told()).toMatchObject([{ RecordingStatus: 'completed' }])
  })

  it('is told that there is nothing to hear', async () => {
    await using call = await recordableCall()
    const { sid } = await call.recordings.create({
      recordingStatusCallback: call.callback,
      recordingStatusCallbackEvent: ['absent'],
    })
    await call.carrier.advance(3000)
    await call.caller.hangsUp()
    await call.carrier.advance(2000)
    expect(call.told()).toMatchObject([{ RecordingStatus: 'absent' }])
    expect((await call.media(sid)).status).toBe(404)
  })

  it('finds it in lists, and can delete it for good', async () => {
    await using call = await recordableCall()
    const { sid } = await call.recordings.create()
    call.peer().play(tone)
    await call.carrier.advance(2000)
    await finish(call, sid)
    expect((await call.recordings.list()).map((one) => one.sid)).toEqual([sid])
    expect((await call.client.recordings.list()).map((one) => one.sid)).toEqual([sid])
    expect(await call.client.recordings.list({ callSid: `CA${'0'.repeat(32)}` })).toEqual([])
    expect(await call.client.recordings(sid).fetch()).toMatchObject({ channels: 1 })
    expect(await call.client.recordings(sid).remove()).toBe(true)
    expect((await call.media(sid)).status).toBe(404)
    await expect(call.client.recordings(sid).fetch()).rejects.toMatchObject({ status: 404 })
  })

  it('deletes one that is being made, of which nothing is told afterwards', async () => {
    await using call = await recordableCall()
    const { sid } = await call.recordings.create({ recordingStatusCallback: call.callback })
    await call.recordings(sid).remove()
    await call.caller.hangsUp()
    await call.carrier.advance(5000)
    expect(call.told()).toEqual([])
  })

  it('cannot have recorded what is not talked on, nor change what is done', async () => {
    await using call = await recordableCall()
    const { sid } = await call.recordings.create()
    call.peer().play(tone)
    await call.carrier.advance(2000)
    const refusal = { status: 400, code: 21_220 }
    const wrong = call.recordings(sid).update({ status: 'ringing' as 'stopped' })
    await expect(wrong).rejects.toMatchObject({ status: 400 })
    await finish(call, sid)
    await expect(call.recordings(sid).update({ status: 'paused' })).rejects.toMatchObject(refusal)
    const current = call.recordings('Twilio.CURRENT').update({ status: 'paused' })
    await expect(current).rejects.toMatchObject({ status: 404 })
    await call.caller.hangsUp()
    await expect(call.recordings.create()).rejects.toMatchObject({
      ...refusal,
      message: expect.stringContaining('not eligible for recording') as string,
    })
  })

  it('cannot have recorded what is on the relay, as Twilio is said to refuse', async () => {
    await using call = await relayCall()
    const client = clientOf(await call.carrier.listen())
    await call.caller.answered()
    const { recordings } = client.calls(call.caller.callSid)
    await expect(recordings.create()).rejects.toMatchObject({ status: 400, code: 21_220 })
  })
})

describe('a call that the server asks for', () => {
  it('is recorded from its answer to its end where that was ordered, and its end tells of it', async () => {
    await using call = await recordableCall()
    const callee = call.carrier.expectCall('+15550107001')
    const { sid: callSid } = await call.client.calls.create({
      to: '+15550107001',
      from: '+15550100000',
      url: `${call.server.url}/webhooks/voice`,
      record: true,
      recordingChannels: 'dual',
      recordingStatusCallback: call.callback,
      statusCallback: `${call.server.url}/told`,
    })
    const person = await callee.answers()
    await call.carrier.advance(100)
    call.peer().play(tone)
    await call.carrier.advance(3900)
    await person.hangsUp()
    const [recording] = await call.client.calls(callSid).recordings.list()
    expect(recording).toMatchObject({ source: 'OutboundAPI', channels: 2, duration: '4' })
    const [ended] = call.server.requestsTo('/told').map(({ form }) => form)
    expect(ended).toMatchObject({
      CallStatus: 'completed',
      RecordingSid: recording?.sid,
      RecordingDuration: '4',
      RecordingUrl: expect.stringContaining(`/Recordings/${recording?.sid ?? ''}`) as string,
    })
    await call.carrier.advance(2000)
    expect(call.told()).toMatchObject([
      { RecordingStatus: 'completed', CallSid: callSid, RecordingSource: 'OutboundAPI' },
    ])
    const { right } = await samplesOf(await call.media(recording?.sid ?? ''))
    expect(sounding(right)).toEqual(sounding(linear(tone)))
  })

  it('is not recorded when nobody answers', async () => {
    await using call = await recordableCall()
    const { sid } = await call.client.calls.create({
      to: '+15550100902',
      from: '+15550100000',
      url: `${call.server.url}/webhooks/voice`,
      record: true,
      timeout: 5,
    })
    await call.carrier.advance(30_000)
    expect(await call.client.calls(sid).fetch()).toMatchObject({ status: 'no-answer' })
    expect(await call.client.calls(sid).recordings.list()).toEqual([])
  })
})
