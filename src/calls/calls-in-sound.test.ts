import { describe, expect, it } from 'vitest'
import { everythingSettles, notice, sid } from '../../test/fakes/answered-call.ts'
import { callInSound, soundSwitchboard } from '../../test/fakes/call-in-sound.ts'
import { asksFor, speaks } from '../../test/fakes/speech-brain.ts'
import { standingWords } from '../agents/standing-words.ts'
import type { NextStep } from './next-step.ts'

const { connectionLost, reconnected } = standingWords()

function channelOf(step: NextStep): string {
  return step.do === 'talk' ? step.answered.channel : step.do
}

describe('a session with the speech model', () => {
  it('is opened while the carrier still greets the caller, and is there when the caller is', async () => {
    const call = soundSwitchboard()
    const { channel } = await call.answered()
    expect(channel).toBe('media')
    expect(call.speech.sessions).toHaveLength(1)
    expect(call.speech.requests[0]).toMatchObject({
      agent: { id: call.agent.id },
      caller: { phoneNumber: '+12025550123' },
      transcript: [],
    })
    await call.passes(100)
    const { talk } = call.join('VS1')
    expect(talk?.opening.words).toContain(notice)
    await everythingSettles()
    expect(call.speech.sessions).toHaveLength(1)
    const { entries } = await call.record()
    expect(entries.map(({ kind }) => kind)).toContain('speech-opened')
  })

  it('is opened once, however often the carrier asks how to begin', async () => {
    const call = soundSwitchboard()
    await call.answered()
    await call.answered()
    expect(call.speech.sessions).toHaveLength(1)
  })

  it('is not kept for a carrier that never connects', async () => {
    const call = soundSwitchboard()
    await call.answered()
    call.clock.advance(60_000)
    await everythingSettles()
    expect(call.speech.session.isClosed).toBe(true)
  })

  it('is closed when the caller hangs up before the line is there', async () => {
    const call = soundSwitchboard()
    await call.answered()
    const end = { sid, status: 'completed', durationSeconds: 1, at: call.clock.now() } as const
    await call.switchboard.settle({ ...end, direction: 'inbound', from: '+1', to: '+2' })
    expect(call.speech.session.isClosed).toBe(true)
  })

  it('knows all that was said, or is opened anew', async () => {
    const call = await callInSound({ says: [speaks('At nine.')] })
    await call.callerSays('When do you open?')
    await call.passes(2_000)
    call.line.closes('fault')
    await call.passes(2_100)
    await call.goOn('VS1')
    const { transcript } = call.speech.requests.at(-1) ?? { transcript: [] }
    expect(transcript.map(({ speaker, turn }) => `${speaker} ${turn}`)).toEqual([
      'agent 0',
      'caller 1',
      'agent 1',
    ])
    call.join('VS2')
    await everythingSettles()
    expect(call.speech.sessions).toHaveLength(2)
  })
})

describe('a caller of an agent that listens and speaks', () => {
  it('is answered in words where no speech model is there', async () => {
    const call = soundSwitchboard({ isTextOnly: true })
    expect((await call.answered()).channel).toBe('relay')
    expect(call.join().talk).toBeUndefined()
  })

  it('has one line of sound at a time, and none on a channel of words', async () => {
    const call = await callInSound()
    expect(call.join('VS2').talk).toBeUndefined()
    const words = soundSwitchboard({ voice: { channel: 'relay' } })
    await words.answered()
    expect(words.join().talk).toBeUndefined()
  })

  it('is not heard before they have agreed to it, where they are asked', async () => {
    const { speech } = soundSwitchboard().agent.voice
    const call = soundSwitchboard({ voice: { speech: { ...speech, consent: 'ask' } } })
    expect(await call.answered()).toMatchObject({ channel: 'media', asksConsent: true })
    expect(call.speech.sessions).toEqual([])
    expect(call.join('VS1').talk).toBeUndefined()
    const step = await call.switchboard.consentAnswered(sid, { given: true, words: 'Yes' })
    expect(channelOf(step)).toBe('media')
    expect(call.join('VS1').talk).toBeDefined()
  })

  it('hears the goodbye, and then the call ends, whoever tells of it first', async () => {
    const says = [asksFor('end-call', { reason: 'done' }), speaks('Goodbye.')]
    const socketFirst = await callInSound({ says })
    await socketFirst.callerSays('That is all')
    await socketFirst.passes(3_000)
    expect(socketFirst.line.deeds).toContain('end')
    socketFirst.line.closes()
    await everythingSettles()
    // It is over, and nobody here knows it any more.
    expect(await socketFirst.goOn('VS1', 'ended')).toEqual({ do: 'unknown' })

    const carrierFirst = await callInSound({ says })
    await carrierFirst.callerSays('That is all')
    await carrierFirst.passes(3_000)
    expect(await carrierFirst.goOn('VS1', 'ended')).toEqual({ do: 'hang-up', words: '' })
    carrierFirst.line.closes()
    await everythingSettles()
    for (const call of [socketFirst, carrierFirst]) {
      const record = await call.record()
      expect(record.entries.filter(({ kind }) => kind === 'ended')).toMatchObject([
        { payload: { endedBy: 'agent' } },
      ])
    }
  })
})

