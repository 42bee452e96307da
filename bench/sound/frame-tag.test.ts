import { describe, expect, it } from 'vitest'
import { createFrameFinder } from './find-frame.ts'
import {
  callAt,
  callerFrame,
  isSpeechAt,
  isWholeCallerFrame,
  isWholeModelFrame,
  modelFrame,
  numberAt,
} from './frame-tag.ts'

const tag = { call: 401, number: 1_234_567, isSpeech: true }

function inMessage(payload: string): Buffer {
  return Buffer.from(`{"type":"any","audio":"${payload}"}`)
}

describe('a numbered frame of sound', () => {
  it('is as long as real ones, and base64 that every decoder takes', () => {
    const decoded = [callerFrame(tag), modelFrame(tag)].map((text) => Buffer.from(text, 'base64'))
    expect(decoded.map(({ length }) => length)).toEqual([160, 1920])
    expect(decoded.map((bytes) => bytes.toString('base64'))).toEqual([
      callerFrame(tag),
      modelFrame(tag),
    ])
  })

  it('tells in whatever message it comes whose it is, its number, and whether somebody speaks', () => {
    const { find } = createFrameFinder()
    for (const frame of [callerFrame, modelFrame]) {
      for (const one of [tag, { call: 0, number: 0, isSpeech: false }]) {
        const message = inMessage(frame(one))
        const at = find(message)
        const read = {
          call: callAt(message, at),
          number: numberAt(message, at),
          isSpeech: isSpeechAt(message, at),
        }
        expect(read).toEqual(one)
      }
    }
  })

  it('is found where it stands now, not where it stood before', () => {
    const { find } = createFrameFinder()
    const at = find(inMessage(callerFrame(tag)))
    expect(find(Buffer.concat([Buffer.from('  '), inMessage(callerFrame(tag))]))).toBe(at + 2)
    expect(find(Buffer.from('{"type":"session.update"}'))).toBe(-1)
  })

  it('is known to be cut when its end is missing, and to be mixed when its end is another’s', () => {
    const { find } = createFrameFinder()
    const whole = inMessage(callerFrame(tag))
    const at = find(whole)
    expect(isWholeCallerFrame(whole, at)).toBe(true)
    expect(isWholeCallerFrame(inMessage(callerFrame(tag).slice(0, 100)), at)).toBe(false)
    const other = callerFrame({ ...tag, number: 7 })
    const mixed = callerFrame(tag).slice(0, 108) + other.slice(108)
    expect(isWholeCallerFrame(inMessage(mixed), at)).toBe(false)
    expect(isWholeModelFrame(inMessage(modelFrame(tag)), at)).toBe(true)
    expect(isWholeModelFrame(inMessage(modelFrame(tag).slice(0, 1280)), at)).toBe(false)
  })
})
