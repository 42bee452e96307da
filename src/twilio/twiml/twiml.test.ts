import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTwiml, shapeOf } from '../../../test/fakes/read-twiml.ts'
import { connectRelay } from './connect-relay.ts'
import { connectStream } from './connect-stream.ts'
import { dial } from './dial.ts'
import { hangUp, pause, redirect } from './flow.ts'
import { gatherKey, gatherSpeech } from './gather.ts'
import { patientUrl } from './patient-url.ts'
import { renderTwiml, type Verb } from './render-twiml.ts'
import { say } from './say.ts'
import { xmlText } from './xml-text.ts'

const verbsOf = (...verbs: Verb[]) => readTwiml(renderTwiml(verbs))

const relay = {
  actionUrl: 'https://x.example/resume',
  socketUrl: 'wss://x.example/relay',
  welcomeGreeting: 'Hello',
  language: 'en-US',
  token: 'abc',
}
const phone = {
  phoneNumber: '+12025550123',
  callerId: '+12025550100',
  ringSeconds: 20,
  longestTalkSeconds: 7200,
  whisperUrl: 'https://x.example/whisper?call=CA1&token=t',
  actionUrl: 'https://x.example/dial?attempt=1',
}
const gathering = {
  prompt: { words: 'How can I help?' },
  actionUrl: 'https://x.example/speech?step=1',
  language: 'en-US',
  timeoutSeconds: 8,
}

describe('TwiML', () => {
  it('connects a caller to the relay, who may fall in by voice and by keys', () => {
    const [connect] = verbsOf(connectRelay(relay))
    expect(connect?.attributes).toEqual({ action: relay.actionUrl })
    expect(connect?.children[0]?.attributes).toEqual({
      url: relay.socketUrl,
      welcomeGreeting: 'Hello',
      language: 'en-US',
      interruptible: 'any',
      welcomeGreetingInterruptible: 'any',
      dtmfDetection: 'true',
      events: 'speaker-events tokens-played',
    })
    expect(connect?.children[0]?.children[0]?.attributes).toEqual({ name: 'token', value: 'abc' })
  })

  it('connects a caller’s sound to us, asks nobody afterwards, and hands on what belongs to it', () => {
    const [connect] = verbsOf(
      connectStream({
        socketUrl: 'wss://x.example/media',
        parameters: { token: 'abc', session: 's' },
      }),
    )
    expect(connect?.attributes).toEqual({})
    expect(connect?.children[0]).toMatchObject({
      name: 'Stream',
      attributes: { url: 'wss://x.example/media' },
      children: [
        { name: 'Parameter', attributes: { name: 'token', value: 'abc' } },
        { name: 'Parameter', attributes: { name: 'session', value: 's' } },
      ],
    })
  })

  it('names the voice that the owner chose, and the words to expect', () => {
    const speaker = { provider: 'Google', voice: 'en-US-Journey-O' }
    const [connect] = verbsOf(connectRelay({ ...relay, speaker, hints: ['Harbor', 'Ada'] }))
    expect(connect?.children[0]?.attributes).toMatchObject({
      ttsProvider: 'Google',
      voice: 'en-US-Journey-O',
      hints: 'Harbor,Ada',
    })
  })

  it('greets nobody where there is nothing to say', () => {
    const [connect] = verbsOf(connectRelay({ ...relay, welcomeGreeting: '' }))
    expect(connect?.children[0]?.attributes).not.toHaveProperty('welcomeGreeting')
    expect(verbsOf(say({ words: ' ' }), hangUp).map(({ name }) => name)).toEqual(['Hangup'])
  })

  it('listens to speech and keys, and lets nobody talk over the agent', () => {
    const [gather] = verbsOf(gatherSpeech(gathering))
    expect(gather?.attributes).toEqual({
      input: 'speech dtmf',
      action: gathering.actionUrl,
      method: 'POST',
      timeout: '8',
      speechTimeout: 'auto',
      bargeIn: 'false',
      actionOnEmptyResult: 'false',
      language: 'en-US',
      speechModel: 'phone_call',
      enhanced: 'true',
    })
    expect(gather?.children).toMatchObject([{ name: 'Say', text: 'How can I help?' }])
  })

  it('waits for nothing after a key where one is an answer', () => {
    const [gather] = verbsOf(gatherSpeech({ ...gathering, oneKey: true }))
    expect(gather?.attributes['numDigits']).toBe('1')
  })

  it('asks for the telephone model only where the carrier has it', () => {
    const [gather] = verbsOf(gatherSpeech({ ...gathering, language: 'de-DE' }))
    expect(gather?.attributes['language']).toBe('de-DE')
    expect(gather?.attributes).not.toHaveProperty('enhanced')
  })

  it('rings a phone, and only a key there puts the caller through', () => {
    const [dialling] = verbsOf(dial(phone))
    expect(dialling).toMatchObject({
      attributes: {
        action: phone.actionUrl,
        timeout: '20',
        timeLimit: '7200',
        answerOnBridge: 'true',
        callerId: '+12025550100',
      },
      children: [{ name: 'Number', attributes: { url: phone.whisperUrl }, text: '+12025550123' }],
    })
    const [whisper] = verbsOf(gatherKey({ ...gathering, prompt: { words: 'A call' } }))
    expect(whisper?.attributes).toMatchObject({ input: 'dtmf', numDigits: '1', finishOnKey: '' })
  })

  it('says, waits and goes on elsewhere', () => {
    const twiml = renderTwiml([
      say({ words: 'One moment', language: 'en-US', voice: 'Polly.Joanna' }),
      pause(1),
      redirect(patientUrl('https://x.example/speech?step=1&more=2')),
    ])
    expect(twiml).toContain('<Say language="en-US" voice="Polly.Joanna">One moment</Say>')
    expect(shapeOf(readTwiml(twiml))).toBe('Say Pause Redirect')
    expect(readTwiml(twiml)[2]?.text).toBe(
      'https://x.example/speech?step=1&more=2#rc=5&rp=ct,rt,5xx&ct=1000&rt=5000&tt=15000',
    )
  })

  it('that says nothing is a document all the same', () => {
    expect(verbsOf()).toEqual([])
  })
})

