import { describe, expect, it } from 'vitest'
import { createPacing } from '../pacing.ts'
import { createSteppedClock } from '../stepped-clock.ts'
import { timingAt } from '../timing.ts'
import { parseGatherAttributes } from './gather-attributes.ts'
import { createGatherInput } from './gather-input.ts'
import type { GatherEnding } from './gather-input.ts'

/** A `<Gather>` that has begun to play its prompt. */
function prompting(attributes: Record<string, string> = {}) {
  const clock = createSteppedClock()
  const endings: GatherEnding[] = []
  let promptStops = 0
  const input = createGatherInput({
    attributes: parseGatherAttributes({ name: 'Gather', attributes, children: [], text: '' }),
    clock,
    pacing: createPacing({
      clock,
      onScheduled: () => undefined,
      onError: (error) => {
        throw error
      },
    }),
    timing: timingAt(1),
    stopPrompt: () => {
      promptStops += 1
    },
    done: (ending) => endings.push(ending),
  })
  return { input, clock, endings, promptStops: () => promptStops }
}

/** One whose prompt is over. */
function listening(attributes: Record<string, string> = {}) {
  const gathering = prompting(attributes)
  gathering.input.promptEnded()
  return gathering
}

const speech = { input: 'speech' }

describe('a gathering that plays its prompt', () => {
  it('counts no silence', async () => {
    const { clock, endings } = prompting()
    await clock.advance(60_000)
    expect(endings).toEqual([])
  })

  it.each(['true', 'false'])('is stopped by any key, whether bargeIn is %s', (bargeIn) => {
    const { input, promptStops } = prompting({ bargeIn })
    expect(input.key('7')).toEqual({ heard: true })
    expect(promptStops()).toBe(1)
    expect(input.isPrompting()).toBe(false)
  })

  it('is stopped once, however many keys come', () => {
    const { input, promptStops } = prompting()
    input.key('1')
    input.key('2')
    expect(promptStops()).toBe(1)
  })

  it('is stopped by speech', () => {
    const { input, promptStops } = prompting(speech)
    expect(input.isDeaf()).toBe(false)
    expect(input.speech('Stop', 0.9)).toEqual({ heard: true })
    expect(promptStops()).toBe(1)
  })

  it('goes on through speech without bargeIn, and the words are lost', async () => {
    const { input, clock, endings, promptStops } = prompting({ ...speech, bargeIn: 'false' })
    expect(input.isDeaf()).toBe(true)
    expect(input.speech('Stop', 0.9)).toMatchObject({ heard: false })
    await clock.advance(60_000)
    expect([promptStops(), endings]).toEqual([0, []])
  })

  it('is not stopped by a key where it listens to none', () => {
    const { input, promptStops } = prompting(speech)
    expect(input.key('1')).toMatchObject({ heard: false })
    expect(promptStops()).toBe(0)
  })
})

describe('a gathering that listens', () => {
  it('ends at the key that finishes, which is no part of the digits', () => {
    const { input, endings } = listening()
    for (const key of '12#') input.key(key)
    expect(endings).toEqual([{ kind: 'digits', digits: '12', finishedOnKey: '#' }])
  })

  it('ends with nothing when the finishing key is the first', () => {
    const { input, endings } = listening()
    input.key('#')
    expect(endings).toEqual([{ kind: 'empty' }])
  })

  it('can have another key that finishes, or none', () => {
    const star = listening({ finishOnKey: '*' })
    for (const key of '1#*') star.input.key(key)
    expect(star.endings).toEqual([{ kind: 'digits', digits: '1#', finishedOnKey: '*' }])
    const none = listening({ finishOnKey: '' })
    for (const key of '1#*') none.input.key(key)
    expect(none.endings).toEqual([])
  })

  it('ends when there are as many digits as asked for', () => {
    const { input, endings } = listening({ numDigits: '2' })
    for (const key of '12') input.key(key)
    expect(endings).toEqual([{ kind: 'digits', digits: '12', finishedOnKey: '' }])
  })

  it('ends when no key came for the timeout, counted from the last one', async () => {
    const { input, clock, endings } = listening({ timeout: '3' })
    await clock.advance(2999)
    input.key('1')
    await clock.advance(2999)
    expect(endings).toEqual([])
    await clock.advance(1)
    expect(endings).toEqual([{ kind: 'digits', digits: '1', finishedOnKey: '' }])
  })

  it('ends with nothing when nothing came for five seconds', async () => {
    const { clock, endings } = listening()
    await clock.advance(4999)
    expect(endings).toEqual([])
    await clock.advance(1)
    expect(endings).toEqual([{ kind: 'empty' }])
  })

  it('ends when recognition knows that a sentence is over', async () => {
    const { input, clock, endings } = listening({ ...speech, speechTimeout: 'auto' })
    input.speech('On Tuesday', 0.9)
    expect(input.isRecognising()).toBe(true)
    await clock.advance(700)
    expect(endings).toEqual([{ kind: 'speech', words: 'On Tuesday', confidence: 0.9 }])
    expect(input.isRecognising()).toBe(false)
  })

  it('waits for the speech timeout, which is the timeout where it is left out', async () => {
    const asked = listening({ ...speech, speechTimeout: '2', timeout: '9' })
    asked.input.speech('Hello', 1)
    await asked.clock.advance(2000)
    expect(asked.endings).toHaveLength(1)
    const left = listening({ ...speech, timeout: '9' })
    left.input.speech('Hello', 1)
    await left.clock.advance(8999)
    expect(left.endings).toHaveLength(0)
    await left.clock.advance(1)
    expect(left.endings).toHaveLength(1)
  })

  it('joins what is said with short pauses, and is as sure as of the worst part', async () => {
    const { input, clock, endings } = listening({ ...speech, speechTimeout: 'auto' })
    input.speech('On Tuesday', 0.4)
    await clock.advance(600)
    input.speech('at nine', 0.9)
    await clock.advance(700)
    expect(endings).toEqual([{ kind: 'speech', words: 'On Tuesday at nine', confidence: 0.4 }])
  })

  it('takes keys before words when it listens to both', async () => {
    const { input, clock, endings } = listening({ input: 'dtmf speech', speechTimeout: 'auto' })
    input.speech('One', 0.9)
    input.key('1')
    expect(input.speech('Two', 0.9)).toMatchObject({ heard: false })
    await clock.advance(5000)
    expect(endings).toEqual([{ kind: 'digits', digits: '1', finishedOnKey: '' }])
  })

  it('hears no words where it listens to keys only', () => {
    const { input } = listening()
    expect(input.speech('Hello', 1)).toMatchObject({ heard: false })
  })
})

describe('a gathering that is done', () => {
  it('takes nothing more, and ends once', async () => {
    const { input, clock, endings } = listening({ input: 'dtmf speech', numDigits: '1' })
    input.key('1')
    expect(input.key('2')).toMatchObject({ heard: false })
    expect(input.speech('Hello', 1)).toMatchObject({ heard: false })
    input.promptEnded()
    await clock.advance(60_000)
    expect(endings).toHaveLength(1)
  })

  it('does nothing after it was cancelled', async () => {
    const { input, clock, endings } = listening({ ...speech, speechTimeout: 'auto' })
    input.speech('Hello', 1)
    input.cancel()
    expect(input.isRecognising()).toBe(false)
    await clock.advance(60_000)
    expect(endings).toEqual([])
  })
})
