import { describe, expect, it } from 'vitest'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import type { ToolOffer } from '../../src/calls/brain.ts'
import type { Sound } from '../../src/calls/sound.ts'
import type { SpeechBrain, SpeechRequest, SpeechSession } from '../../src/calls/speech-brain.ts'
import { createRecordingListener, type RecordingListener } from '../fakes/speech-listener.ts'

/** A speech brain under test, with its model in the test's hand. */
export interface SpeechBrainUnderTest extends AsyncDisposable {
  readonly brain: SpeechBrain
  /** What the model does when it is asked for its next answers, one after the other. */
  thinks(...answers: readonly ModelAnswer[]): void
  /** Sound that the model understands, of these words and of the silence after them. */
  soundOf(words: string): readonly Sound[]
  /** Waits until the model has heard these words. */
  hears(words: string): Promise<void>
  /** The connection to the model breaks, without a word. */
  breaks(): void
}

export type ModelAnswer = { readonly says: string } | { readonly calls: readonly string[] }

/** What every speech brain must honour, see `SpeechBrain` and `SpeechSession`. */
export function speechBrainContract(
  name: string,
  create: () => Promise<SpeechBrainUnderTest>,
): void {
  const long = 'We are open from nine to five, from Monday to Friday, and closed on Sundays.'

  async function talk(run: (parts: Talk) => Promise<void>): Promise<void> {
    await using model = await create()
    const session = model.brain.open(speechRequest())
    const told = createRecordingListener()
    session.attach(told)
    try {
      await run({ model, session, told })
    } finally {
      session.close()
    }
  }

  describe(`${name}, as a brain that listens and speaks`, () => {
    it('has a name that the record of a call can hold', async () => {
      await using model = await create()
      expect(model.brain.name).toMatch(/^[a-z0-9][a-z0-9.-]*$/)
    })

    it('says once that it hears the caller', () =>
      talk(async ({ session, told }) => {
        await told.until(() => told.of('ready').length > 0)
        session.answer()
        await told.until(() => told.of('answer-ended').length > 0)
        expect(told.of('ready')).toHaveLength(1)
      }))

    it('tells first what had happened before anybody listened', async () => {
      await using model = await create()
      const session = model.brain.open(speechRequest())
      for (const sound of model.soundOf('Hello')) session.hear(sound)
      await model.hears('Hello')
      const told = createRecordingListener()
      session.attach(told)
      await told.until(() => told.of('caller-finished').length > 0)
      expect(told.order[0]).toBe('ready')
      session.close()
    })

    it('hears what the caller said before it was ready, in order and whole', () =>
      talk(async ({ session, model, told }) => {
        for (const sound of model.soundOf('I would like a table')) session.hear(sound)
        expect(told.of('ready')).toEqual([])
        await model.hears('I would like a table')
      }))

    it('tells where the caller begins and ends, and what was said', () =>
      talk(async ({ session, model, told }) => {
        for (const sound of model.soundOf('Good morning')) session.hear(sound)
        const words = await told.until(() => told.of('caller-words')[0])
        expect(words.text).toBe('Good morning')
        const { utterance } = words
        const about = told.events.filter((e) => 'utterance' in e && e.utterance === utterance)
        expect(about.map(({ type }) => type).slice(0, 3)).toEqual([
          'caller-started',
          'caller-stopped',
          'caller-finished',
        ])
      }))

    it('speaks when it is asked to, and not before', () =>
      talk(async ({ session, model, told }) => {
        model.thinks({ says: long })
        for (const sound of model.soundOf('Hello')) session.hear(sound)
        await told.until(() => told.of('caller-words').length > 0)
        expect(told.of('answer-started')).toEqual([])
        session.answer()
        const { answer, reason } = await told.until(() => told.of('answer-ended')[0])
        expect(reason).toBe('finished')
        expect(told.heardMs(answer)).toBeGreaterThan(0)
        expect(wordsOf(told, answer)).toBe(long)
      }))

    it('has one answer at a time, in the order in which they were asked for', () =>
      talk(async ({ session, model, told }) => {
        model.thinks({ says: long }, { says: 'Goodbye.' })
        session.answer()
        session.say({ saying: 'still-there', words: 'Are you still there?' })
        session.answer({ instruction: 'Say goodbye.' })
        await told.until(() => told.of('answer-ended').length === 3)
        const [first, second, third] = told.of('answer-started')
        expect([first?.saying, second?.saying, third?.saying]).toEqual([
          undefined,
          'still-there',
          undefined,
        ])
        expectOneAtATime(told)
      }))

    it('begins and ends each answer once, first and last of all that is told of it', () =>
      talk(async ({ session, model, told }) => {
        model.thinks({ says: long })
        session.answer()
        await told.until(() => told.of('answer-ended').length > 0)
        expectWholeAnswers(told)
      }))

    it('tells nothing more of an answer that was cut off, but its end', () =>
      talk(async ({ session, model, told }) => {
        model.thinks({ says: long.repeat(3) }, { says: 'Yes.' })
        let cutAt = 0
        told.onTold((what) => {
          const [started] = told.of('answer-started')
          if (what !== 'sound' || cutAt > 0 || !started) return
          cutAt = told.order.length
          session.cutOff(started.answer, 40)
          session.answer()
        })
        session.answer()
        await told.until(() => told.of('answer-ended').length === 2)
        const [cut, next] = told.of('answer-ended')
        expect([cut?.reason, next?.reason]).toEqual(['cut-off', 'finished'])
        const later = told.order.slice(cutAt).filter((one) => one.endsWith(` ${cut?.answer}`))
        expect(later).toEqual([`answer-ended ${cut?.answer}`])
        expectOneAtATime(told)
      }))

    it('can be told that an answer was cut off when it has long ended', () =>
      talk(async ({ session, model, told }) => {
        model.thinks({ says: long }, { says: 'Yes.' })
        session.answer()
        const { answer } = await told.until(() => told.of('answer-ended')[0])
        const before = told.order.length
        session.cutOff(answer, 100)
        session.answer()
        await told.until(() => told.of('answer-ended').length === 2)
        expect(told.order.slice(before).filter((one) => one.endsWith(` ${answer}`))).toEqual([])
      }))

    it('waits for the results of all tools before it answers again', () =>
      talk(async ({ session, model, told }) => {
        model.thinks({ calls: ['take-message', 'end-call'] }, { says: 'Done.' })
        session.answer()
        const { reason } = await told.until(() => told.of('answer-ended')[0])
        expect(reason).toBe('tools')
        const calls = told.of('tool-call')
        expect(calls.map(({ tool }) => tool)).toEqual(['take-message', 'end-call'])
        expect(new Set(calls.map(({ toolCallId }) => toolCallId)).size).toBe(2)
        for (const { toolCallId } of calls) {
          session.toolDone({ toolCallId, result: { ok: false, reason: 'failed', detail: 'no' } })
        }
        session.answer()
        const next = await told.until(() => told.of('answer-ended')[1])
        expect(wordsOf(told, next.answer)).toBe('Done.')
      }))

    it('says once, and last of all, that it is lost', () =>
      talk(async ({ session, model, told }) => {
        model.thinks({ says: long.repeat(5) })
        session.answer()
        await told.until(() => told.order.some((one) => one.startsWith('sound')))
        model.breaks()
        await told.until(() => told.of('lost').length > 0)
        useAll(session, model)
        model.breaks()
        expect(told.of('lost')).toHaveLength(1)
        expect(told.order.at(-1)).toBe('lost')
      }))

    it('tells nothing after it was closed, and takes whatever it is asked', () =>
      talk(async ({ session, model, told }) => {
        model.thinks({ says: long.repeat(5) })
        session.answer()
        await told.until(() => told.order.some((one) => one.startsWith('sound')))
        session.close()
        const before = told.order.length
        useAll(session, model)
        session.close()
        model.breaks()
        expect(told.order).toHaveLength(before)
      }))

    it('takes whatever it is asked before it is ready', () =>
      talk(async ({ session, model, told }) => {
        session.cutOff('no-such-answer', 100)
        session.remember('We are closed today.')
        session.read('1')
        session.toolDone({
          toolCallId: 'none',
          result: { ok: false, reason: 'failed', detail: '' },
        })
        model.thinks({ says: 'Yes.' })
        session.answer()
        const { reason } = await told.until(() => told.of('answer-ended')[0])
        expect(reason).toBe('finished')
      }))

    it('keeps two calls apart', async () => {
      await using model = await create()
      const sessions = [1, 2].map(() => {
        const session = model.brain.open(speechRequest())
        const told = createRecordingListener()
        session.attach(told)
        session.say({ saying: 'hello', words: 'Hello.' })
        return { session, told }
      })
      for (const { session, told } of sessions) {
        await told.until(() => told.of('answer-ended').length > 0)
        expect(told.of('answer-started')).toHaveLength(1)
        session.close()
      }
    })
  })
}

