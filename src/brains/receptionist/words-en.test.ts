import { describe, expect, it } from 'vitest'
import { askedQuestion, lettersOf } from './asked-question.ts'
import { createLexicon } from './lexicon.ts'
import { variantsOf } from './variants.ts'
import { wordsEn } from './words-en.ts'

const { says, hears } = wordsEn
const lexicon = createLexicon(hears)
const questions = Object.entries(says.questions).flatMap(([question, text]) =>
  variantsOf(text).map((wording) => ({ question, wording })),
)

describe('a question in English', () => {
  it.each(questions)('is one sentence, known again: $wording', ({ question, wording }) => {
    expect(wording).toMatch(/^[^.?!]+\?$/)
    const planned = `Some words before it. ${wording}`
    const asked = askedQuestion(
      { planned, text: planned, interrupted: false },
      { words: wordsEn, lexicon },
    )
    expect(asked).toEqual({ question, heard: 'whole' })
  })

  it('is worded like no other one', () => {
    const wordings = questions.map(({ wording }) => lettersOf(wording))
    expect(new Set(wordings).size).toBe(wordings.length)
  })

  it('is asked in more ways than one', () => {
    for (const text of Object.values(says.questions))
      expect(variantsOf(text).length).toBeGreaterThan(1)
  })

  it.each([
    ['Sure! What is your phone number?', 'number'],
    ['And may I ask who is calling?', 'name'],
    ['Great, what time works best for you?', 'when'],
    ['Can I help you with anything else today?', 'anything-else'],
    ['Would you like to leave a message?', 'offer-message'],
    ['Is this urgent?', 'urgency'],
    ['How may I help you?', 'how-can-i-help'],
  ])('is known in the words of another brain: %s', (planned, question) => {
    const asked = askedQuestion(
      { planned, text: planned, interrupted: false },
      { words: wordsEn, lexicon },
    )
    expect(asked?.question).toBe(question)
  })
})

describe('a sentence in English', () => {
  const sentences = [
    ...Object.values(says.sentences),
    ...Object.values(says.receipts),
    ...Object.values(says.questions),
  ].flatMap(variantsOf)

  it.each(sentences)('ends like a sentence and is not long: %s', (sentence) => {
    expect(sentence).toMatch(/^[A-Z{].*([.?!]|\})$/)
    expect(sentence.length).toBeLessThan(140)
    expect(sentence).not.toMatch(/ {2}|[;()–—]/)
  })

  it('takes its facts from those that there are', () => {
    const facts = sentences.flatMap((sentence) => sentence.match(/\{[^}]*\}/g) ?? [])
    const known =
      /^\{[^}]*?(name|number|digits|people|person|business|address|hours|spokenDate|spokenNumber)\}$/
    expect(facts.filter((fact) => !known.test(fact))).toEqual([])
  })
})

describe('the phrases of English', () => {
  it('are in plain lower case words with the marks that they may have', () => {
    for (const text of [...Object.values(hears.phrases), ...Object.values(hears.asks)]) {
      expect(text).toMatch(/^[\p{Ll}\d/[\]|^$*~!\s]+$/u)
      expect(text.split(' ! ').length).toBeLessThan(3)
    }
  })

  it('use no word that is written out or left out before they are looked up', () => {
    const isGone = (word: string) => lexicon.contractions.has(word) || lexicon.is('fillers', word)
    const words = Object.values(hears.phrases).flatMap((text) => text.split(/[\s/|[\]^$!]+/))
    expect(words.filter(isGone)).toEqual([])
  })
})
