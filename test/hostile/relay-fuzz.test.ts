import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { says } from '../fakes/scripted-brain.ts'
import { fuzzRuns, fuzzTimeoutMs } from './fuzz-runs.ts'
import { openRelay, prompt, setupFor, type RelayClient } from './relay-client.ts'

let relay: Awaited<ReturnType<typeof openRelay>>
beforeAll(async () => {
  relay = await openRelay({ whenOutOfScripts: says('Yes.') })
})
afterAll(() => relay[Symbol.asyncDispose]())

/** A caller who has been answered, and is on the line. */
async function callerOnTheLine(): Promise<RelayClient & { readonly callSid: string }> {
  const callSid = `CA${crypto.randomUUID().replaceAll('-', '')}`
  await relay.post('/webhooks/voice', { CallStatus: 'ringing', CallSid: callSid })
  const client = await relay.signedIn()
  client.send(setupFor(callSid))
  await client.delivered()
  return { ...client, callSid }
}

/** Whatever was sent before, somebody else calls and is answered, and the flooded call can be ended. */
async function aCallStillWorks(client: RelayClient) {
  await client.delivered()
  // A second, so that the next caller may send as much as anybody.
  relay.clock.advance(1_000)
  const other = await callerOnTheLine()
  other.send(prompt('Are you open?'))
  await other.hears('Yes.')
  other.socket.close(1000)
  client.socket.close(1000)
  await Promise.all([other.closed, client.closed])
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 400 }),
)
const anyValue = fc.oneof(anyText, fc.jsonValue(), fc.double(), fc.constant(undefined))
const message = fc.record(
  {
    type: fc.oneof(
      fc.constantFrom('setup', 'prompt', 'interrupt', 'dtmf', 'info', 'error', 'end', '__proto__'),
      anyValue,
    ),
    voicePrompt: anyValue,
    last: fc.oneof(fc.boolean(), anyValue),
    lang: anyValue,
    digit: fc.oneof(fc.constantFrom('1', '#', '*'), anyValue),
    utteranceUntilInterrupt: anyValue,
    durationUntilInterruptMs: anyValue,
    name: fc.oneof(fc.constantFrom('agentSpeaking', 'clientSpeaking', 'tokensPlayed'), anyValue),
    value: fc.oneof(fc.constantFrom('on', 'off', 'Yes.'), anyValue),
    description: anyValue,
    callSid: anyValue,
    sessionId: anyValue,
    customParameters: anyValue,
  },
  { requiredKeys: ['type'] },
)
/** Messages that are right, each for itself. */
const goodMessage = fc.oneof(
  anyText.map((voicePrompt) => ({ type: 'prompt', voicePrompt, last: true })),
  anyText.map((voicePrompt) => ({ type: 'prompt', voicePrompt, last: false })),
  anyText.map((heard) => ({
    type: 'interrupt',
    utteranceUntilInterrupt: heard,
    durationUntilInterruptMs: 5,
  })),
  fc.constantFrom('0', '5', '#', '*').map((digit) => ({ type: 'dtmf', digit })),
  fc.record({
    type: fc.constant('info'),
    name: fc.constantFrom('agentSpeaking', 'clientSpeaking', 'tokensPlayed', 'roundTripDelayMs'),
    value: fc.constantFrom('on', 'off', 'Yes.', '12'),
  }),
)

describe('frames of any kind on the relay socket', () => {
  it(
    'hurt nobody, byte for byte',
    async () => {
      const client = await callerOnTheLine()
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), fc.boolean(), async (bytes, binary) => {
          relay.clock.advance(20)
          client.socket.send(binary ? bytes : Buffer.from(bytes).toString('latin1'))
          await client.delivered()
        }),
        { numRuns: fuzzRuns },
      )
      expect(client.socket.readyState).toBe(client.socket.OPEN)
      await aCallStillWorks(client)
    },
    fuzzTimeoutMs,
  )

  it(
    'hurt nobody, message for message',
    async () => {
      const client = await callerOnTheLine()
      await fc.assert(
        fc.asyncProperty(message, async (any) => {
          relay.clock.advance(20)
          client.send(any)
          await client.delivered()
        }),
        { numRuns: fuzzRuns },
      )
      expect(client.socket.readyState).toBe(client.socket.OPEN)
      await aCallStillWorks(client)
    },
    fuzzTimeoutMs,
  )

  it(
    'leave one finished record of a call, in whichever order they come and end',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(goodMessage, message), { maxLength: 30 }),
          fc.constantFrom(1000, 1001, 1011, 3000),
          async (story, code) => {
            const client = await callerOnTheLine()
            for (const one of story) {
              client.send(one)
              relay.clock.advance(20)
            }
            await client.delivered()
            client.socket.close(code)
            await client.closed
            await relay.post('/webhooks/voice/status', {
              CallSid: client.callSid,
              CallStatus: 'completed',
              CallDuration: '7',
            })
            const record = await relay.stores.archive.find(client.callSid)
            expect(record).toMatchObject({ status: 'completed', phase: undefined })
            expect(record?.entries.filter(({ kind }) => kind === 'ended')).toHaveLength(1)
          },
        ),
        { numRuns: fuzzRuns },
      )
      await aCallStillWorks(await callerOnTheLine())
    },
    fuzzTimeoutMs,
  )
})
