import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signatureOf } from '../../carrier/signature.ts'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import { parseForm } from '../../src/voice/form-body.ts'
import { readTwiml } from '../fakes/read-twiml.ts'
import { says } from '../fakes/scripted-brain.ts'
import { aboutTheCall, account, appUrl, openVoiceGateway } from '../fakes/voice-gateway.ts'
import { fuzzRuns, fuzzTimeoutMs } from './fuzz-runs.ts'

const paths = [
  '/webhooks/voice',
  '/webhooks/voice/outbound',
  '/webhooks/process-speech',
  '/webhooks/voice/resume',
  '/webhooks/voice/fallback',
  '/webhooks/voice/status',
  '/webhooks/voice/dial',
  '/webhooks/voice/whisper',
  '/webhooks/voice/whisper/accept',
  '/webhooks/voice/consent',
]
const { voice } = defaultAgent({ id: 'a', timeZone: 'America/New_York' })

let gateway: Awaited<ReturnType<typeof openVoiceGateway>>
beforeAll(async () => {
  gateway = await openVoiceGateway({
    agent: { voice: { ...voice, channel: 'gather' } },
    whenOutOfScripts: says('Yes.'),
  })
})
afterAll(() => gateway.server.close())

/** Waits for an answer while time goes on, so that whatever waits for time gets it. */
async function whileTimePasses<T>(work: Promise<T>): Promise<T> {
  const nextTurn = () => new Promise<'pending'>((resolve) => setImmediate(resolve, 'pending'))
  for (;;) {
    const answer = await Promise.race([work, nextTurn()])
    if (answer !== 'pending') return answer
    gateway.clock.advance(50)
  }
}

async function send(target: string, body: string, signature: string) {
  const reply = await whileTimePasses(
    gateway.server.inject({
      method: 'POST',
      url: target,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature,
      },
      body,
    }),
  )
  return { status: reply.statusCode, text: reply.body }
}

/** Signed as the carrier would sign it, whatever it says. */
function sendSigned(target: string, fields: readonly (readonly [string, string])[]) {
  const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]))
  const text = body.toString()
  const form = Object.fromEntries(
    Object.entries(parseForm(text)).map(([name, value]) => [name, String(value)]),
  )
  return send(
    target,
    text,
    signatureOf({ authToken: account.authToken, url: appUrl + target, form }),
  )
}

/** What a carrier can work with: TwiML, or a refusal in words. Never an error of ours. */
function expectAnswer({ status, text }: { status: number; text: string }) {
  expect(understands(status, text) ? 'understood' : `${status}: ${text}`).toBe('understood')
}

function understands(status: number, text: string): boolean {
  if (status === 204) return text === ''
  if (status === 200) return readTwiml(text).length >= 0
  return status < 500 && text.includes('"error":{"code":')
}

/** After all that, somebody else calls. */
async function aCallStillWorks() {
  const CallSid = `CA${crypto.randomUUID().replaceAll('-', '')}`
  const call = Object.entries({ ...aboutTheCall, CallSid })
  const opening = await sendSigned('/webhooks/voice', call)
  expect(opening.text).toContain('How can I help you?')
  const reply = await sendSigned('/webhooks/process-speech?step=1', [
    ...call,
    ['SpeechResult', 'Are you open?'],
  ])
  expect(reply.text).toContain('Yes.')
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 300 }),
)
const anyField = fc.tuple(
  fc.oneof(
    fc.constantFrom(
      'SpeechResult',
      'Confidence',
      'Digits',
      'CallStatus',
      'Direction',
      'From',
      'To',
      'SessionStatus',
      'ErrorCode',
      'ErrorUrl',
      'DialCallStatus',
      'DialBridged',
      'DialCallDuration',
      'CallDuration',
      'Timestamp',
      'ParentCallSid',
      'HandoffData',
      '__proto__',
      'constructor',
      'toString',
    ),
    anyText,
  ),
  fc.oneof(
    fc.constantFrom('', '0', '-1', '1e309', 'NaN', 'true', 'completed', 'failed', 'ended', '64101'),
    fc.constantFrom('in-progress', 'busy', 'outbound-api', 'ringing', '</Say><Hangup/>', '+1202'),
    anyText,
  ),
)
const anyQuery = fc.oneof(
  fc.constant(''),
  fc
    .record({ step: fc.integer({ min: -2, max: 12 }), more: fc.integer({ min: -2, max: 3 }) })
    .map(({ step, more }) => `?step=${step}&more=${more}`),
  fc.constantFrom('?silent=1', '?attempt=1', '?attempt=x', '?call=CA1&token=t', '?call', '?&&=&'),
  fc
    .string({ unit: fc.constantFrom('%', '&', '=', 'a', '1', '?'), maxLength: 12 })
    .map((query) => `?${query}`),
)

describe('webhooks of any kind', () => {
  it(
    'that nobody signed are refused, byte for byte',
    async () => {
      const anyBody = fc
        .uint8Array({ maxLength: 400 })
        .map((bytes) => Buffer.from(bytes).toString('latin1'))
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...paths),
          anyBody,
          anyText,
          async (path, body, signature) => {
            const header = signature.replaceAll(/[^\u0020-\u007E]/g, '')
            const reply = await send(path, body, header)
            expect(reply.status).toBe(403)
          },
        ),
        { numRuns: fuzzRuns },
      )
      await aCallStillWorks()
    },
    fuzzTimeoutMs,
  )

  it(
    'that are signed are answered with something that the carrier understands',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...paths),
          anyQuery,
          fc.array(anyField, { maxLength: 12 }),
          async (path, query, fields) => {
            const CallSid = `CA${crypto.randomUUID().replaceAll('-', '')}`
            expectAnswer(
              await sendSigned(path + query, [
                ...Object.entries({ ...aboutTheCall, CallSid }),
                ...fields,
              ]),
            )
            expectAnswer(await sendSigned(path + query, fields))
          },
        ),
        { numRuns: fuzzRuns },
      )
      await aCallStillWorks()
    },
    fuzzTimeoutMs,
  )

  it(
    'leave no call without an answer, in whichever order they come',
    async () => {
      const anyStep = fc.record({
        path: fc.constantFrom(...paths),
        query: anyQuery,
        sid: fc.constantFrom('1', '2'),
        fields: fc.array(anyField, { maxLength: 4 }),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(anyStep, { minLength: 2, maxLength: 12 }), async (story) => {
          const name = crypto.randomUUID().replaceAll('-', '').slice(1)
          const deliver = ({ path, query, sid, fields }: (typeof story)[number]) =>
            sendSigned(path + query, [
              ...Object.entries({ ...aboutTheCall, CallSid: `CA${sid}${name}` }),
              ...fields.filter(([field]) => field !== 'CallSid'),
            ])
          const [first, ...others] = story
          if (first) expectAnswer(await deliver(first))
          for (const reply of await Promise.all(others.map(deliver))) expectAnswer(reply)
        }),
        { numRuns: fuzzRuns },
      )
      await aCallStillWorks()
    },
    fuzzTimeoutMs,
  )
})
