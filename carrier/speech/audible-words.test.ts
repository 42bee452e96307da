import { describe, expect, it } from 'vitest'
import { createWordsListener, isVoice, msPerCharacter, soundOfWords } from './audible-words.ts'

const silence = (ms: number) => Buffer.alloc(ms * 8, 0xff)

describe('words as sound', () => {
  it('are understood again, letter by letter, whatever alphabet they are in', () => {
    for (const words of ['Hello, all is well!', 'Grüße aus Köln', 'ありがとう', 'aaaa  bb']) {
      expect(createWordsListener().hear(soundOfWords(words))).toBe(words)
    }
  })

  it('last as long as they would when read aloud', () => {
    expect(soundOfWords('Hello').length).toBe(5 * msPerCharacter * 8)
  })

  it('are understood in frames of 20 ms that do not begin where the words do', () => {
    const sound = Buffer.concat([silence(7), soundOfWords('When do you open?'), silence(40)])
    const listener = createWordsListener()
    let heard = ''
    for (let at = 0; at < sound.length; at += 160)
      heard += listener.hear(sound.subarray(at, at + 160))
    expect(heard).toBe('When do you open?')
  })

  it('are understood as far as they were played', () => {
    const sound = soundOfWords('We open at nine.').subarray(0, 7 * msPerCharacter * 8)
    expect(createWordsListener().hear(sound)).toBe('We open')
  })

  it('lose a letter at most to a frame that was lost', () => {
    const sound = soundOfWords('telephone')
    const listener = createWordsListener()
    const heard = listener.hear(sound.subarray(0, 960)) + listener.hear(sound.subarray(1120))
    expect(heard).toBe('telephone')
  })

  it('are told apart from what was said just before, also when it ends and begins alike', () => {
    const listener = createWordsListener()
    const heard = [soundOfWords('a'), silence(300), soundOfWords('a')].map((one) =>
      listener.hear(one),
    )
    expect(heard).toEqual(['a', '', 'a'])
  })

  it('are no words in silence and in noise', () => {
    const noise = Buffer.from(Array.from({ length: 1600 }, (_, at) => (at * 7919) % 251))
    expect(createWordsListener().hear(silence(100))).toBe('')
    expect(createWordsListener().hear(noise)).toBe('')
  })

  it('are a voice, and silence is none', () => {
    expect(isVoice(soundOfWords('x'))).toBe(true)
    expect(isVoice(silence(20))).toBe(false)
  })
})
