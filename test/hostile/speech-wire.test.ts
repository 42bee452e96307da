import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { scriptedMind } from '../../bench/fakes/realtime/mind.ts'
import { soundOfWords } from '../../carrier/speech/audible-words.ts'
import { openSpeakingOffice, type SpeakingOffice } from '../journeys/speaking-office.ts'
import type { SpeakingOfficeSetting } from '../journeys/speaking-office.ts'
import { createRawSpeech, type RawAnswer, type RawStream } from './raw-speech.ts'

const sid = `CA${'1'.repeat(32)}`
const otherSid = `CA${'2'.repeat(32)}`
const frameBytes = 160

let office: SpeakingOffice
let raw: ReturnType<typeof createRawSpeech>
// A server that is stopped lets its callers finish, which takes some of its time.
afterEach(() => inTime(office[Symbol.asyncDispose]()))

async function open(setting: SpeakingOfficeSetting = {}): Promise<void> {
  const mind = scriptedMind(['One.', 'Two.', 'Three.'])
  office = await openSpeakingOffice({ model: { mind }, ...setting })
  raw = createRawSpeech(office)
}

interface Line extends RawStream {
  /** Says these words and is silent for a while, frame by frame in the office's time. */
  speaks(words: string, silenceMs?: number): Promise<void>
  stops(): void
}

/** A caller whose call was answered with this TwiML, and whose stream has begun. */
async function stream(
  callSid: string,
  answer: Pick<RawAnswer, 'token' | 'session'>,
): Promise<Line> {
  const { session, token } = answer
  const streamSid = `MZ${crypto.randomUUID()}`
  const line = await raw.connect()
  let messages = 1
  let atMs = 0
  const start = {
    streamSid,
    accountSid: office.account.accountSid,
    callSid,
    tracks: ['inbound'],
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    customParameters: { token, session },
  }
  line.send({ event: 'connected', protocol: 'Call', version: '1.0.0' })
  line.send({ event: 'start', sequenceNumber: '1', streamSid, start })
  await line.read()

  function frame(payload: string): void {
    messages += 1
    const media = { track: 'inbound', chunk: `${messages - 1}`, timestamp: `${atMs}`, payload }
    line.send({ event: 'media', sequenceNumber: `${messages}`, media, streamSid })
    atMs += 20
  }

  return {
    ...line,
    async speaks(words, silenceMs = 1_500) {
      const sound = Buffer.concat([soundOfWords(words), Buffer.alloc(silenceMs * 8, 0xff)])
      for (let from = 0; from < sound.length; from += frameBytes) {
        frame(sound.toString('base64', from, from + frameBytes))
        await line.read()
        await office.clock.advance(20)
      }
    },
    stops: () => line.send({ event: 'stop', sequenceNumber: `${messages + 1}`, streamSid }),
  }
}

const answered = (callSid = sid) => raw.post(callSid, '/webhooks/voice', { CallStatus: 'ringing' })

/** What each session with the model has heard, in words. */
const heard = () => office.model.sessions.map((session) => session.heard)

/** What the carrier gets, however long the server thinks about it. */
async function inTime<T>(asked: PromiseLike<T>): Promise<T> {
  const waits = { isOver: false }
  const over = () => void (waits.isOver = true)
  asked.then(over, over)
  for (let passedMs = 0; !waits.isOver && passedMs < 60_000; passedMs += 100) {
    await new Promise(setImmediate)
    await office.clock.advance(100)
  }
  return asked
}

