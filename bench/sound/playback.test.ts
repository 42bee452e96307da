import { describe, expect, it } from 'vitest'
import { Playback } from './playback.ts'

function playing(
  ...pieces: readonly (readonly [answer: number, lengthMs: number, atMs: number])[]
) {
  const playback = new Playback()
  for (const [answer, lengthMs, atMs] of pieces) playback.play({ answer, lengthMs }, atMs)
  return playback
}

describe('the carrier’s buffer of sound', () => {
  it('plays what comes faster than real time one after the other', () => {
    const playback = playing([1, 240, 1000], [1, 240, 1060])
    expect(playback.leftMs(1100)).toBe(380)
    expect(playback.leftMs(2000)).toBe(0)
  })

  it('begins anew after a pause, and does not catch up', () => {
    const playback = playing([1, 240, 1000], [2, 240, 5000])
    expect(playback.clear(5100).cuts).toEqual([{ answer: 2, heardMs: 100, unheardMs: 140 }])
  })

  it('tells how much of an answer was heard when it is cut, with what was played before', () => {
    const playback = playing([1, 240, 1000], [1, 240, 1060], [1, 240, 1120])
    playback.play({ answer: 1, lengthMs: 240 }, 1400)
    expect(playback.clear(1500)).toMatchObject({
      cuts: [{ answer: 1, heardMs: 500, unheardMs: 460 }],
    })
    expect(playback.leftMs(1500)).toBe(0)
  })

  it('cuts nothing that was heard to its end, and an answer that waited at its beginning', () => {
    const playback = playing([1, 240, 1000], [2, 240, 1100])
    expect(playback.clear(1100).cuts).toEqual([
      { answer: 1, heardMs: 100, unheardMs: 140 },
      { answer: 2, heardMs: 0, unheardMs: 240 },
    ])
    expect(playing([1, 240, 1000]).clear(1240).cuts).toEqual([])
  })

  it('sends a mark back when everything before it has been played, at once when there is nothing', () => {
    const playback = playing([1, 240, 1000])
    expect(playback.mark('end', 1010)).toBe(1240)
    expect(playback.takeMarks(1239)).toEqual([])
    expect(playback.takeMarks(1240)).toEqual(['end'])
    expect(playback.takeMarks(1241)).toEqual([])
    expect(playback.mark('again', 3000)).toBe(3000)
  })

  it('sends back all marks that still waited when it is cleared', () => {
    const playback = playing([1, 240, 1000])
    playback.mark('one', 1000)
    playback.play({ answer: 1, lengthMs: 240 }, 1000)
    playback.mark('two', 1000)
    expect(playback.clear(1100).marks).toEqual(['one', 'two'])
    expect(playback.takeMarks(9000)).toEqual([])
  })
})