describe('text of any kind in TwiML', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      '<Hangup/>',
      '"/><Dial>+882</Dial><Say x="',
      ']]>&#0;&lt;',
      '\u0000\u0008\u000B\uFFFE\uD800',
      'a\tb\nc\rd',
      '<!-- --><?xml?>',
    ),
  )

  it('is read back as it was written, and changes no element', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [spoken] = verbsOf(say({ words: `x${text}` }))
        expect(spoken).toMatchObject({ name: 'Say', children: [], text: xmlText(`x${text}`) })
      }),
    )
  })

  it('keeps to its attribute', () => {
    fc.assert(
      fc.property(anyText, anyText, (words, name) => {
        const all = verbsOf(
          connectRelay({
            ...relay,
            welcomeGreeting: `x${words}`,
            speaker: { provider: `p${name}`, voice: `v${words}` },
            hints: [`h${name}`],
            token: `t${words}`,
          }),
          gatherSpeech({ ...gathering, prompt: { words: `x${words}` }, language: `l${name}` }),
          gatherKey({ ...gathering, prompt: { words: `x${words}`, voice: `v${name}` } }),
          dial({ ...phone, phoneNumber: `+${name}`, callerId: `c${words}` }),
          connectStream({
            socketUrl: 'wss://x.example/media',
            parameters: { [`n${name}`]: `v${words}` },
          }),
        )
        expect(shapeOf(all)).toBe(
          'Connect(ConversationRelay(Parameter)) Gather(Say) Gather(Say) Dial(Number) Connect(Stream(Parameter))',
        )
        expect(all[0]?.children[0]?.attributes).toMatchObject({
          welcomeGreeting: xmlText(`x${words}`),
          ttsProvider: xmlText(`p${name}`),
          voice: xmlText(`v${words}`),
          hints: xmlText(`h${name}`),
        })
        expect(all[0]?.children[0]?.children[0]?.attributes).toEqual({
          name: 'token',
          value: xmlText(`t${words}`),
        })
        expect(all[3]?.attributes['callerId']).toBe(xmlText(`c${words}`))
      }),
    )
  })

  it('loses only what XML cannot hold', () => {
    expect(xmlText('Grüße 你好 👋 <b> & "q" \t\n')).toBe('Grüße 你好 👋 <b> & "q" \t\n')
    expect(xmlText('a\u0000b\u000Bc\uFFFFd')).toBe('abcd')
    expect(xmlText('half \uD83D a pair')).toBe('half \uFFFD a pair')
  })
})