describe('a caller in speech, as the wire has it', () => {
  it('whose socket is closed politely, though they have not hung up, is not sent away', async () => {
    await open()
    const answer = await answered()
    const line = await stream(sid, answer)
    await line.speaks('Hello?')
    line.socket.close(1000)
    await line.closed
    const again = await inTime(raw.post(sid, answer.tail))
    const next = await stream(sid, again)
    await next.speaks('Still here.')
    expect(heard()).toEqual(['Hello?', 'Still here.'])
  })

  it('who hangs up is asked nothing, and no later resume brings them back', async () => {
    await open()
    const answer = await answered()
    const line = await stream(sid, answer)
    await line.speaks('Hello?')
    line.stops()
    expect(await line.closed).toBe(1000)
    await inTime(raw.post(sid, '/webhooks/voice/status', { CallStatus: 'completed' }))
    const late = await inTime(raw.post(sid, answer.tail))
    expect(late.twiml).toContain('<Hangup/>')
    expect(late.twiml).not.toContain('<Stream')
    expect(office.model.sessions).toHaveLength(1)
  })

  it('comes back before the end of the first socket is seen, of which nobody hears any more', async () => {
    await open()
    const answer = await answered()
    const line = await stream(sid, answer)
    await line.speaks('Hello?')
    const again = await inTime(raw.post(sid, answer.tail))
    const repeated = await inTime(raw.post(sid, answer.tail))
    expect(repeated.session).toBe(again.session)
    const next = await stream(sid, again)
    await line.speaks('OLD')
    await next.speaks('NEW')
    expect(heard()).toEqual(['Hello?', 'NEW'])
    const { events } = await office.callRecord(sid)
    expect(events.filter(({ kind }) => kind === 'line-lost')).toHaveLength(1)
    expect(await line.closed).toBe(1000)
  })

  it('is not disturbed by the end of an earlier session that is told late', async () => {
    await open()
    const answer = await answered()
    const line = await stream(sid, answer)
    await line.speaks('Hello?')
    line.socket.terminate()
    const next = await stream(sid, await inTime(raw.post(sid, answer.tail)))
    await next.speaks('NEW')
    await inTime(raw.post(sid, answer.tail))
    await next.speaks('STILL')
    expect(heard()).toEqual(['Hello?', 'NEWSTILL'])
  })

  it.each([
    ['before the start', 'connected'],
    ['at the start', 'started'],
    ['in the middle of a word', 'speaking'],
    ['while the agent speaks', 'answered'],
  ])('whose connection is reset %s goes on in the next one', async (_, step) => {
    await open()
    const answer = await answered()
    if (step === 'connected') {
      const early = await raw.connect()
      early.socket.terminate()
    } else {
      const line = await stream(sid, answer)
      if (step === 'speaking') await line.speaks('Hel', 0)
      if (step === 'answered') await line.speaks('Hello?', 600)
      line.socket.terminate()
    }
    const again = await inTime(raw.post(sid, answer.tail))
    expect(again.twiml.match(/AI assistant/g) ?? []).toHaveLength(step === 'connected' ? 1 : 0)
    const next = await stream(sid, again)
    await next.speaks('Again.')
    expect(heard().at(-1)).toBe('Again.')
    expect(next.orders).toContain('media')
  })

  it('is heard by no model before a yes, whatever comes on the socket', async () => {
    await open({ speech: { consent: 'ask' } })
    await answered()
    const proof = createHmac('sha256', office.account.authToken).update(`call-token:${sid}`)
    const line = await stream(sid, { token: proof.digest('base64url'), session: 'early' })
    expect(await line.closed).toBe(1013)
    const back = await inTime(raw.post(sid, '/webhooks/voice/resume?session=early&lost=stream'))
    expect(back.twiml).not.toContain('<Stream')
    expect(office.model.sessions).toEqual([])
  })

  it('whose answer failed at the carrier goes on by Gather, and the stream has no way back', async () => {
    await open()
    const answer = await answered()
    const line = await stream(sid, answer)
    await line.speaks('Hello?')
    const instead = await inTime(
      raw.post(sid, '/webhooks/voice/fallback', { ErrorCode: '12100', ErrorUrl: answer.tail }),
    )
    expect(instead.twiml).toContain('<Gather')
    expect(await inTime(line.closed)).toBe(1000)
    const late = await stream(sid, answer)
    expect(await late.closed).toBe(1013)
  })

  it('hears nothing of what others are told, and nobody hears them', async () => {
    await open()
    const [one, two] = [await answered(sid), await answered(otherSid)]
    const line = await stream(sid, one)
    const stolen = await stream(otherSid, one)
    expect(await stolen.closed).toBe(1008)
    const other = await stream(otherSid, two)
    await Promise.all([line.speaks('First'), other.speaks('Second')])
    expect(heard().toSorted()).toEqual(['First', 'Second'])
  })
})