describe('a caller whose line of sound broke', () => {
  it('hears that we are back, and goes on with everything that was said', async () => {
    const call = await callInSound({ says: [speaks('At nine.'), speaks('On Mondays too.')] })
    await call.callerSays('When do you open?')
    await call.passes(2_000)
    call.line.closes('fault')
    await call.passes(2_100)
    const step = await call.goOn('VS1')
    expect(step).toMatchObject({ answered: { channel: 'media', opening: { words: reconnected } } })
    const again = call.join('VS2')
    await call.passes(200)
    await call.callerSays('On Mondays?')
    await call.passes(3_000)
    expect(again.line.heard).toBe('On Mondays too.')
  })

  it('has lost one line when both the socket and the carrier tell of it, in either order', async () => {
    const socketFirst = await callInSound()
    socketFirst.line.closes('fault')
    await everythingSettles()
    await socketFirst.goOn('VS1')
    const carrierFirst = await callInSound()
    await carrierFirst.goOn('VS1')
    carrierFirst.line.closes('fault')
    await carrierFirst.goOn('VS1')
    for (const call of [socketFirst, carrierFirst]) {
      const { entries } = await call.record()
      expect(entries.filter(({ kind }) => kind === 'line-lost')).toHaveLength(1)
    }
  })

  it('goes from sound to words to keys when nothing holds, and is let go in the end', async () => {
    const call = await callInSound()
    const channels: string[] = []
    for (let times = 1; times <= 5; times += 1) {
      channels.push(channelOf(await call.goOn(`VS${String(times)}`)))
    }
    expect(channels).toEqual(['media', 'relay', 'relay', 'gather', 'hang-up'])
    expect(await call.goOn('VS5')).toEqual({ do: 'unknown' })
    const changes = (await call.record()).entries.filter(({ kind }) => kind === 'channel-changed')
    expect(changes).toMatchObject([
      { payload: { from: 'media', to: 'relay', reason: 'line-unsteady' } },
      { payload: { from: 'relay', to: 'gather', reason: 'line-unsteady' } },
    ])
  })

  it('is not hung up on by a carrier that does late what it was asked to do for the line before', async () => {
    const call = await callInSound()
    call.line.closes('fault')
    await call.passes(2_100)
    await call.goOn('VS1')
    call.join('VS2')
    const step = await call.switchboard.goOn(sid, { how: 'ended' })
    expect(channelOf(step)).not.toBe('hang-up')
    expect((await call.record()).status).toBe('active')
  })

  it('is told so when no line holds', async () => {
    const call = await callInSound()
    const steps: NextStep[] = []
    for (let times = 1; times <= 5; times += 1) steps.push(await call.goOn(`VS${String(times)}`))
    expect(steps.at(-1)).toEqual({ do: 'hang-up', words: connectionLost })
  })

  it('is not put on a channel that asks for more than the one that broke', async () => {
    const call = await callInSound()
    await call.switchboard.goOn(sid, { how: 'broken', session: 'VS1', instead: 'gather' })
    const late = { how: 'broken', session: 'VS2', instead: 'relay' } as const
    expect(channelOf(await call.switchboard.goOn(sid, late))).toBe('gather')
  })
})

describe('a caller whose speech model is gone', () => {
  it('goes on in words with the answer that is owed, whoever tells of it first', async () => {
    for (const isSocketFirst of [true, false]) {
      const call = await callInSound({ says: [speaks('', { never: true })] })
      call.speech.comesUp = 'refused'
      await call.callerSays('When do you open?')
      call.speech.session.isLost()
      await call.passes(2_000)
      expect(call.line.deeds).toContain('end')
      if (isSocketFirst) call.line.closes()
      if (isSocketFirst) await call.passes(2_100)
      const asked = call.goOn('VS1', 'ended')
      await call.passes(2_100)
      const step = await asked
      expect(step).toMatchObject({ do: 'talk', answered: { channel: 'relay' } })
      expect(await call.record()).toMatchObject({ status: 'active' })
      const { entries } = await call.record()
      expect(entries.filter(({ kind }) => kind === 'channel-changed')).toMatchObject([
        { payload: { from: 'media', to: 'relay', reason: 'speech-lost' } },
      ])
      expect(entries.filter(({ kind }) => kind === 'line-lost')).toEqual([])
    }
  })
})

describe('a caller in sound whose server has died', () => {
  it('hears that the next one is there, and gets the answer that was owed', async () => {
    const call = await callInSound({ says: [speaks('We open at nine every day.')] })
    await call.callerSays('When do you open?')
    await call.passes(700)
    const next = soundSwitchboard({ before: call, says: [speaks('As I said, at nine.')] })
    const step = await next.goOn('VS1')
    const { reconnectedGoingOn } = standingWords()
    expect(step).toMatchObject({
      answered: { channel: 'media', opening: { words: reconnectedGoingOn } },
    })
    await next.passes(100)
    const { line } = next.join('VS2')
    await next.passes(4_000)
    expect(line.heard).toBe('As I said, at nine.')
    expect(next.speech.sessions).toHaveLength(1)
    expect(next.speech.requests[0]?.transcript.slice(0, 2)).toMatchObject([
      { speaker: 'agent', turn: 0 },
      { speaker: 'caller', text: 'When do you open?' },
    ])
  })

  it('goes on in words where the next one has no speech model', async () => {
    const call = await callInSound()
    const next = soundSwitchboard({ before: call, isTextOnly: true })
    expect(channelOf(await next.goOn('VS1'))).toBe('relay')
    const { entries } = await call.record()
    expect(entries.filter(({ kind }) => kind === 'channel-changed')).toMatchObject([
      { payload: { to: 'relay', reason: 'speech-lost' } },
    ])
  })

  it('stays with what was chosen for them: words that were taken for sound before', async () => {
    const call = await callInSound()
    for (const session of ['VS1', 'VS2']) await call.goOn(session)
    await everythingSettles()
    const next = soundSwitchboard({ before: call })
    expect(channelOf(await next.goOn('VS3'))).toBe('relay')
  })
})
