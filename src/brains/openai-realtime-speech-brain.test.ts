import { describe, expect, it } from 'vitest'
import type { FakeRealtimeOptions } from '../../bench/fakes/realtime/fake-options.ts'
import { createFakeRealtimeServer } from '../../bench/fakes/realtime/fake-realtime-server.ts'
import { scriptedMind, type MindAnswer } from '../../bench/fakes/realtime/mind.ts'
import { createWordsListener, soundOfWords } from '../../carrier/speech/audible-words.ts'
import {
  speechBrainContract,
  speechRequest,
  type ModelAnswer,
  type SpeechBrainUnderTest,
} from '../../test/contracts/speech-brain.contract.ts'
import { createRecordingListener } from '../../test/fakes/speech-listener.ts'
import type { SpeechRequest } from '../calls/speech-brain.ts'
import { systemClock } from '../lib/clock.ts'
import { createOpenaiRealtimeSpeechBrain } from './openai-realtime-speech-brain.ts'

speechBrainContract('OpenAI Realtime', async (): Promise<SpeechBrainUnderTest> => {
  const answers: ModelAnswer[] = []
  const server = await createFakeRealtimeServer({
    pace: { speed: 20 },
    mind: () => inTheirWords(answers.shift()),
  })
  const { url } = server
  const config = { apiKey: 'a-key', model: 'gpt-realtime-2.1', url }
  return {
    brain: createOpenaiRealtimeSpeechBrain({ config, clock: systemClock }),
    thinks: (...more) => void answers.push(...more),
    soundOf: (words) => framesOf(words),
    async hears(words) {
      const session = await server.session(0)
      await session.until(({ heard }) => heard.includes(words))
    },
    breaks: () => server.sessions.forEach((session) => session.closes(1006)),
    [Symbol.asyncDispose]: () => server.close(),
  }
})

function inTheirWords(answer: ModelAnswer | undefined): MindAnswer {
  if (!answer) return { says: 'I see.' }
  return 'says' in answer
    ? answer
    : { tools: answer.calls.map((name) => ({ name, arguments: {} })) }
}

/** Frames of 20 ms, as a carrier sends them, with a second of silence behind the words. */
function framesOf(words: string): readonly Buffer[] {
  const sound = Buffer.concat([soundOfWords(words), Buffer.alloc(8_000, 0xff)])
  return Array.from({ length: Math.ceil(sound.length / 160) }, (_, index) =>
    Buffer.from(sound.subarray(index * 160, (index + 1) * 160).toString('base64')),
  )
}

const at = new Date('2026-06-03T14:00:00Z')
const done = { kind: 'message-taken', reference: 'task-1', summary: 'Taken.', facts: {} } as const

/** A conversation with a server that answers wrong events as OpenAI does, and keeps a list of them. */
async function conversation(options: FakeRealtimeOptions, request: Partial<SpeechRequest> = {}) {
  const server = await createFakeRealtimeServer({ pace: { speed: 20 }, ...options })
  const config = { apiKey: 'a-key', model: 'gpt-realtime-2.1', url: server.url }
  const brain = createOpenaiRealtimeSpeechBrain({ config, clock: systemClock })
  const session = brain.open(speechRequest(request))
  const told = createRecordingListener()
  session.attach(told)
  const model = await server.session(0)
  return {
    server,
    session,
    told,
    model,
    says(words: string) {
      for (const sound of framesOf(words)) session.hear(sound)
    },
    /** Waits for the end of so many answers. */
    ended: (count: number) => told.until(() => told.of('answer-ended')[count - 1]),
    heard: (answer: string) =>
      createWordsListener().hear(Buffer.from(told.soundOf(answer).toString(), 'base64')),
    async [Symbol.asyncDispose]() {
      session.close()
      await server.close()
    },
  }
}

