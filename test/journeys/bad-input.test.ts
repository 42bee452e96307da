import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { signatureOf } from '../../carrier/signature.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { createScriptedBrain, says, type ScriptedBrain } from '../fakes/scripted-brain.ts'
import { openOffice, publicUrl, type Office } from './office.ts'

const socketUrl = `${publicUrl.replace('https', 'wss')}/twilio/relay`
const hours = 'We open at nine and close at five.'

let brain: ScriptedBrain
let office: Office
beforeEach(async () => {
  brain = createScriptedBrain({ whenOutOfScripts: says(hours) })
  office = await openOffice({ brain })
})
afterEach(() => office[Symbol.asyncDispose]())

function voiceForm(changes: Record<string, string> = {}): Record<string, string> {
  return {
    AccountSid: office.account.accountSid,
    CallSid: `CA${'c'.repeat(32)}`,
    CallStatus: 'ringing',
    Direction: 'inbound',
    From: '+12025550123',
    To: '+12025550100',
    ...changes,
  }
}

async function post(path: string, form: Record<string, string>, signature?: string) {
  const signed = signatureOf({ authToken: office.account.authToken, url: publicUrl + path, form })
  return fetch(office.url + path, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature ?? signed },
    body: new URLSearchParams(form),
  })
}

const callsWritten = async () => (await office.get<{ items: unknown[] }>('/api/calls')).items.length

