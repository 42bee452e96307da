import { describe, expect, it } from 'vitest'
import { SpokenText } from './spoken-text.ts'

/** What is said of these pieces. */
function said(...pieces: readonly string[]): string {
  const spoken = new SpokenText()
  return pieces.map((piece) => spoken.take(piece)).join('')
}

/** The same text, whole and in pieces of every size. */
function inAllPieces(text: string): readonly string[] {
  const sizes = Array.from(text, (_, index) => index + 1)
  const cut = sizes.map((size) =>
    Array.from({ length: Math.ceil(text.length / size) }, (_, nth) =>
      text.slice(nth * size, (nth + 1) * size),
    ),
  )
  return [...new Set(cut.map((pieces) => said(...pieces)))]
}

describe('what a voice says of the words of a model', () => {
  it.each([
    ['<think>\nThey want our hours. </b> I say nine.\n</think>\n\nAt nine.', 'At nine.'],
    ['Sure. <THINK>Hm.</THINK>At nine.', 'Sure. At nine.'],
    ['<tool_call>{"name": "end-call"}</tool_call>', ''],
    ['Yes. <caller>And then?</caller>', 'Yes. '],
    ['We are **open** from `nine`.', 'We are open from nine.'],
    ['## Hours\n* nine to five', 'Hours\n nine to five'],
    ['Gladly! 😀👍🏽 See you ❤️', 'Gladly!  See you '],
    ['<b>At</b> nine<br/>or <a href="x">ten</a><|im_end|>', 'At nineor ten'],
    ['\n\n At nine.\n', 'At nine.\n'],
    ['At\u0000 nine\u0007.', 'At nine.'],
  ])('leaves out what was not meant for ears, wherever the pieces end: %j', (text, plain) => {
    expect(inAllPieces(text)).toEqual([plain])
  })

  it.each([
    'It costs less: 5 < 6 and 7 > 3, <3 and a <b or c.',
    'Ann_Lee@example.com, © room 5, “half past nine” – café, 日本語, हिन्दी, 𝒜.',
    'One.\nTwo.\tThree.',
  ])('leaves everything else as it is: %s', (text) => {
    expect(inAllPieces(text)).toEqual([text])
  })

  it('waits with no word that cannot be a tag', () => {
    const spoken = new SpokenText()
    expect(spoken.take('We')).toBe('We')
    expect(spoken.take(' are <')).toBe(' are ')
    expect(spoken.take('5')).toBe('<5')
  })

  it('says nothing of thoughts that have no end', () => {
    expect(said('<think>', 'They ', 'want ', '<our> ', 'hours')).toBe('')
  })

  it('puts a character together again whose halves came apart, and leaves out half ones', () => {
    expect(said('\uD835', '\uDC9C.')).toBe('𝒜.')
    expect(said('a\uD835', 'b', '\uDC9Cc')).toBe('abc')
  })
})
