import { describe, expect, it } from 'vitest'
import type { Business } from './agent.ts'
import {
  hasHours,
  localTime,
  nextOpening,
  nextOpenMoment,
  openingAt,
  openingsOn,
} from './opening-hours.ts'

const shop: Pick<Business, 'hours' | 'timeZone'> = {
  timeZone: 'America/New_York',
  hours: {
    monday: [
      { opens: '13:00', closes: '17:30' },
      { opens: '09:00', closes: '12:00' },
    ],
    friday: [{ opens: '18:00', closes: '02:00' }],
    sunday: [{ opens: '00:00', closes: '24:00' }],
  },
}

describe('opening hours', () => {
  it('are read on the clock of the business, earliest first', () => {
    const openings = openingsOn(shop, at('2026-06-01T12:00:00-04:00').toPlainDate())
    expect(openings.map(({ opens, closes }) => [clock(opens), clock(closes)])).toEqual([
      ['2026-06-01T09:00', '2026-06-01T12:00'],
      ['2026-06-01T13:00', '2026-06-01T17:30'],
    ])
  })

  it.each([
    ['2026-06-01T09:00:00-04:00', true],
    ['2026-06-01T12:00:00-04:00', false],
    ['2026-06-01T12:59:00-04:00', false],
    ['2026-06-01T17:29:00-04:00', true],
    ['2026-06-05T23:59:00-04:00', true],
    ['2026-06-06T01:59:00-04:00', true],
    ['2026-06-06T02:00:00-04:00', false],
    ['2026-06-07T23:59:00-04:00', true],
  ])('at %s the business is open: %s', (instant, isOpen) => {
    expect(openingAt(shop, at(instant)) !== undefined).toBe(isOpen)
  })

  it('tell when it opens next, over days without any', () => {
    expect(clock(nextOpening(shop, at('2026-06-01T09:30:00-04:00'))?.opens)).toBe(
      '2026-06-01T13:00',
    )
    expect(clock(nextOpening(shop, at('2026-06-01T18:00:00-04:00'))?.opens)).toBe(
      '2026-06-05T18:00',
    )
    expect(clock(nextOpenMoment(shop, at('2026-06-01T10:15:00-04:00')))).toBe('2026-06-01T10:15')
  })

  it('finds nothing where no hours, or none that can be read, are entered', () => {
    const unknown = {
      timeZone: 'America/New_York',
      hours: { monday: [{ opens: 'nine', closes: '25:00' }] },
    }
    expect(hasHours({ hours: {} })).toBe(false)
    expect(nextOpening(unknown, at('2026-06-01T08:00:00-04:00'))).toBeUndefined()
  })

  it('find this weekday of next week again', () => {
    const mondays = { ...shop, hours: { monday: [{ opens: '09:00', closes: '10:00' }] } }
    expect(clock(nextOpening(mondays, at('2026-06-01T11:00:00-04:00'))?.opens)).toBe(
      '2026-06-08T09:00',
    )
  })
})

function at(instant: string) {
  return localTime(shop, new Date(instant))
}

function clock(moment: ReturnType<typeof at> | undefined): string | undefined {
  return moment?.toPlainDateTime().toString({ smallestUnit: 'minute' })
}