interface Talk {
  readonly model: SpeechBrainUnderTest
  readonly session: SpeechSession
  readonly told: RecordingListener
}

const tools: readonly ToolOffer[] = ['take-message', 'end-call'].map((tool) => {
  return { name: tool, description: tool, parameters: { type: 'object', properties: {} } }
})

/** A caller of whom nothing is known, at the beginning of a call to a front desk in New York. */
export function speechRequest(changes: Partial<SpeechRequest> = {}): SpeechRequest {
  return {
    agent: defaultAgent({ id: 'front-desk', timeZone: 'America/New_York' }),
    caller: { phoneNumber: '+12025550123', name: undefined },
    transcript: [],
    tools,
    now: new Date('2026-06-03T14:00:00Z'),
    ...changes,
  }
}

function wordsOf(told: RecordingListener, answer: string): string {
  return told
    .of('answer-words')
    .flatMap((event) => (event.answer === answer ? [event.text] : []))
    .join('')
    .trim()
}

/** Every verb of a session: none of them may throw, whatever has become of it. */
function useAll(session: SpeechSession, model: SpeechBrainUnderTest): void {
  for (const sound of model.soundOf('Hello?')) session.hear(sound)
  session.read('5')
  session.answer()
  session.say({ saying: 'late', words: 'Hello?' })
  session.cutOff('some-answer', 10)
  session.remember('Hello?')
  session.forget('some-utterance')
  session.toolDone({ toolCallId: 'call', result: { ok: false, reason: 'failed', detail: '' } })
}

function expectWholeAnswers(told: RecordingListener): void {
  for (const { answer } of told.of('answer-started')) {
    const about = told.order.filter((one) => one.endsWith(` ${answer}`))
    expect(about[0]).toBe(`answer-started ${answer}`)
    expect(about.at(-1)).toBe(`answer-ended ${answer}`)
    expect(about.filter((one) => one.startsWith('answer-started'))).toHaveLength(1)
    expect(about.filter((one) => one.startsWith('answer-ended'))).toHaveLength(1)
  }
}

/** Everything of one answer is told before anything of the next one. */
function expectOneAtATime(told: RecordingListener): void {
  expectWholeAnswers(told)
  const answers = told.order.flatMap((one) => {
    const [, answer] = one.split(' ')
    return answer === undefined ? [] : [answer]
  })
  const stretches = answers.filter((answer, index) => answer !== answers[index - 1])
  expect(stretches).toHaveLength(new Set(answers).size)
}
