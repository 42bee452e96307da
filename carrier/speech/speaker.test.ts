import { describe, expect, it } from 'vitest'
import { createPacing } from '../pacing.ts'
import { createSteppedClock } from '../stepped-clock.ts'
import { timingAt } from '../timing.ts'
import { createSpeaker } from './speaker.ts'
import type { Speaker } from './speaker.ts'
import { createUtterance } from './utterance.ts'

function setUp(onWord: (word: string, speaker: Speaker) => void = () => undefined) {
  const clock = createSteppedClock()
  const pacing = createPacing({
    clock,
    onScheduled: () => undefined,
    onError(error) {
      throw error
    },
  })
  const events: string[] = []
  const note = (event: string) => events.push(`${clock.monotonicMs()} ${event}`)
  const speaker = createSpeaker({
    pacing,
    timing: timingAt(1),
    listener: {
      audioStarted: () => note('on'),
      utteranceStarted: (utterance) => note(`begins ${utterance.knownText}`),
      wordPlayed(word) {
        note(`word ${word.trim()}`)
        onWord(word, speaker)
      },
      groupPlayed: (text) => note(`played ${text}`),
      audioEnded: () => note('off'),
    },
  })
  const say = (text: string) => {
    const utterance = createUtterance('any')
    utterance.knownText = text
    speaker.enqueue(utterance, text)
    return utterance
  }
  return { clock, events, speaker, say }
}

describe('the speaker', () => {
  it('plays 60 ms a character after 200 ms to the first sound', async () => {
    const { clock, events, say } = setUp()
    const utterance = say('We open, really.')
    await clock.advance(10_000)
    expect(events).toEqual([
      '200 on',
      '200 begins We open, really.',
      '380 word We',
      '740 word open,',
      '740 played We open,',
      '1160 word really.',
      '1160 played really.',
      '1160 off',
    ])
    expect(utterance).toMatchObject({ playedText: 'We open, really.', startedAtMs: 200 })
  })

  it('takes at least 300 ms for the shortest answer', async () => {
    const { clock, events, say } = setUp()
    say('No')
    await clock.advance(10_000)
    expect(events.at(-1)).toBe('500 off')
  })

  it('plays what is queued without a gap', async () => {
    const { clock, events, say } = setUp()
    say('First.')
    say('Second.')
    await clock.advance(10_000)
    expect(events.filter((event) => / (on|off|begins)/.test(event))).toEqual([
      '200 on',
      '200 begins First.',
      '560 begins Second.',
      '980 off',
    ])
  })

  it('falls silent at once when it is stopped, and the rest is never heard', async () => {
    const { clock, events, speaker, say } = setUp()
    const utterance = say('We open at nine')
    await clock.advance(700)
    expect(speaker.unheardText()).toBe('at nine')
    speaker.stop()
    await clock.advance(10_000)
    expect(events.at(-1)).toBe('700 off')
    expect(utterance.playedText).toBe('We open ')
    expect(speaker.current()).toBeUndefined()
  })

  it('makes no sound for blanks, but counts them as played', async () => {
    const { clock, events, speaker, say } = setUp()
    const utterance = say('Hello.')
    speaker.enqueue(utterance, '\n ')
    say('  ')
    await clock.advance(10_000)
    expect(utterance.playedText).toBe('Hello.\n ')
    expect(events.filter((event) => event.endsWith(' off'))).toHaveLength(1)
  })

  it('may be stopped and started again by the one who listens', async () => {
    const { clock, events, say } = setUp((word, speaker) => {
      if (word.trim() !== 'open') return
      speaker.stop()
      speaker.enqueue(createUtterance('any'), 'Sorry.')
    })
    say('We open at nine')
    await clock.advance(10_000)
    expect(events.filter((event) => event.includes('word'))).toEqual([
      '380 word We',
      '680 word open',
      '1240 word Sorry.',
    ])
  })
})
