import { describe, expect, it } from 'vitest'
import { notice } from '../../test/fakes/answered-call.ts'
import { speaks } from '../../test/fakes/speech-brain.ts'
import { greeting, spokenCall, wordsOfHouse } from '../../test/fakes/spoken-call.ts'
import { goOnFrom } from './speech-instructions.ts'

const hours = 'We open at nine and close at five.'

describe('a spoken conversation', () => {
  it('answers what the caller said, and keeps both in order', async () => {
    const call = await spokenCall({ scripts: [speaks(hours)] })
    await call.says('When are you open?')
    await call.passes(4_000)
    expect(call.line.heard).toBe(hours)
    await call.hangsUp()
    expect(call.transcript()).toEqual([
      `agent: ${greeting}`,
      'caller: When are you open?',
      `agent: ${hours}`,
    ])
  })

  it('begins with the greeting that the carrier has spoken, and knows it to be heard', async () => {
    const call = await spokenCall()
    expect(call.written.slice(0, 2)).toEqual([
      {
        kind: 'agent-heard',
        payload: { turn: 0, text: greeting, planned: greeting, interrupted: false },
      },
      { kind: 'notice-heard', payload: { text: notice } },
    ])
    expect(call.brain.requests[0]?.transcript).toMatchObject([{ speaker: 'agent', text: greeting }])
  })

  it('has a session that was opened before the greeting know of it', async () => {
    const call = await spokenCall({ isPrepared: true })
    expect(call.brain.sessions).toHaveLength(1)
    expect(call.told()).toEqual([`remember ${greeting}`])
  })

  it('gives the caller’s sound to the model as it comes', async () => {
    const call = await spokenCall()
    const sound = Buffer.from('////')
    call.conversation.heard(sound)
    call.conversation.heard(sound)
    expect(call.brain.session.heardBytes).toBe(8)
    await call.hangsUp()
    call.conversation.heard(sound)
    expect(call.brain.session.heardBytes).toBe(8)
  })

  it('has one answer at most asked for at a time', async () => {
    const call = await spokenCall({ scripts: [speaks(hours), speaks('Yes.')] })
    await call.says('When are you open?', { wordsAfterMs: 0 })
    await call.says('On Mondays too?', { wordsAfterMs: 0 })
    await call.passes(3_000)
    expect(call.told().filter((one) => one === 'answer')).toHaveLength(2)
    expect(call.line.heard).toBe('Yes.')
  })

  it('shows the agent’s words as they are heard, and keeps each whole sentence', async () => {
    const two = 'We open at nine. We close at five.'
    const call = await spokenCall({ scripts: [speaks(two)] })
    await call.says('When are you open?')
    await call.passes(1_400)
    expect(call.live.lines.at(-1)).toMatchObject({ text: 'We open at nine.', planned: two })
    expect(call.all('agent-hearing')).toEqual([{ turn: 1, text: 'We open at nine.', planned: two }])
  })

  it('measures where the time of a turn goes', async () => {
    const call = await spokenCall({ scripts: [speaks(hours)] })
    await call.says('When are you open?')
    await call.passes(4_000)
    expect(call.all('turn-measured')).toEqual([
      {
        turn: 1,
        detectionMs: 500,
        brainFirstWordMs: 300,
        toolsMs: 0,
        durableMs: 200,
        firstWordSentMs: 300,
        firstWordHeardMs: 800,
        playbackMs: 0,
        fillerHeardMs: undefined,
      },
    ])
  })

  it('is in the phase that the caller hears', async () => {
    const call = await spokenCall({ scripts: [speaks(hours)] })
    const phases = [call.live.summary.phase]
    await call.says('When are you open?', { wordsAfterMs: 100 })
    phases.push(call.live.summary.phase)
    await call.passes(500)
    phases.push(call.live.summary.phase)
    await call.passes(3_000)
    expect([...phases, call.live.summary.phase]).toEqual([
      'listening',
      'thinking',
      'speaking',
      'listening',
    ])
  })

  it('goes on with an answer that broke off with the line before', async () => {
    const call = await spokenCall({
      scripts: [speaks('and close at five.')],
      talk: {
        lastTurn: 3,
        opening: { notice: '', words: wordsOfHouse.reconnectedGoingOn },
        brokenAnswer: { transcript: [], saidAlready: 'We open at nine', afterwards: 'hang-up' },
      },
    })
    await call.passes(3_000)
    expect(call.told()).toEqual([`answer: ${goOnFrom('We open at nine')}`])
    expect(call.line.heard).toBe('and close at five.')
    expect(call.line.deeds).toEqual(['end'])
  })

  it('ends when the caller hangs up, with what was heard by then', async () => {
    const call = await spokenCall({ scripts: [speaks(hours)] })
    await call.says('When are you open?')
    await call.passes(1_000)
    expect(await call.hangsUp()).toEqual({ by: 'caller', transfer: undefined })
    expect(call.transcript().at(-1)).toBe('agent: We open at nine')
    expect(call.brain.session.isClosed).toBe(true)
  })

  it('ends by a fault when the line breaks', async () => {
    const call = await spokenCall()
    call.line.closes('fault')
    expect(await call.conversation.ended).toEqual({ by: 'fault', transfer: undefined })
  })

  it('takes words as heard when the line never tells that they were', async () => {
    const call = await spokenCall({ scripts: [speaks(hours)] })
    call.line.losesMarks()
    await call.says('When are you open?')
    await call.passes(7_000)
    expect(call.transcript().at(-1)).toContain('caller')
    await call.passes(1_000)
    expect(call.transcript().at(-1)).toBe(`agent: ${hours}`)
  })

  it('tells what the network lost', async () => {
    const call = await spokenCall()
    call.conversation.receive({ type: 'sound-lost', lostMs: 60 })
    expect(call.events).toContainEqual(expect.objectContaining({ type: 'sound-lost', lostMs: 60 }))
  })

  it('writes down what each answer comes to, also one that was cut', async () => {
    const call = await spokenCall()
    const audio = { inputTokens: 100, cacheReadTokens: 20, outputTokens: 30 }
    const usage = { model: 'm', inputTokens: 120, cacheReadTokens: 20, cacheWriteTokens: 0 }
    const used = { ...usage, outputTokens: 40, audio, transcribedSeconds: 0 }
    call.brain.session.tells({ type: 'used', usage: used })
    expect(call.all('brain-used')).toEqual([{ turn: 0, brain: 'fake-speech', ...used }])
  })

  it('writes down trouble that it survives, and not without end', async () => {
    const call = await spokenCall()
    for (let time = 0; time < 100; time += 1) {
      call.brain.session.tells({ type: 'trouble', detail: 'a strange event' })
    }
    expect(call.all('speech-troubled')).toHaveLength(20)
    expect(call.brain.sessions).toHaveLength(1)
  })
})

