import { describe, expect, it } from 'vitest'
import { createSentences } from './sentences.ts'

/** All that can be spoken while these words are heard one by one, and what waits at the end. */
function gather(utterance: string) {
  const sentences = createSentences('en')
  const words = utterance.split(' ')
  const spoken = words.flatMap((text, index) =>
    sentences.add({ text, spokenText: words.slice(0, index + 1).join(' ') }),
  )
  return { spoken, rest: sentences.takeRest() }
}

describe('words that are gathered to sentences', () => {
  it.each([
    ['Hello there. How are you?', ['Hello there.', 'How are you?'], []],
    ['We open at 9 a.m. and close at 5 p.m. on Friday.', undefined, []],
    ['Dr. Miller is here.', undefined, []],
    ['It costs 9.30 or', [], ['It costs 9.30 or']],
  ])('are spoken whole: %s', (utterance, spoken, rest) => {
    expect(gather(utterance)).toEqual({ spoken: spoken ?? [utterance], rest })
  })

  it('do not wait for the end of a very long sentence', () => {
    const clause = 'we are open from nine in the morning until five in the afternoon'
    const { spoken, rest } = gather(`On weekdays ${clause}, on Saturdays ${clause}, and so on`)
    expect(spoken).toEqual([`On weekdays ${clause},`])
    expect(rest).toHaveLength(1)
  })

  it('are each given once, also when the same answer begins with the same words', () => {
    const sentences = createSentences('en')
    expect(sentences.add({ text: 'Okay.', spokenText: 'Okay.' })).toEqual(['Okay.'])
    expect(sentences.add({ text: 'Okay.', spokenText: 'Okay.' })).toEqual(['Okay.'])
    expect(sentences.add({ text: 'Done.', spokenText: 'Okay. Done.' })).toEqual(['Done.'])
  })

  it('are dropped for the present utterance only', () => {
    const sentences = createSentences('en')
    sentences.add({ text: 'We', spokenText: 'We' })
    sentences.dropUtterance()
    expect(sentences.hasRest).toBe(false)
    expect(sentences.add({ text: 'open.', spokenText: 'We open.' })).toEqual([])
    expect(sentences.add({ text: 'Yes?', spokenText: 'Yes?' })).toEqual(['Yes?'])
  })
})
