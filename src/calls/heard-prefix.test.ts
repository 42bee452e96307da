import { describe, expect, it } from 'vitest'
import { continuesPlan, coversAll, heardPrefix } from './heard-prefix.ts'

const planned = 'We open at nine, and close at five. Anything else?'

describe('what was heard of a sentence', () => {
  it('is the part that the line has played, as it was planned', () => {
    expect(heardPrefix({ planned, played: 'We open at nine' })).toBe('We open at nine,')
  })

  it('does not depend on spaces, punctuation or capitals of the report', () => {
    expect(heardPrefix({ planned, played: '  we OPEN  at nine and' })).toBe('We open at nine, and')
  })

  it('is nothing while nothing was played', () => {
    expect(heardPrefix({ planned, played: '' })).toBe('')
    expect(heardPrefix({ planned, played: ' … ' })).toBe('')
  })

  it('is everything when the report goes on beyond the plan', () => {
    expect(heardPrefix({ planned, played: `${planned} And more` })).toBe(planned)
  })

  it('is the report itself when the two do not fit', () => {
    expect(heardPrefix({ planned, played: 'Good morning' })).toBe('Good morning')
  })

  it('is the same whether or not something in another script follows', () => {
    for (const played of ['We', 'we open at', 'We open at nine', 'Good morning', '…']) {
      const alone = heardPrefix({ planned, played })
      expect(heardPrefix({ planned: `${planned} Straße 北`, played })).toBe(alone)
      expect(continuesPlan({ planned: `${planned} 北`, played: '' }, played)).toBe(
        continuesPlan({ planned, played: '' }, played),
      )
    }
  })

  it('works in any script', () => {
    expect(heardPrefix({ planned: 'Wir öffnen um neun Uhr.', played: 'Wir öffnen' })).toBe(
      'Wir öffnen',
    )
    expect(heardPrefix({ planned: '我们九点开门。', played: '我们九点' })).toBe('我们九点')
  })
})

describe('reports of playback', () => {
  it('cover the plan when every letter of it was played', () => {
    expect(coversAll({ planned, played: planned.toUpperCase() })).toBe(true)
    expect(coversAll({ planned, played: 'We open' })).toBe(false)
  })

  it('fit only when they go on where the last one stopped', () => {
    expect(continuesPlan({ planned, played: 'We open' }, ' at nine')).toBe(true)
    expect(continuesPlan({ planned, played: 'We open' }, ' at ten')).toBe(false)
  })
})
