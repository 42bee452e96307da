import { afterEach, describe, expect, it } from 'vitest'
import { everythingSettles, notice, sid } from '../../test/fakes/answered-call.ts'
import { openStream } from '../../test/fakes/open-stream.ts'
import { silentBrain } from '../../test/fakes/sound-gateway.ts'
import { openVoiceGateway } from '../../test/fakes/voice-gateway.ts'
import { defaultAgent } from '../agents/default-agent.ts'
import { standingWords } from '../agents/standing-words.ts'
import type { SpeechBrain } from '../calls/speech-brain.ts'
import { consentIn } from './consent-answer.ts'

const { voice } = defaultAgent({ id: 'a', timeZone: 'America/New_York' })
const asking = {
  voice: { ...voice, channel: 'media', speech: { ...voice.speech, consent: 'ask' } },
} as const
const { question, questionAgain, refused } = standingWords().consent
const streamShape = 'Say Connect(Stream(Parameter Parameter)) Say Redirect'

let gateway: Awaited<ReturnType<typeof openVoiceGateway>>
afterEach(() => gateway.server.close())

/** How often a model was made to listen. */
let opened = 0
const speechOn = (): SpeechBrain => ({
  ...silentBrain,
  open(request) {
    opened += 1
    return silentBrain.open(request)
  },
})

async function asked(setting: Parameters<typeof openVoiceGateway>[0] = {}) {
  opened = 0
  gateway = await openVoiceGateway({ agent: asking, speechOn, ...setting })
  return gateway.post('/webhooks/voice', { CallStatus: 'ringing' })
}

const record = async () => (await gateway.stores.archive.find(sid))?.entries ?? []

describe('a caller who is asked whether a model may listen', () => {
  it('hears who is speaking and the question, and no model listens yet', async () => {
    const reply = await asked()
    expect(reply.shape).toBe('Gather(Say) Redirect')
    expect(reply.words).toBe(`${notice} ${question}`)
    expect(reply.verbs[0]?.attributes).toMatchObject({ input: 'speech dtmf', numDigits: '1' })
    expect(opened).toBe(0)
    const { line } = openStream()
    expect(gateway.switchboard.connectAudio(sid, line)).toBeUndefined()
  })

  it.each([{ SpeechResult: 'Yes, that is fine.' }, { Digits: '1' }])(
    'is connected after %o, without the notice once more',
    async (fields) => {
      const reply = await answering(fields)
      expect(reply.shape).toBe(streamShape)
      expect(reply.verbs[0]?.text).toBe('How can I help you?')
      expect(opened).toBe(1)
      const words = fields.SpeechResult ?? fields.Digits
      expect(await record()).toContainEqual(
        expect.objectContaining({ kind: 'consent-answered', payload: { given: true, words } }),
      )
    },
  )

  it('is told goodbye after a no, and is to be called back', async () => {
    const reply = await answering({ SpeechResult: 'No, I do not want that.' })
    expect(reply.shape).toBe('Say Hangup')
    expect(reply.words).toBe(refused({ callback: true }))
    expect(opened).toBe(0)
    await everythingSettles()
    const { items } = await gateway.stores.tasks.list({ limit: 10 })
    expect(items).toMatchObject([{ type: 'callback', payload: { phoneNumber: '+12025550123' } }])
    expect((await record()).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['consent-answered', 'tool-done', 'ended']),
    )
  })

  it('hears that the connection is lost where nobody knows the call', async () => {
    gateway = await openVoiceGateway({ agent: asking, speechOn })
    const reply = await gateway.post('/webhooks/voice/consent?time=1', { SpeechResult: 'Yes.' })
    expect(reply.words).toBe(standingWords().connectionLost)
  })

  it('is promised no call where nobody knows the number', async () => {
    const reply = await answering({ Digits: '2', From: 'anonymous' }, { From: 'anonymous' })
    expect(reply.words).toBe(refused({ callback: false }))
  })

  it('is asked once more after silence or a word that is no answer, and then no more', async () => {
    const first = await asked()
    const again = await gateway.post(first.verbs.at(-1)?.text ?? '')
    expect(again.shape).toBe('Gather(Say) Redirect')
    expect(again.words).toBe(questionAgain)
    const last = await gateway.post(again.next, { SpeechResult: 'What?' })
    expect(last.words).toBe(refused({ callback: true }))
    expect(opened).toBe(0)
  })

  it('gets the same answer to the same answer', async () => {
    const reply = await asked()
    const [first, second] = [
      await gateway.post(reply.next, { Digits: '2' }),
      await gateway.post(reply.next, { Digits: '2' }),
    ]
    expect(second.twiml).toBe(first.twiml)
    expect((await record()).filter(({ kind }) => kind === 'consent-answered')).toHaveLength(1)
  })

  it('is not asked again when the stream breaks, also in a process that did not ask', async () => {
    const reply = await answering({ Digits: '1' })
    const tail = reply.verbs.at(-1)?.text ?? ''
    expect((await gateway.post(tail)).shape).toBe(streamShape)
    const before = gateway
    await everythingSettles()
    gateway = await openVoiceGateway({ agent: asking, speechOn, before })
    expect((await gateway.post(tail)).shape).toMatch(/Connect\(Stream/)
    await before.server.close()
  })

  it('is asked by a process that did not answer the call, before anything else', async () => {
    await asked()
    const before = gateway
    await everythingSettles()
    gateway = await openVoiceGateway({ agent: asking, speechOn, before })
    const reply = await gateway.post('/webhooks/voice', { CallStatus: 'ringing' })
    expect(reply.words).toContain(question)
    await before.server.close()
  })

  it('who has hung up is asked nothing', async () => {
    const reply = await answering({ CallStatus: 'completed' })
    expect(reply.shape).toBe('Hangup')
  })
})

/** The caller's first answer to the question. */
async function answering(fields: Record<string, string>, about: Record<string, string> = {}) {
  opened = 0
  gateway = await openVoiceGateway({ agent: asking, speechOn })
  const reply = await gateway.post('/webhooks/voice', { CallStatus: 'ringing', ...about })
  return gateway.post(reply.next, fields)
}

describe('an answer to the question whether a model may listen', () => {
  it.each([
    'Yes',
    'yeah sure',
    'Okay.',
    'That’s fine',
    'No problem',
    'I don’t mind',
    'Of course, go ahead',
    'why not',
    'one',
  ])('is yes: %s', (SpeechResult) => {
    expect(consentIn({ SpeechResult })).toBe('yes')
  })

  it.each([
    'No',
    'nope',
    'I’d rather not',
    'yes and no',
    'I do not agree',
    'that is not okay',
    'No, I don’t want an AI',
    'please don’t',
    'Never',
    'That’s not fine',
  ])('is no: %s', (SpeechResult) => {
    expect(consentIn({ SpeechResult })).toBe('no')
  })

  it.each([
    '',
    ' ',
    'What?',
    'I need an appointment',
    'nobody',
    'yesterday',
    'One moment',
    'the one on Main Street',
  ])('is none: "%s"', (SpeechResult) => {
    expect(consentIn({ SpeechResult })).toBe('unclear')
  })

  it('may be keyed in', () => {
    expect(['1', '2', '3', '#'].map((Digits) => consentIn({ Digits }))).toEqual([
      'yes',
      'no',
      'unclear',
      'unclear',
    ])
  })
})
