import { describe, expect, it } from 'vitest'
import { questionOf, tagIn, tokensFor } from '../fakes/answer-words.ts'
import { createTurnEar } from './heard-turn.ts'
import { createPlaybackReports } from './playback-reports.ts'

const tag = 'Q3-14'

function heard(tokens: readonly string[]) {
  const ear = createTurnEar({ tag, promptMs: 0 })
  for (const [at, token] of tokens.entries()) ear.hears(token, 300 + at)
  return ear
}

describe('an answer', () => {
  it('is good when it is word for word what the model said, however it was cut into pieces', () => {
    expect(heard(tokensFor(tag)).ends(1, true).isBad).toBe(false)
    expect(heard([tokensFor(tag).join('')]).ends(1, true).isBad).toBe(false)
  })

  it('is bad when a word is missing, doubled, or of another question', () => {
    const [first = '', second = '', ...rest] = tokensFor(tag)
    expect(heard([first, ...rest]).ends(1, true).isBad).toBe(true)
    expect(heard([first, second, second, ...rest]).ends(1, true).isBad).toBe(true)
    expect(heard(tokensFor('Q3-13')).ends(1, true).isBad).toBe(true)
  })

  it('is bad when it breaks off, or nobody says that it is over', () => {
    expect(heard(tokensFor(tag).slice(0, 20)).ends(1, true).isBad).toBe(true)
    expect(heard(tokensFor(tag)).ends(1, false).isBad).toBe(true)
  })

  it('that was interrupted is good as far as it came, and what comes once that is known is stale', () => {
    const ear = heard(tokensFor(tag).slice(0, 12))
    ear.interrupts(400)
    ear.hears(' crossed', 401)
    ear.interruptKnown()
    ear.hears(' late', 402)
    ear.hears(' later', 403)
    expect(ear.ends(900, true)).toMatchObject({ isBad: false, staleTokens: 2, firstTokenMs: 300 })
  })
})

it('an answer names its question, however the question is wrapped', () => {
  expect(tagIn(JSON.stringify({ text: `<caller>${questionOf(tag)}</caller>` }))).toBe(tag)
  expect(tagIn(`${questionOf('Q3-13')} ${questionOf(tag)}`)).toBe(tag)
  expect(tokensFor(tag)).toHaveLength(40)
  expect(tokensFor(tag)[0]).toBe(tag)
})

it('playback is reported as a carrier does: speaking, groups of words, silence', () => {
  const reported: string[] = []
  const reports = createPlaybackReports(({ value }) => reported.push(value))
  for (const token of ['one', ' two', ' three', ' four', ' five', ' six', ' seven']) {
    reports.heard(token)
  }
  reports.silence()
  reports.silence()
  expect(reported).toEqual(['on', 'one two three four five', 'six seven', 'off'])
})