describe('a model that tells nonsense', () => {
  it('is not heard with what nobody asked for', async () => {
    const call = await spokenCall()
    const { session } = call.brain
    session.tells({ type: 'answer-started', answer: 'x' })
    session.tells({ type: 'answer-words', answer: 'x', text: 'Hello' })
    session.tells({ type: 'answer-ended', answer: 'x', reason: 'finished' })
    expect(call.told()).toEqual(['cut x at 0'])
    expect(call.line.givenMs).toBe(0)
  })

  it('about answers long gone changes nothing', async () => {
    const call = await spokenCall({ scripts: [speaks(hours)] })
    await call.says('When are you open?')
    await call.passes(4_000)
    const { session } = call.brain
    session.tells({ type: 'answer-words', answer: 's1a1', text: ' And more.' })
    session.tells({ type: 'answer-ended', answer: 's1a1', reason: 'failed' })
    session.tells({
      type: 'tool-call',
      answer: 's1a1',
      toolCallId: 'late',
      tool: 'end-call',
      arguments: {},
    })
    await call.passes(1_000)
    expect(call.transcript().at(-1)).toBe(`agent: ${hours}`)
    expect(call.line.deeds).toEqual([])
  })

  it('about words of nothing that was said changes nothing', async () => {
    const call = await spokenCall()
    call.words('nobody', 'Boo!')
    await call.passes(1_000)
    expect(call.transcript()).toEqual([`agent: ${greeting}`])
  })

  it('about an end without a beginning has it taken for something said', async () => {
    const call = await spokenCall({ scripts: [speaks('Yes?')] })
    call.brain.session.tells({ type: 'caller-finished', utterance: 'u9' })
    call.words('u9', 'Hello?')
    await call.passes(2_000)
    expect(call.line.heard).toBe('Yes?')
    expect(call.transcript()).toContain('caller: Hello?')
  })

  it('and says nothing is covered by an apology', async () => {
    const call = await spokenCall({ scripts: [speaks('')] })
    await call.says('When are you open?')
    await call.passes(3_000)
    expect(call.line.heard).toBe(wordsOfHouse.lost)
    expect(call.all('brain-failed')).toEqual([{ turn: 1, reason: 'fake-speech said nothing' }])
  })
})
