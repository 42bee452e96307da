import type { AudioLineEvent } from '../../src/calls/audio-line.ts'
import type { Sound } from '../../src/calls/sound.ts'
import { audioLineContract } from '../contracts/audio-line.contract.ts'
import { createFakeAudioLine } from './audio-line.ts'
import { createManualClock } from './manual-clock.ts'

audioLineContract('the fake line of sound', () => {
  const clock = createManualClock()
  const events: AudioLineEvent[] = []
  const heard: Sound[] = []
  const listener = {
    heard: (sound: Sound) => heard.push(sound),
    receive: (event: AudioLineEvent) => events.push(event),
  }
  const line = createFakeAudioLine(clock, () => listener)
  return {
    line,
    events,
    heard,
    said: () => line.heard,
    passes: (ms) => clock.advance(ms),
    callerSounds: (sound) => void (line.isOpen && listener.heard(sound)),
    callerPresses: (key) => line.presses(key),
    callerHangsUp: () => line.closes('caller'),
    breaks: () => line.closes('fault'),
    carrierEnds: () => line.closes(),
  }
})
