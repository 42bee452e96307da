import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signatureOf } from '../../carrier/signature.ts'
import { createScriptedBrain, says } from '../fakes/scripted-brain.ts'
import { openOffice, publicUrl, type Office } from './office.ts'
import { oneClock } from './one-clock.ts'

const routes = [
  '/webhooks/voice',
  '/webhooks/voice/outbound?call=7f0c6a52-0000-4000-8000-000000000000',
  '/webhooks/process-speech',
  '/webhooks/process-speech?step=1&silent=1',
  '/webhooks/voice/resume',
  '/webhooks/voice/fallback',
  '/webhooks/voice/status',
  '/webhooks/voice/dial?attempt=1',
  '/webhooks/voice/whisper?call=CA1&token=t',
  '/webhooks/voice/whisper/accept?call=CA1&token=t',
]

type Form = Readonly<Record<string, string>>

interface Forgery {
  readonly sent: readonly (readonly [string, string])[]
  readonly path: string
  readonly signature: string | undefined
}

let office: Office
let callSid = ''
const { clock, stores } = oneClock()
beforeAll(async () => {
  const brain = createScriptedBrain({ whenOutOfScripts: says('Yes.') })
  office = await openOffice({ brain, clock, stores }, { clock })
})
afterAll(() => office[Symbol.asyncDispose]())

function form(): Form {
  return {
    AccountSid: office.account.accountSid,
    CallSid: callSid,
    CallStatus: 'completed',
    CallDuration: '7',
    Direction: 'inbound',
    From: '+12025550123',
    To: '+12025550100',
    SpeechResult: 'Hello',
    SessionStatus: 'failed',
    ErrorCode: '11200',
    DialCallStatus: 'busy',
    CallerCity: '',
  }
}

const sign = (url: string, signed: Form, authToken = office.account.authToken) =>
  signatureOf({ authToken, url, form: signed })

/** Everything that somebody without the account's token could do to a request. */
function forgeries(path: string): readonly (readonly [string, Forgery])[] {
  const good = form()
  const url = publicUrl + path
  const genuine = { sent: Object.entries(good), path, signature: sign(url, good) }
  const changedFields = Object.entries(good).map(([name, value]): readonly [string, Forgery] => {
    const changed = value === '' ? 'x' : `${value.slice(0, -1)}${value.endsWith('x') ? 'y' : 'x'}`
    return [`${name} changed`, { ...genuine, sent: Object.entries({ ...good, [name]: changed }) }]
  })
  const missingFields = Object.keys(good).map((name): readonly [string, Forgery] => [
    `${name} left out`,
    { ...genuine, sent: genuine.sent.filter(([one]) => one !== name) },
  ])
  return [
    ...changedFields,
    ...missingFields,
    ['unsigned', { ...genuine, signature: undefined }],
    ['signed with nothing', { ...genuine, signature: '' }],
    ['signed with nonsense', { ...genuine, signature: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }],
    ['signed with another token', { ...genuine, signature: sign(url, good, 'c'.repeat(32)) }],
    ['signed with no token', { ...genuine, signature: sign(url, good, '') }],
    [
      'signed for another host',
      { ...genuine, signature: sign(url.replace('agent', 'evil'), good) },
    ],
    ['signed for http', { ...genuine, signature: sign(url.replace('https', 'http'), good) }],
    ['signed for another path', { ...genuine, signature: sign(`${publicUrl}/other`, good) }],
    ['signed without its fields', { ...genuine, signature: sign(url, {}) }],
    ['with a field more', { ...genuine, sent: [...genuine.sent, ['Extra', '1']] }],
    ['with an empty field more', { ...genuine, sent: [...genuine.sent, ['Extra', '']] }],
    ['with a field twice', { ...genuine, sent: [...genuine.sent, ['CallSid', 'CA2']] }],
    ['with a query more', { ...genuine, path: `${path}${path.includes('?') ? '&' : '?'}more=1` }],
  ]
}

async function post({ sent, path, signature }: Forgery, headers: Form = {}) {
  return fetch(office.url + path, {
    method: 'POST',
    headers: { ...headers, ...(signature !== undefined && { 'x-twilio-signature': signature }) },
    body: new URLSearchParams(sent.map(([name, value]): [string, string] => [name, value])),
  })
}

/** Everything that is written down, and everything that a brain was asked. */
async function everythingKept() {
  await clock.settle()
  const [calls, tasks, customers] = await Promise.all([
    office.get('/api/calls'),
    office.get('/api/tasks'),
    office.get('/api/customers'),
  ])
  return createHash('sha256').update(JSON.stringify({ calls, tasks, customers })).digest('hex')
}

describe('a request that the carrier did not sign', () => {
  it.each(routes)(
    'is refused at %s, whatever was done to it, and changes nothing',
    async (path) => {
      // A call that goes on, so that there is something to be changed.
      const caller = office.carrier.placeCall()
      await caller.hears('How can I help you?')
      await caller.waitsForSilence()
      callSid = caller.callSid
      const before = await everythingKept()
      for (const [what, forgery] of forgeries(path)) {
        const reply = await post(forgery)
        expect([what, reply.status]).toEqual([what, 403])
        expect(await reply.text()).toContain('signature-invalid')
      }
      expect(await everythingKept()).toBe(before)
      await caller.says('Are you still there?')
      await caller.hears('Yes.')
      await caller.hangsUp()
    },
  )

  it('is refused whatever its headers say about the address', async () => {
    callSid = `CA${'9'.repeat(32)}`
    const path = '/webhooks/voice'
    const evil = 'https://evil.example.com'
    const forged = { sent: Object.entries(form()), path, signature: sign(evil + path, form()) }
    const headers = { 'x-forwarded-host': 'evil.example.com', 'x-forwarded-proto': 'https' }
    expect((await post(forged, headers)).status).toBe(403)
  })

  it('is refused by GET as well', async () => {
    const query = new URLSearchParams({ ...form() }).toString()
    for (const path of ['/webhooks/voice', '/webhooks/voice/status', '/webhooks/voice/fallback']) {
      const signature = sign(`${publicUrl}${path}?${query}`, {})
      const changed = query.replace('completed', 'ringing')
      for (const target of [`${path}?${changed}`, `${path}?${query}&more=1`, path]) {
        const headers = { 'x-twilio-signature': signature }
        expect((await fetch(office.url + target, { headers })).status).toBe(403)
      }
    }
  })
})

describe('a request that the carrier signed', () => {
  it.each(routes)('is let in at %s', async (path) => {
    callSid = `CA${'8'.repeat(32)}`
    const genuine = {
      sent: Object.entries(form()),
      path,
      signature: sign(publicUrl + path, form()),
    }
    const status = path === '/webhooks/voice/status' ? 204 : 200
    expect((await post(genuine)).status).toBe(status)
  })
})
