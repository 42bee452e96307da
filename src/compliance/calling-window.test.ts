import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callingWindow } from './calling-window.ts'
import { northAmericanZones } from './north-american-zones.ts'
import { zonesOfNumber } from './zones-of-number.ts'

const times = { from: '08:00', until: '21:00' }
const newYork = '+12125557890'

function isOpen(number: string, at: string, hours = times): boolean {
  return callingWindow(number, { times: hours, at: new Date(at) }).open
}

describe('the time of day at which people may be called', () => {
  it.each([
    ['2026-06-03T07:59:59-04:00', false],
    ['2026-06-03T08:00:00-04:00', true],
    ['2026-06-03T20:59:59-04:00', true],
    ['2026-06-03T21:00:00-04:00', false],
    ['2026-06-03T00:00:00-04:00', false],
  ])('is that of whoever is called: at %s in New York %s', (at, open) => {
    expect(isOpen(newYork, at)).toBe(open)
  })

  it.each([
    ['2026-03-07T12:59:00Z', false, 'the day before the clocks go forward, 07:59'],
    ['2026-03-07T13:00:00Z', true, 'the day before, 08:00'],
    ['2026-03-08T11:59:00Z', false, 'the day itself, 07:59'],
    ['2026-03-08T12:00:00Z', true, 'the day itself, 08:00'],
    ['2026-10-31T12:00:00Z', true, 'the day before they go back, 08:00'],
    ['2026-11-01T12:59:00Z', false, 'the day itself, 07:59 again'],
    ['2026-11-01T13:00:00Z', true, 'the day itself, 08:00 again'],
    ['2026-11-02T01:59:00Z', true, 'that evening, 20:59 '],
    ['2026-11-02T02:00:00Z', false, 'that evening, 21:00'],
  ])('follows the clocks in spring and autumn: %s %s (%s)', (at, open) => {
    expect(isOpen(newYork, at)).toBe(open)
  })

  it('is Arizona’s own, which never changes its clocks', () => {
    expect(isOpen('+14805557890', '2026-01-15T15:00:00Z')).toBe(true)
    expect(isOpen('+14805557890', '2026-07-15T14:59:00Z')).toBe(false)
    expect(isOpen('+14805557890', '2026-07-15T15:00:00Z')).toBe(true)
  })

  it('must have come in every zone that an area code touches', () => {
    // Eight o'clock in Pensacola's east is seven in its west.
    expect(isOpen('+18505557890', '2026-06-03T12:00:00Z')).toBe(false)
    expect(isOpen('+18505557890', '2026-06-03T13:00:00Z')).toBe(true)
    expect(isOpen('+18505557890', '2026-06-04T00:59:00Z')).toBe(true)
    expect(isOpen('+18505557890', '2026-06-04T01:00:00Z')).toBe(false)
  })

  it('must have come in the whole country for a number that may be anywhere in it', () => {
    const tollFree = '+18005557890'
    expect(isOpen(tollFree, '2026-06-03T16:59:00Z')).toBe(false)
    expect(isOpen(tollFree, '2026-06-03T18:00:00Z')).toBe(true)
    expect(isOpen(tollFree, '2026-06-04T01:00:00Z')).toBe(false)
  })

  it('is that of other countries too', () => {
    expect(isOpen('+442079460000', '2026-06-03T06:59:00Z')).toBe(false)
    expect(isOpen('+442079460000', '2026-06-03T07:00:00Z')).toBe(true)
    // Perth is two hours behind Sydney, and who has a mobile may be in either.
    expect(isOpen('+61412345678', '2026-06-02T22:30:00Z')).toBe(false)
    expect(isOpen('+61412345678', '2026-06-03T02:00:00Z')).toBe(true)
    expect(isOpen('+38344123456', '2026-06-03T05:59:00Z')).toBe(false)
    expect(isOpen('+38344123456', '2026-06-03T06:00:00Z')).toBe(true)
  })

  it('is what the owner says it is, up to midnight', () => {
    const always = { from: '00:00', until: '24:00' }
    expect(isOpen(newYork, '2026-06-03T23:59:59-04:00', always)).toBe(true)
    expect(isOpen(newYork, '2026-06-03T00:00:00-04:00', always)).toBe(true)
    const noon = { from: '12:00', until: '13:00' }
    expect(isOpen(newYork, '2026-06-03T11:59:00-04:00', noon)).toBe(false)
    expect(isOpen(newYork, '2026-06-03T12:30:00-04:00', noon)).toBe(true)
  })

  it('has never come where nobody knows the time', () => {
    for (const nowhere of ['+15550100123', '+881612345678', 'Ada', '']) {
      expect(isOpen(nowhere, '2026-06-03T16:00:00Z')).toBe(false)
    }
  })

  it('is told in words with the time that it is there', () => {
    const window = callingWindow('+13105557890', { times, at: new Date('2026-06-03T13:05:00Z') })
    expect(window).toEqual({
      open: false,
      reason:
        'It is 06:05 where this number is (America/Los_Angeles), and people may be called there from 08:00 to 21:00.',
    })
  })

  it('agrees with the clock on the wall at any instant of any year', () => {
    const instants = fc.date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2035-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instants, (at) => {
        const hour = new Intl.DateTimeFormat('en-GB', {
          timeZone: 'America/New_York',
          hour: 'numeric',
          hourCycle: 'h23',
        }).format(at)
        const expected = Number(hour) >= 8 && Number(hour) < 21
        expect(callingWindow(newYork, { times, at }).open).toBe(expected)
      }),
    )
  })
})

describe('the area codes', () => {
  const listed = northAmericanZones.groups.flatMap(({ areaCodes }) => areaCodes.trim().split(/\s+/))

  it('are listed once each, and lie in zones that exist', () => {
    expect(listed.filter((code, index) => listed.indexOf(code) !== index)).toEqual([])
    for (const { zones } of northAmericanZones.groups) {
      for (const timeZone of zones) {
        expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow()
      }
    }
  })

  it('are all that the United States and Canada have places for', () => {
    const missing = Array.from({ length: 800 }, (_, index) => String(index + 200)).filter(
      (code) => {
        const number = parsePhoneNumberFromString(`+1${code}2345678`)
        const isOurs = number?.country === 'US' || number?.country === 'CA'
        const isPlace = number?.getType() === 'FIXED_LINE_OR_MOBILE'
        return number?.isValid() === true && isOurs && isPlace && !listed.includes(code)
      },
    )
    expect(missing).toEqual([])
  })

  it.each([
    ['+12125557890', ['America/New_York']],
    ['+13125557890', ['America/Chicago']],
    ['+13035557890', ['America/Denver']],
    ['+18085557890', ['Pacific/Honolulu']],
    ['+19155557890', ['America/Denver']],
    ['+16045557890', ['America/Vancouver']],
    ['+18765557890', ['America/Jamaica']],
    ['+17875557890', ['America/Puerto_Rico']],
  ])('%s is in %j', (number, zones) => {
    expect(zonesOfNumber(number)).toEqual(zones)
  })
})
