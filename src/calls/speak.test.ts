import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeLine } from '../../test/fakes/caller-line.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { createSpeaker, type Utterance } from './speak.ts'

let clock = createManualClock()
let heard: Utterance[] = []
let audible: number[] = []
let line = createFakeLine(() => undefined)

function speakerOn(reportsPlayback: 'reporting' | 'silent' = 'reporting') {
  clock = createManualClock()
  heard = []
  audible = []
  line = createFakeLine(() => undefined, {
    bargeIn: true,
    reportsPlayback: reportsPlayback === 'reporting',
    reportsSilence: false,
  })
  return createSpeaker({
    line,
    clock,
    onFirstHeard: (turn) => audible.push(turn),
    onHearing: () => undefined,
    onHeard: (utterance) => heard.push(utterance),
  })
}

let speaker = speakerOn()
beforeEach(() => (speaker = speakerOn()))

describe('speaking', () => {
  it('sends words as they come and closes the utterance once', () => {
    speaker.say(1, 'We open ')
    speaker.say(1, 'at nine.')
    speaker.close()
    speaker.close()
    expect(line.sent).toEqual(['We open ', 'at nine.', '|'])
  })

  it('counts an utterance as heard when its last word was played', () => {
    speaker.say(1, 'We open at nine.')
    speaker.close()
    speaker.playbackAdvanced('We open ')
    expect(speaker.isSpeaking).toBe(true)
    speaker.playbackAdvanced('at nine.')
    expect(heard).toEqual([
      { turn: 1, planned: 'We open at nine.', heard: 'We open at nine.', interrupted: false },
    ])
    expect(speaker.isSpeaking).toBe(false)
    expect(audible).toEqual([1])
  })

  it('is audible from the moment at which the line begins to play it', () => {
    speaker.say(1, 'We open at nine.')
    speaker.playbackStarted()
    speaker.playbackAdvanced('We open ')
    expect(audible).toEqual([1])
  })

  it('keeps only the words that the caller heard before interrupting', () => {
    speaker.say(1, 'We open at nine and close at five.')
    speaker.close()
    speaker.playbackAdvanced('We open')
    speaker.interrupted('We open at nine')
    expect(heard).toEqual([
      {
        turn: 1,
        planned: 'We open at nine and close at five.',
        heard: 'We open at nine',
        interrupted: true,
      },
    ])
  })

  it('closes an interrupted utterance with one empty word, and only when it was still open', () => {
    speaker.say(1, 'We open')
    speaker.interrupted('We')
    expect(line.sent).toEqual(['We open', '|'])

    speaker = speakerOn()
    speaker.say(1, 'We open.')
    speaker.close()
    speaker.interrupted('We')
    expect(line.sent).toEqual(['We open.', '|'])
  })

  it('has said nothing of an answer that was waiting behind the interrupted one', () => {
    speaker.alreadySpeaking(0, 'Welcome.')
    speaker.say(1, 'We open at nine.')
    speaker.close()
    speaker.interrupted('Wel')
    expect(heard.map(({ turn, heard: text }) => [turn, text])).toEqual([
      [0, 'Wel'],
      [1, ''],
    ])
  })

  it('does not take a pause between two sentences for the end', () => {
    speaker.say(1, 'One moment. ')
    speaker.playbackAdvanced('One moment.')
    speaker.playbackFinished()
    speaker.say(1, 'We open at nine.')
    speaker.close()
    speaker.playbackFinished()
    expect(heard).toEqual([])
    speaker.playbackAdvanced('We open at nine.')
    expect(heard).toHaveLength(1)
  })

  it('is not confused by a late report of an utterance that was cut', () => {
    speaker.say(1, 'We open at nine.')
    speaker.interrupted('We open')
    speaker.say(2, 'On Monday we are closed.')
    speaker.close()
    speaker.playbackAdvanced('We open')
    speaker.playbackAdvanced('On Monday we are closed.')
    expect(heard.at(-1)).toMatchObject({ turn: 2, heard: 'On Monday we are closed.' })
  })

  it('counts words as heard at the latest when they must have been played', () => {
    speaker.say(1, 'We open at nine.')
    speaker.close()
    clock.advance(60_000)
    expect(heard).toMatchObject([{ turn: 1, interrupted: false }])
  })

  it('takes the end of playback for everything on a line that reports no words', () => {
    speaker = speakerOn('silent')
    speaker.say(1, 'We open at nine.')
    speaker.close()
    speaker.playbackFinished()
    expect(heard).toMatchObject([{ turn: 1, heard: 'We open at nine.' }])
  })

  it('keeps what was heard when the caller hangs up in the middle', () => {
    speaker.say(1, 'We open at nine.')
    speaker.playbackAdvanced('We open')
    speaker.stop()
    expect(heard).toMatchObject([{ heard: 'We open', interrupted: true }])
    clock.advance(60_000)
    expect(heard).toHaveLength(1)
  })
})