describe('a call with a model of OpenAI that speaks', () => {
  it('is a conversation that the model has as it was', async () => {
    const mind = scriptedMind(['We open at nine.', 'Goodbye.'])
    await using call = await conversation({ mind })
    call.says('When do you open?')
    await call.told.until(() => call.told.of('caller-finished').length === 1)
    call.session.answer()
    const first = await call.ended(1)
    expect(call.heard(first.answer)).toBe('We open at nine.')
    call.session.say({ saying: 'still-there', words: 'Are you still there?' })
    const second = await call.ended(2)
    expect(call.heard(second.answer)).toBe('Are you still there?')
    call.session.remember('Are you still there?')
    call.session.read('1')
    call.session.answer({ instruction: 'Say goodbye.' })
    await call.ended(3)
    const spoken = call.model.items.filter(({ by }) => by !== 'house')
    expect(spoken).toMatchObject([
      { by: 'caller', text: 'When do you open?' },
      { by: 'agent', text: 'We open at nine.' },
      { by: 'agent', text: 'Are you still there?' },
      { by: 'caller', text: '<caller>1</caller>' },
      { by: 'agent', text: 'Goodbye.' },
    ])
    expect(call.model.mostResponsesAtOnce).toBe(1)
    expect(call.server.violations).toEqual([])
  })

  it('holds of an answer that was cut off what was heard of it', async () => {
    const mind = scriptedMind(['We open at nine and close at five, and on Sundays not at all.'])
    await using call = await conversation({ mind, pace: { speed: 20, latePieces: 3 } })
    call.told.onTold((what) => {
      const [started] = call.told.of('answer-started')
      if (what !== 'sound' || !started || call.told.heardMs(started.answer) < 960) return
      // Sixty milliseconds are one character.
      call.session.cutOff(started.answer, 16 * 60)
    })
    call.session.answer()
    await call.ended(1)
    await call.model.until(({ items }) => items.some(({ by }) => by === 'agent'))
    await call.server.settled()
    expect(call.model.items.at(-1)).toMatchObject({ by: 'agent', text: 'We open at nine ' })
    expect(call.model.responses[0]).toMatchObject({ status: 'cancelled', truncatedAtMs: 960 })
    expect(call.server.violations).toEqual([])
  })

  it('holds an answer that was cut off after it was made, which is when most of them are', async () => {
    const mind = scriptedMind(['We open at nine and close at five.'])
    await using call = await conversation({ mind, pace: { speed: Infinity } })
    call.session.answer()
    const { answer } = await call.ended(1)
    call.session.cutOff(answer, 7 * 60)
    await call.server.settled()
    expect(call.model.items.at(-1)).toMatchObject({ by: 'agent', text: 'We open' })
    expect(call.server.violations).toEqual([])
  })

  it('uses tools, and goes on with all their results', async () => {
    const tools = [
      { name: 'take-message', arguments: { text: 'hi' } },
      { name: 'end-call', arguments: '{"a' },
    ]
    const mind = scriptedMind([{ says: 'One moment.', tools }, 'It is written down.'])
    await using call = await conversation({ mind })
    call.session.answer()
    expect(await call.ended(1)).toMatchObject({ reason: 'tools' })
    const calls = call.told.of('tool-call')
    expect(calls.map((one) => one.arguments)).toEqual([{ text: 'hi' }, '{"a'])
    for (const { toolCallId } of calls) {
      call.session.toolDone({ toolCallId, result: { ok: true, receipt: done } })
    }
    call.session.answer()
    await call.ended(2)
    const results = call.model.items.filter(({ by }) => by === 'tool-result')
    expect(results).toMatchObject(calls.map(({ toolCallId }) => ({ callId: toolCallId })))
    expect(JSON.stringify(results)).toContain('Taken.')
    expect(call.server.violations).toEqual([])
  })

  it('forgets a cough', async () => {
    await using call = await conversation({})
    call.says('Hm')
    const { utterance } = await call.told.until(() => call.told.of('caller-finished')[0])
    call.session.forget(utterance)
    await call.server.settled()
    expect(call.model.items.filter(({ by }) => by === 'caller')).toEqual([])
    expect(call.server.violations).toEqual([])
  })

  it('goes on where another session was lost', async () => {
    const result = { ok: true, receipt: done } as const
    const turn = { turn: 1, at }
    const transcript = [
      { speaker: 'caller', text: 'Tell Ann I called.', ...turn },
      { speaker: 'tool', toolCallId: 'x', tool: 'take-message', arguments: {}, result, ...turn },
      { speaker: 'agent', text: 'I will', planned: 'I will tell her.', interrupted: true, ...turn },
    ] as const
    await using call = await conversation({}, { transcript })
    await call.told.until(() => call.told.of('ready').length > 0)
    expect(call.model.items.map(({ by }) => by)).toEqual([
      'house',
      'caller',
      'tool-call',
      'tool-result',
      'agent',
      'house',
    ])
    expect(call.server.violations).toEqual([])
  })

  it('knows how long ago the caller began and ended, whatever the server adds to it', async () => {
    await using call = await conversation({})
    await call.told.until(() => call.told.of('ready').length > 0)
    call.says('Hello')
    const { agoMs: endedAgoMs } = await call.told.until(() => call.told.of('caller-stopped')[0])
    const [started] = call.told.of('caller-started')
    // Everything was given at once: 300 ms of words, and a second of silence behind them.
    expect(endedAgoMs).toBe(1_000)
    expect(started?.agoMs).toBe(1_300)
  })
})
