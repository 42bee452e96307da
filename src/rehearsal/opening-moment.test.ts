import { describe, expect, it } from 'vitest'
import { momentWhen } from './opening-moment.ts'

const officeHours = {
  timeZone: 'America/New_York',
  hours: { monday: [{ opens: '09:00', closes: '17:00' }] },
}
const sunday = new Date('2026-03-01T12:34:00Z')

describe('the moment of a rehearsed call', () => {
  it('is the next hour at which the business is open, and stays so for an hour', () => {
    const moment = momentWhen(officeHours, { open: true, from: sunday })
    expect(moment.toISOString()).toBe('2026-03-02T14:00:00.000Z')
    const late = momentWhen(officeHours, { open: true, from: new Date('2026-03-02T20:30:00Z') })
    expect(late.toISOString()).toBe('2026-03-09T13:00:00.000Z')
  })

  it('is the next hour at which it is closed', () => {
    const moment = momentWhen(officeHours, { open: false, from: sunday })
    expect(moment.toISOString()).toBe('2026-03-01T13:00:00.000Z')
  })

  it('is any hour where a business has entered no hours', () => {
    const none = { timeZone: 'UTC', hours: {} }
    expect(momentWhen(none, { open: true, from: sunday }).toISOString()).toBe(
      '2026-03-01T13:00:00.000Z',
    )
  })
})