/** A socket to the relay as the carrier opens it, or as somebody else would. */
function relaySocket(signature: string) {
  const socket = new WebSocket(`${office.url.replace('http', 'ws')}/twilio/relay`, {
    headers: { 'x-twilio-signature': signature },
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const opened = new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  return { socket, opened, closed }
}

const rightSignature = () => signatureOf({ authToken: office.account.authToken, url: socketUrl })

describe('a webhook', () => {
  it('without a valid signature is refused in words, and nothing is written', async () => {
    for (const signature of ['', 'nonsense', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=']) {
      const reply = await post('/webhooks/voice', voiceForm(), signature)
      expect(reply.status).toBe(403)
      expect(await reply.json()).toMatchObject({ error: { code: 'signature-invalid' } })
    }
    expect(await callsWritten()).toBe(0)
  })

  it('of another account is refused, also with a signature that fits', async () => {
    const form = voiceForm({ AccountSid: `AC${'0'.repeat(32)}` })
    expect((await post('/webhooks/voice', form)).status).toBe(403)
  })

  it('that was changed on the way is refused', async () => {
    const signature = signatureOf({
      authToken: office.account.authToken,
      url: `${publicUrl}/webhooks/voice`,
      form: voiceForm(),
    })
    const changed = voiceForm({ From: '+12025550199' })
    expect((await post('/webhooks/voice', changed, signature)).status).toBe(403)
  })

  it('that comes twice is one call with one answer', async () => {
    const [first, second] = await Promise.all([
      post('/webhooks/voice', voiceForm()),
      post('/webhooks/voice', voiceForm()),
    ])
    expect(await first.text()).toBe(await second.text())
    expect(await callsWritten()).toBe(1)
  })

  it('may carry fields that nobody has heard of, and text of any script', async () => {
    const form = voiceForm({ BrandNew: '1', CallerName: 'Zoë 😀 <b>&"', FromCity: '' })
    const reply = await post('/webhooks/voice', form)
    expect(reply.status).toBe(200)
    expect(await reply.text()).toContain('<ConversationRelay')
  })

  it('about no call is refused in words', async () => {
    const { CallSid: _, ...form } = voiceForm()
    const reply = await post('/webhooks/voice', form)
    expect(reply.status).toBe(400)
    expect(await reply.json()).toMatchObject({ error: { code: 'call-missing' } })
  })

  it('of ten megabytes is refused without being read', async () => {
    const big = voiceForm({ Big: 'x'.repeat(10 * 1024 * 1024) })
    const reply = await post('/webhooks/voice', big).catch(() => undefined)
    // The server may close the connection before the client has sent it all.
    expect(reply?.status ?? 413).toBe(413)
    expect(await callsWritten()).toBe(0)
  })

  it('that is no form is refused in words', async () => {
    const reply = await fetch(`${office.url}/webhooks/voice`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(voiceForm()),
    })
    expect(reply.status).toBe(415)
    expect(await reply.json()).toMatchObject({ error: { code: 'body-not-understood' } })
  })

  it('about the end of a call that nobody knows makes a record of it, and no second one', async () => {
    const form = voiceForm({ CallStatus: 'completed', CallDuration: '7' })
    for (let times = 0; times < 2; times += 1) {
      expect((await post('/webhooks/voice/status', form)).status).toBe(204)
    }
    expect(await callsWritten()).toBe(1)
  })
})

describe('the relay socket', () => {
  it('is closed to whoever cannot sign', async () => {
    const { opened } = relaySocket('nonsense')
    await expect(opened).rejects.toThrow('403')
    expect(office.app.counters.read()).toMatchObject({ 'refused-signatures-socket': 1 })
  })

  it('is closed to a call that it does not know, and to a token of another call', async () => {
    for (const setup of [
      { type: 'setup', sessionId: 'VX1', callSid: `CA${'d'.repeat(32)}`, customParameters: {} },
      { type: 'setup', sessionId: 'VX1', callSid: 'CA1', customParameters: { token: 'made up' } },
    ]) {
      const { socket, opened, closed } = relaySocket(rightSignature())
      await opened
      socket.send(JSON.stringify(setup))
      expect(await closed).toBe(1008)
    }
  })

  it('ignores and counts frames that make no sense, and the call goes on', async () => {
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.waitsForSilence()
    const frames = [
      '',
      '{',
      '[]',
      'null',
      '{"type":"party"}',
      '{"type":"prompt"}',
      '{"type":"setup","sessionId":"VX2","callSid":"CA1"}',
      '{"type":"interrupt","utteranceUntilInterrupt":7}',
      `{"type":"prompt","voicePrompt":${JSON.stringify('a'.repeat(100))},"last":"no"}`,
      Buffer.from([0, 1, 2, 255]),
      'x'.repeat(500_000),
    ]
    for (const frame of frames) {
      await caller.sendsRawFrame(frame)
    }
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.hangsUp()
    expect(office.app.counters.read()['strange-frames-relay']).toBe(frames.length)
  })

  it('takes events that come too late or in the wrong order without harm', async () => {
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.waitsForSilence()
    for (const message of [
      { type: 'interrupt', utteranceUntilInterrupt: 'long gone', durationUntilInterruptMs: 3 },
      { type: 'info', name: 'tokensPlayed', value: 'words of somebody else' },
      { type: 'info', name: 'agentSpeaking', value: 'off' },
      { type: 'info', name: 'agentSpeaking', value: 'off' },
      { type: 'info', name: 'clientSpeaking', value: 'off' },
    ]) {
      await caller.sendsRawFrame(JSON.stringify(message))
    }
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.hangsUp()
  })

  it('loses only the call that sends ten megabytes; no other call notices', async () => {
    const [flooding, other] = [office.carrier.placeCall(), office.carrier.placeCall()]
    await flooding.hears('How can I help you?')
    await other.hears('How can I help you?')
    await flooding.sendsRawFrame('x'.repeat(10 * 1024 * 1024))
    await flooding.hears('we were cut off for a moment')
    await other.says('When are you open?')
    await other.hears(hours)
    await other.hangsUp()
  })

  it('is closed when no setup comes', async () => {
    await office[Symbol.asyncDispose]()
    const hasty = {
      ...systemClock,
      after: (_ms: number, run: () => void) => systemClock.after(20, run),
    }
    office = await openOffice({ brain, clock: hasty })
    const { opened, closed } = relaySocket(rightSignature())
    await opened
    expect(await closed).toBe(1008)
  })
})

describe('what a caller says', () => {
  it('may be of any length and script, and is kept as it was said', async () => {
    const words = [
      '你好，我想预约',
      'مرحبا، أريد موعداً',
      '👩‍👩‍👧 family 🚑',
      'nul \u0000 and bell \u0007',
      '\ud800 half a pair',
      `"quotes" \\ 'and' <tags> &amp; -- ; drop table calls`,
      'word '.repeat(750).trim(),
    ]
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    for (const said of words) {
      await caller.says(said)
      await caller.hears(hours)
    }
    await caller.hangsUp()
    const { transcript } = await office.callRecord(caller.callSid)
    const kept = transcript.filter(({ speaker }) => speaker === 'caller').map(({ text }) => text)
    expect(kept).toHaveLength(words.length)
    expect(kept[0]).toBe(words[0])
    expect(kept[5]).toBe(words[5])
    expect(kept[6]).toBe(words[6])
  })
})

describe('a client that opens a connection and says nothing', () => {
  it('does not keep the server from answering calls', async () => {
    const { port } = new URL(office.url)
    const silent = Array.from({ length: 50 }, () =>
      request({
        port,
        method: 'POST',
        path: '/webhooks/voice',
        headers: { 'content-length': 100 },
      }),
    )
    for (const one of silent) {
      one.on('error', () => undefined)
      one.flushHeaders()
    }
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.hangsUp()
    for (const one of silent) one.destroy()
  })
})
