import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fuzzRuns, fuzzTimeoutMs } from './fuzz-runs.ts'
import { openMedia, soundFrame, streamSidOf } from './media-client.ts'

type Media = Awaited<ReturnType<typeof openMedia>>
type Caller = Awaited<ReturnType<Media['callerOnTheLine']>>

let media: Media
beforeAll(async () => {
  media = await openMedia()
})
afterAll(() => media[Symbol.asyncDispose]())

/** Whatever was sent before, somebody else calls and is heard, and the flooded call can be ended. */
async function aCallStillWorks(client: Pick<Caller, 'closed' | 'delivered' | 'socket'>) {
  await client.delivered()
  // A second, so that the next caller may send as much as anybody.
  media.clock.advance(1_000)
  const { caller, callSid, ...other } = await media.callerOnTheLine()
  for (let nth = 0; nth < 50; nth += 1) other.send(soundFrame(callSid, nth))
  await other.delivered()
  expect(caller.heard).toHaveLength(50)
  other.socket.close(1000)
  client.socket.close(1000)
  await Promise.all([other.closed, client.closed])
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 400 }),
)
const anyValue = fc.oneof(anyText, fc.jsonValue(), fc.double(), fc.constant(undefined))
const base64 = fc.base64String({ minLength: 4, maxLength: 400 })
const number = fc.oneof(fc.nat().map(String), fc.bigInt().map(String), anyValue)
const part = fc.oneof(
  fc.record(
    {
      payload: fc.oneof(base64, anyValue),
      track: fc.oneof(fc.constantFrom('inbound', 'outbound'), anyValue),
      timestamp: number,
      chunk: number,
      digit: fc.oneof(fc.constantFrom('1', '#', '*'), anyValue),
      name: fc.oneof(fc.constantFrom('probe', '0-1', '0-2', '1-1'), anyValue),
      callSid: anyValue,
      customParameters: anyValue,
    },
    { requiredKeys: [] },
  ),
  anyValue,
)

/** Messages on this stream, right or wrong. */
const messageOn = (streamSid: string) =>
  fc.record(
    {
      event: fc.oneof(
        fc.constantFrom('connected', 'start', 'media', 'dtmf', 'mark', 'clear', '__proto__'),
        anyValue,
      ),
      streamSid: fc.oneof({ arbitrary: fc.constant(streamSid), weight: 4 }, anyValue),
      sequenceNumber: number,
      start: part,
      media: part,
      dtmf: part,
      mark: part,
      stop: part,
    },
    { requiredKeys: ['event', 'streamSid'] },
  )

describe('frames of any kind on the socket for sound', () => {
  it(
    'hurt nobody, byte for byte',
    async () => {
      const { callSid, ...client } = await media.callerOnTheLine()
      const good = JSON.stringify(soundFrame(callSid, 0))
      const anyBytes = fc.oneof(
        fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
        fc
          .tuple(fc.nat(good.length), fc.nat(good.length), anyText)
          .map(([from, to, put]) => good.slice(0, from) + put + good.slice(to)),
      )
      await fc.assert(
        fc.asyncProperty(anyBytes, fc.boolean(), async (bytes, isBinary) => {
          media.clock.advance(20)
          client.socket.send(isBinary ? Buffer.from(bytes) : bytes)
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
    'hurt nobody, message for message, and no talk is told anything but sound and keys',
    async () => {
      const { caller, callSid, ...client } = await media.callerOnTheLine()
      await fc.assert(
        fc.asyncProperty(messageOn(streamSidOf(callSid)), async (message) => {
          media.clock.advance(20)
          client.send(message)
          await client.delivered()
        }),
        { numRuns: fuzzRuns },
      )
      expect(client.socket.readyState).toBe(client.socket.OPEN)
      for (const sound of caller.heard)
        expect(sound.toString('latin1')).toMatch(/^[A-Za-z0-9+/]+={0,2}$/)
      const kinds = new Set(caller.events.map(({ type }) => type))
      kinds.delete('key-pressed')
      kinds.delete('sound-lost')
      expect([...kinds]).toEqual([])
      await aCallStillWorks(client)
    },
    fuzzTimeoutMs,
  )

  it(
    'end a line once, in whichever order they come and end',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(messageOn('MZ'), { maxLength: 30 }),
          fc.constantFrom('stop', 1000, 1001, 1011, 3000),
          async (story, end) => {
            const { caller, streamSid, ...client } = await media.callerOnTheLine()
            for (const one of story) {
              client.send(one.streamSid === 'MZ' ? { ...one, streamSid } : one)
              media.clock.advance(20)
            }
            await client.delivered()
            if (typeof end === 'string') client.send({ event: end, streamSid })
            else client.socket.close(end)
            await client.closed
            await client.delivered()
            const closings = caller.events.filter(({ type }) => type === 'line-closed')
            expect(closings).toHaveLength(1)
            expect(caller.events.at(-1)).toEqual(closings[0])
          },
        ),
        { numRuns: fuzzRuns },
      )
      await aCallStillWorks(await media.callerOnTheLine())
    },
    fuzzTimeoutMs,
  )
})
