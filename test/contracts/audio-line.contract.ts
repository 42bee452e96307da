import { describe, expect, it } from 'vitest'
import { soundOfWords } from '../../carrier/speech/audible-words.ts'
import type { AudioLine, AudioLineEvent } from '../../src/calls/audio-line.ts'
import type { Sound } from '../../src/calls/sound.ts'
import { soundOf, soundOfSaying } from '../fakes/media-carrier.ts'

/** A line of sound under test, with the other end of it and the time in the test's hand. */
export interface AudioLineUnderTest {
  readonly line: AudioLine
  readonly events: readonly AudioLineEvent[]
  /** What was heard of the caller, in order. */
  readonly heard: readonly Sound[]
  /** The words that went to the caller, when they have been played. */
  readonly said: () => string
  /** Time passes, at both ends. */
  readonly passes: (ms: number) => void
  readonly callerSounds: (sound: Sound) => void
  readonly callerPresses: (key: string) => void
  readonly callerHangsUp: () => void
  readonly breaks: () => void
  /** The carrier does what `end` asks it for. */
  readonly carrierEnds: () => void
}

/** How exactly a line has to know where its caller is, in milliseconds. */
const exactlyMs = 5

/** What every line of sound must honour. */
export function audioLineContract(name: string, create: () => AudioLineUnderTest): void {
  const played = ({ events }: AudioLineUnderTest) =>
    events.flatMap((event) => (event.type === 'played' ? [event.throughMs] : []))

  describe(`${name}, as a line of sound to a caller`, () => {
    it('gives the caller every piece of sound, in order and unchanged', () => {
      const { line, passes, said } = create()
      const bytes = soundOfWords('We open at nine.')
      for (const [from, to] of [
        [0, 1],
        [1, 500],
        [500, 502],
        [502, bytes.length],
      ]) {
        line.play(Buffer.from(bytes.subarray(from, to).toString('base64')))
      }
      passes(10_000)
      expect(said()).toBe('We open at nine.')
    })

    it('hears the caller, in order and unchanged', () => {
      const { callerSounds, heard } = create()
      const pieces = [Buffer.from('AAAA'), Buffer.from('+/8='), soundOf(20)]
      for (const piece of pieces) callerSounds(piece)
      expect(heard).toEqual(pieces)
    })

    it('knows where the caller is while sound is played, which takes its time', () => {
      const { line, passes } = create()
      line.play(soundOf(300))
      line.play(soundOf(700))
      expect(line.givenMs).toBe(1000)
      passes(400)
      expect(Math.abs(line.playedMs - 400)).toBeLessThan(exactlyMs)
      passes(10_000)
      expect(line.playedMs).toBe(1000)
      line.play(soundOf(100))
      passes(50)
      expect(Math.abs(line.playedMs - 1050)).toBeLessThan(exactlyMs)
      expect(line.givenMs).toBe(1100)
    })

    it('tells once when what was given so far has been played', () => {
      const under = create()
      under.line.play(soundOf(200))
      under.line.tellWhenPlayed()
      under.line.play(soundOf(300))
      under.line.tellWhenPlayed()
      under.passes(150)
      expect(played(under)).toEqual([])
      under.passes(100)
      expect(played(under)).toEqual([200])
      under.passes(10_000)
      expect(played(under)).toEqual([200, 500])
    })

    it('tells it for each time that it was asked', () => {
      const under = create()
      under.line.play(soundOf(200))
      under.line.tellWhenPlayed()
      under.line.tellWhenPlayed()
      under.passes(1_000)
      expect(played(under)).toEqual([200, 200])
    })

    it('tells it at once where nothing is left to play', () => {
      const under = create()
      under.line.tellWhenPlayed()
      expect(played(under)).toEqual([0])
      under.line.play(soundOf(200))
      under.line.tellWhenPlayed()
      under.passes(1_000)
      under.line.tellWhenPlayed()
      expect(played(under)).toEqual([0, 200, 200])
    })

    it('drops what was not played, and says up to where the caller has heard', () => {
      const { line, passes } = create()
      line.play(soundOf(1_000))
      passes(400)
      const heardMs = line.clear()
      expect(Math.abs(heardMs - 400)).toBeLessThan(exactlyMs)
      expect(line.givenMs).toBe(heardMs)
      passes(1_000)
      expect(line.playedMs).toBe(heardMs)
    })

    it('goes on behind what was heard', () => {
      const { line, passes } = create()
      line.play(soundOf(1_000))
      passes(400)
      const heardMs = line.clear()
      line.play(soundOf(300))
      expect(line.givenMs).toBe(heardMs + 300)
      passes(100)
      expect(Math.abs(line.playedMs - heardMs - 100)).toBeLessThan(exactlyMs)
      expect(line.clear()).toBeLessThan(heardMs + 300)
    })

    it('does not tell that what was dropped was played', () => {
      const under = create()
      under.line.play(soundOf(1_000))
      under.line.tellWhenPlayed()
      under.passes(400)
      const heardMs = under.line.clear()
      under.line.play(soundOf(300))
      under.line.tellWhenPlayed()
      under.passes(5_000)
      expect(played(under)).toEqual([heardMs + 300])
    })

    it('has nothing to drop where all was played', () => {
      const { line, passes } = create()
      expect(line.clear()).toBe(0)
      line.play(soundOf(200))
      passes(1_000)
      expect(line.clear()).toBe(200)
      expect(line.givenMs).toBe(200)
    })

    it('tells which keys the caller presses', () => {
      const { callerPresses, events } = create()
      for (const key of ['1', '#', '*']) callerPresses(key)
      expect(events).toEqual(['1', '#', '*'].map((key) => ({ type: 'key-pressed', key })))
    })

    it('gives nothing more after it was asked to end, and says that it has ended', () => {
      const under = create()
      under.line.play(soundOfSaying('Goodbye.'))
      under.passes(2_000)
      under.line.play(soundOfSaying(' And'))
      under.line.tellWhenPlayed()
      under.line.end()
      under.line.play(soundOfSaying(' more'))
      under.line.tellWhenPlayed()
      under.line.end()
      under.carrierEnds()
      under.passes(10_000)
      expect(under.said()).not.toContain('more')
      expect(under.events).toEqual([{ type: 'line-closed', by: 'agent' }])
    })

    it('can be let go, and says so once', () => {
      const { breaks, callerSounds, events, heard, line, passes, said } = create()
      line.leave('handed-on')
      line.leave('taken-over')
      line.end()
      line.play(soundOfSaying('Hello?'))
      callerSounds(soundOf(20))
      breaks()
      passes(10_000)
      expect(events).toEqual([{ type: 'line-closed', by: 'agent' }])
      expect([said(), heard]).toEqual(['', []])
    })

    it('says once, and last of all, that the caller has hung up', () => {
      const { breaks, callerHangsUp, callerPresses, callerSounds, events, heard } = create()
      callerHangsUp()
      breaks()
      callerPresses('1')
      callerSounds(soundOf(20))
      expect(events).toEqual([{ type: 'line-closed', by: 'caller' }])
      expect(heard).toEqual([])
    })

    it('tells a line of sound that broke from a caller who hung up', () => {
      const { breaks, events } = create()
      breaks()
      expect(events).toEqual([{ type: 'line-closed', by: 'fault' }])
    })

    it('does nothing for a caller who has gone, and does not complain', () => {
      const { callerHangsUp, events, line, passes, said } = create()
      line.play(soundOfSaying('Hello'))
      passes(2_000)
      callerHangsUp()
      line.play(soundOfSaying('Are you there?'))
      line.tellWhenPlayed()
      line.clear()
      line.end()
      line.leave('handed-on')
      passes(10_000)
      expect(said()).toBe('Hello')
      expect(events).toEqual([{ type: 'line-closed', by: 'caller' }])
    })
  })
}
