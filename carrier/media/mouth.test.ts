import { describe, expect, it } from 'vitest'
import { createWordsListener, isVoice, soundOfWords } from '../speech/audible-words.ts'
import { createMouth } from './mouth.ts'
import type { Mouth } from './mouth.ts'

function frames(mouth: Mouth, count: number): (Buffer | undefined)[] {
  return Array.from({ length: count }, () => mouth.frame())
}

describe('the voice of a caller', () => {
  it('says words as sound, at their length, and then is silent', () => {
    const mouth = createMouth()
    mouth.says('Hello')
    const said = frames(mouth, 16)
    expect(Buffer.concat(said.flatMap((frame) => frame ?? []))).toEqual(soundOfWords('Hello'))
    expect(said.at(-1)).toBeUndefined()
  })

  it('is busy until a second of silence has told that it has finished', () => {
    const mouth = createMouth()
    expect(mouth.isBusy()).toBe(false)
    mouth.says('Hi')
    frames(mouth, 6 + 49)
    expect(mouth.isBusy()).toBe(true)
    frames(mouth, 1)
    expect(mouth.isBusy()).toBe(false)
  })

  it('is no longer busy when the agent begins to answer, but for what it is still saying', () => {
    const mouth = createMouth()
    mouth.says('Hi')
    mouth.agentAnswers()
    expect(mouth.isBusy()).toBe(true)
    frames(mouth, 6)
    mouth.agentAnswers()
    expect(mouth.isBusy()).toBe(false)
  })

  it('coughs as loud as it speaks, and no word', () => {
    const mouth = createMouth()
    mouth.coughs()
    const cough = frames(mouth, 16).flatMap((frame) => frame ?? [])
    expect(cough).toHaveLength(15)
    expect(cough.every(isVoice)).toBe(true)
    expect(createWordsListener().hear(Buffer.concat(cough))).toBe('')
  })

  it('fills the frame of a phone that stops in the middle of one with silence', () => {
    const mouth = createMouth()
    mouth.speaks(Buffer.alloc(500, 0x20))
    const [first, , , last] = frames(mouth, 4)
    expect(first).toEqual(Buffer.alloc(160, 0x20))
    expect(last).toEqual(Buffer.concat([Buffer.alloc(20, 0x20), Buffer.alloc(140, 0xff)]))
  })
})
