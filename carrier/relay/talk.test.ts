import { describe, expect, it } from 'vitest'
import { createPacing } from '../pacing.ts'
import { createSpeaker } from '../speech/speaker.ts'
import { createSteppedClock } from '../stepped-clock.ts'
import { timingAt } from '../timing.ts'
import { createTalk } from './talk.ts'
import type { Interruption } from './talk.ts'

function setUp() {
  const clock = createSteppedClock()
  const pacing = createPacing({
    clock,
    onScheduled: () => undefined,
    onError(error) {
      throw error
    },
  })
  const played: string[] = []
  const speaker = createSpeaker({
    pacing,
    timing: timingAt(1),
    listener: {
      audioStarted: () => undefined,
      utteranceStarted: () => undefined,
      wordPlayed: () => undefined,
      groupPlayed: (text) => played.push(text),
      audioEnded: () => undefined,
    },
  })
  const talk = createTalk({
    pacing,
    speaker,
    idleFlushMs: 250,
    interruptible: 'any',
    preemptible: false,
    queueSurvivesInterruption: false,
    greetingInterruptible: 'none',
  })
  const token = (text: string, last = false) =>
    talk.add({ text, last, interruptible: undefined, preemptible: undefined })
  const interrupt = () => {
    let seen: Interruption | undefined
    talk.interrupt((interruption) => {
      seen = interruption
    })
    return seen
  }
  return { clock, talk, token, interrupt, played }
}

describe('talk cycles', () => {
  it('are spoken one after the other', async () => {
    const { clock, talk, token, played } = setUp()
    talk.greet('Good day.')
    token('It is ')
    token('open.', true)
    token('Anything else?', true)
    await clock.advance(10_000)
    expect(played).toEqual(['Good day.', 'It is open.', 'Anything else?'])
  })

  it('begin to be spoken with the first whole sentence', async () => {
    const { clock, token, talk } = setUp()
    token('It is open. And')
    await clock.advance(200)
    expect(talk.unheardText()).toBe('It is open. And')
    expect(talk.current()?.startedAtMs).toBe(200)
  })

  it('are spoken after 250 ms without a token, whole sentence or not', async () => {
    const { clock, token, played } = setUp()
    token('One moment')
    await clock.advance(249)
    token(' please')
    await clock.advance(250 + 200 - 1)
    expect(played).toEqual([])
    await clock.advance(10_000)
    expect(played).toEqual(['One moment please'])
  })
})

describe('an interruption', () => {
  it('tells what was heard to the last whole word, and for how long', async () => {
    const { clock, token, interrupt } = setUp()
    token('We open at nine.', true)
    await clock.advance(200 + 600)
    expect(interrupt()).toEqual({
      utteranceUntilInterrupt: 'We open',
      durationUntilInterruptMs: 600,
    })
  })

  it('is told as an empty beginning before the first sound', () => {
    const { token, interrupt } = setUp()
    token('We open')
    expect(interrupt()).toEqual({ utteranceUntilInterrupt: '', durationUntilInterruptMs: 0 })
  })

  it('is none while the agent is silent, also between two tokens', async () => {
    const { clock, token, interrupt } = setUp()
    expect(interrupt()).toBeUndefined()
    token('We open. ')
    await clock.advance(10_000)
    expect(interrupt()).toBeUndefined()
    expect(token('At nine.', true)).toBe('spoken')
  })

  it('drops the rest of the answer until its last token', async () => {
    const { clock, token, interrupt, played } = setUp()
    token('We open at nine. ')
    await clock.advance(600)
    interrupt()
    expect(token('We close at five. ')).toBe('dropped')
    expect(token('', true)).toBe('ended-interrupted-cycle')
    expect(token('Yes?', true)).toBe('spoken')
    await clock.advance(10_000)
    expect(played).toEqual(['Yes?'])
  })

  it('drops answers that were queued behind it', async () => {
    const { clock, token, interrupt, played } = setUp()
    token('First.', true)
    token('Second.', true)
    await clock.advance(300)
    interrupt()
    await clock.advance(10_000)
    expect(played).toEqual([])
  })

  it('leaves nothing to end where the last token had come', async () => {
    const { clock, token, interrupt } = setUp()
    token('We open at nine.', true)
    await clock.advance(300)
    interrupt()
    expect(token('', true)).toBe('ended-nothing')
    expect(token('Yes?', true)).toBe('spoken')
    expect(token('', true)).toBe('spoken')
  })
})
