import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { gatherWords } from './gather-words.ts'

describe('the words of a model', () => {
  it('are passed on at once when they are the first, then those of a moment together', () => {
    const clock = createManualClock()
    const gathered = gatherWords(clock)
    const passedOn = ['We', ' open', ' at', ' nine', ' or'].map((words) => {
      const passed = gathered.add(words, { isLast: false })
      clock.advance(50)
      return passed
    })
    expect(passedOn).toEqual(['We', undefined, undefined, ' open at nine', undefined])
    expect(gathered.add(' ten.', { isLast: true })).toBe(' or ten.')
  })

  it('are passed on as they come where they come slowly', () => {
    const clock = createManualClock()
    const gathered = gatherWords(clock)
    const passedOn = ['We', ' open', ' at nine.'].map((words) => {
      clock.advance(200)
      return gathered.add(words, { isLast: false })
    })
    expect(passedOn).toEqual(['We', ' open', ' at nine.'])
  })

  it('are followed by what was held back, when the end has no words of its own', () => {
    const gathered = gatherWords(createManualClock())
    gathered.add('We', { isLast: false })
    gathered.add(' open.', { isLast: false })
    expect(gathered.add(undefined, { isLast: true })).toBe(' open.')
    expect(gathered.add(undefined, { isLast: true })).toBeUndefined()
  })

  it('give signs of life at once', () => {
    const gathered = gatherWords(createManualClock())
    gathered.add('Let me', { isLast: false })
    gathered.add(' see.', { isLast: false })
    expect(gathered.add('', { isLast: false })).toBe(' see.')
    expect(gathered.add('', { isLast: false })).toBe('')
  })
})
