import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeLine } from '../../test/fakes/caller-line.ts'
import { createManualClock, type ManualClock } from '../../test/fakes/manual-clock.ts'
import { createSpeaker, type Speaker, type Utterance } from './speak.ts'

const monday = 'On Monday we open at nine, and close at five.'

let clock: ManualClock
let speaker: Speaker
let heard: Utterance[]
beforeEach(() => {
  clock = createManualClock()
  heard = []
  speaker = createSpeaker({
    line: createFakeLine(() => undefined),
    clock,
    onFirstHeard: () => undefined,
    onHearing: () => undefined,
    onHeard: (utterance) => heard.push(utterance),
  })
})

function says(turn: number, words: string) {
  speaker.say(turn, words)
  speaker.close()
}

describe('a carrier that tells nothing of the playback, though it should', () => {
  it('has played what takes that long to say when the caller hangs up', () => {
    says(1, 'We open at nine.')
    clock.advance(60_000)
    expect(heard).toMatchObject([{ turn: 1, heard: 'We open at nine.', interrupted: false }])
    says(2, monday)
    clock.advance(1_700)
    speaker.stop()
    expect(heard[1]).toMatchObject({ turn: 2, heard: 'On Monday we open at', interrupted: true })
  })

  it('has played none of it in the moment that speech takes to begin', () => {
    says(1, 'We open at nine.')
    clock.advance(60_000)
    says(2, monday)
    clock.advance(300)
    speaker.stop()
    expect(heard[1]).toMatchObject({ turn: 2, heard: '' })
  })

  it('is believed again as soon as it tells anything', () => {
    says(1, 'We open at nine.')
    clock.advance(60_000)
    says(2, monday)
    speaker.playbackAdvanced('On Monday')
    clock.advance(2_000)
    speaker.stop()
    expect(heard[1]).toMatchObject({ heard: 'On Monday', interrupted: true })
  })

  it('is counted on at first: a caller who hangs up before anything was told has heard nothing', () => {
    says(1, monday)
    clock.advance(2_000)
    speaker.stop()
    expect(heard).toMatchObject([{ heard: '', interrupted: true }])
  })
})

describe('a carrier that tells of other words than it was given', () => {
  it('has played them all when it tells that it fell silent', () => {
    says(1, 'We open at 9.')
    speaker.playbackAdvanced('Good morning')
    expect(heard).toEqual([])
    speaker.playbackFinished()
    expect(heard).toMatchObject([{ heard: 'We open at 9.', interrupted: false }])
  })
})
