import { describe, expect, it } from 'vitest'
import { createPlayback } from './playback.ts'

function startPlayback() {
  const reached: string[] = []
  return { reached, playback: createPlayback((name) => reached.push(name)) }
}

describe('the playback of a media stream', () => {
  it('gives what came in frames, in order, whatever the pieces were', () => {
    const { playback } = startPlayback()
    const sound = Buffer.from(Array.from({ length: 400 }, (_, at) => at % 251))
    for (const [from, to] of [
      [0, 10],
      [10, 330],
      [330, 331],
      [331, 400],
    ]) {
      playback.add(sound.subarray(from, to))
    }
    const frames = [playback.take(), playback.take(), playback.take(), playback.take()]
    expect(frames.map(({ length }) => length)).toEqual([160, 160, 80, 0])
    expect(Buffer.concat(frames)).toEqual(sound)
  })

  it('tells where each piece begins', () => {
    const { playback } = startPlayback()
    expect([160, 40, 0, 8].map((length) => playback.add(Buffer.alloc(length)))).toEqual([
      0, 160, 200, 200,
    ])
  })

  it('reaches a mark at once where nothing sounds', () => {
    const { playback, reached } = startPlayback()
    playback.mark('now')
    expect(reached).toEqual(['now'])
  })

  it('reaches a mark when the last byte before it has sounded, and not when it begins to', () => {
    const { playback, reached } = startPlayback()
    playback.add(Buffer.alloc(320))
    playback.mark('two frames')
    playback.take()
    playback.take()
    expect(reached).toEqual([])
    expect(playback.isSounding()).toBe(true)
    playback.take()
    expect(reached).toEqual(['two frames'])
    expect(playback.isSounding()).toBe(false)
    expect(playback.soundedBytes()).toBe(320)
  })

  it('drops on demand what has not begun to sound, and reaches all marks in order', () => {
    const { playback, reached } = startPlayback()
    playback.add(Buffer.alloc(320))
    playback.mark('a')
    playback.add(Buffer.alloc(320))
    playback.mark('b')
    playback.take()
    expect(playback.clear()).toBe(480)
    expect(reached).toEqual(['a', 'b'])
    expect(playback.take()).toHaveLength(0)
    expect(playback.soundedBytes()).toBe(160)
  })

  it('goes on after it was cleared from where it had come to', () => {
    const { playback, reached } = startPlayback()
    playback.add(Buffer.alloc(800))
    playback.take()
    playback.clear()
    expect(playback.add(Buffer.alloc(160))).toBe(160)
    playback.mark('after')
    playback.take()
    playback.take()
    playback.take()
    expect(reached).toEqual(['after'])
  })

  it('has nothing to drop when it is empty', () => {
    expect(startPlayback().playback.clear()).toBe(0)
  })
})
