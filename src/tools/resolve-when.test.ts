import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { Business } from '../agents/agent.ts'
import { localTime, openingAt } from '../agents/opening-hours.ts'
import { resolveWhen } from './resolve-when.ts'

const officeDay = [{ opens: '09:00', closes: '17:00' }]
const office: Pick<Business, 'hours' | 'timeZone'> = {
  timeZone: 'America/New_York',
  hours: {
    monday: officeDay,
    tuesday: officeDay,
    wednesday: officeDay,
    thursday: officeDay,
    friday: officeDay,
  },
}
const wednesdayAtTen = '2026-06-03T10:00:00-04:00'

describe('on a Wednesday at ten, open from nine to five on weekdays', () => {
  it.each([
    // The one reading within the opening hours.
    ['at three', '2026-06-03T15:00', 'today at 3 p.m.'],
    ['3:30', '2026-06-03T15:30', 'today at 3:30 p.m.'],
    ['half past two', '2026-06-03T14:30', 'today at 2:30 p.m.'],
    ['quarter to four', '2026-06-03T15:45', 'today at 3:45 p.m.'],
    ['ten to four', '2026-06-03T15:50', 'today at 3:50 p.m.'],
    ['twenty past four', '2026-06-03T16:20', 'today at 4:20 p.m.'],
    ['at twelve', '2026-06-03T12:00', 'today at noon'],
    ['15:00', '2026-06-03T15:00', 'today at 3 p.m.'],
    ['from two to four', '2026-06-03T14:00', 'today at 2 p.m.'],
    ['not before noon tomorrow', '2026-06-04T12:00', 'tomorrow, Thursday, June 4, at noon'],
    ['tomorrow nine', '2026-06-04T09:00', 'tomorrow, Thursday, June 4, at 9 a.m.'],
    ["Tuesday at three o'clock", '2026-06-09T15:00', 'Tuesday, June 9, at 3 p.m.'],
    ['between 2 and 4 tomorrow', '2026-06-04T14:00', 'tomorrow, Thursday, June 4, at 2 p.m.'],
    ['2 to 4 pm friday', '2026-06-05T14:00', 'Friday, June 5, at 2 p.m.'],
    ['11 to 1 pm friday', '2026-06-05T11:00', 'Friday, June 5, at 11 a.m.'],
    ['nine thirty tomorrow', '2026-06-04T09:30', 'tomorrow, Thursday, June 4, at 9:30 a.m.'],
    ['three in the afternoon', '2026-06-03T15:00', 'today at 3 p.m.'],
    ['Friday afternoon, say four', '2026-06-05T16:00', 'Friday, June 5, at 4 p.m.'],
    // Durations.
    ['in half an hour', '2026-06-03T10:30', 'today at 10:30 a.m.'],
    ['in 20 minutes', '2026-06-03T10:20', 'today at 10:20 a.m.'],
    ['in an hour and a half', '2026-06-03T11:30', 'today at 11:30 a.m.'],
    ['in a couple of hours', '2026-06-03T12:00', 'today at noon'],
    // Days without a time begin when the business opens.
    ['tomorrow', '2026-06-04T09:00', 'tomorrow, Thursday, June 4, at 9 a.m., when we open'],
    ['Friday', '2026-06-05T09:00', 'Friday, June 5, at 9 a.m., when we open'],
    ['Monday morning', '2026-06-08T09:00', 'Monday, June 8, at 9 a.m., when we open'],
    [
      'first thing tomorrow',
      '2026-06-04T09:00',
      'tomorrow, Thursday, June 4, at 9 a.m., when we open',
    ],
    ['the day after tomorrow', '2026-06-05T09:00', 'Friday, June 5, at 9 a.m., when we open'],
    ['in two weeks', '2026-06-17T09:00', 'Wednesday, June 17, at 9 a.m., when we open'],
    ['a week from Monday', '2026-06-15T09:00', 'Monday, June 15, at 9 a.m., when we open'],
    ['Monday next week at two', '2026-06-08T14:00', 'Monday, June 8, at 2 p.m.'],
    ['next Wednesday', '2026-06-10T09:00', 'Wednesday, June 10, at 9 a.m., when we open'],
    ['this Friday at 10', '2026-06-05T10:00', 'Friday, June 5, at 10 a.m.'],
    // Parts of a day.
    ['this afternoon', '2026-06-03T14:00', 'today at 2 p.m.'],
    ['tomorrow afternoon', '2026-06-04T14:00', 'tomorrow, Thursday, June 4, at 2 p.m.'],
    ['tomorrow at noon', '2026-06-04T12:00', 'tomorrow, Thursday, June 4, at noon'],
    ['in the morning', '2026-06-04T09:00', 'tomorrow, Thursday, June 4, at 9 a.m., when we open'],
    ['after lunch', '2026-06-03T13:00', 'today at 1 p.m.'],
    ['end of the day', '2026-06-03T16:00', 'today at 4 p.m.'],
    [
      'before three tomorrow',
      '2026-06-04T09:00',
      'tomorrow, Thursday, June 4, at 9 a.m., when we open',
    ],
    // Dates.
    ['the 5th', '2026-06-05T09:00', 'Friday, June 5, at 9 a.m., when we open'],
    ['on the fifth at half past two', '2026-06-05T14:30', 'Friday, June 5, at 2:30 p.m.'],
    ['June 5th, 3 p.m.', '2026-06-05T15:00', 'Friday, June 5, at 3 p.m.'],
    ['june twenty second at two', '2026-06-22T14:00', 'Monday, June 22, at 2 p.m.'],
    ['Monday the 8th', '2026-06-08T09:00', 'Monday, June 8, at 9 a.m., when we open'],
    ['12/24', '2026-12-24T09:00', 'Thursday, December 24, at 9 a.m., when we open'],
    ['January 5 at ten', '2027-01-05T10:00', 'Tuesday, January 5, at 10 a.m.'],
    // Corrections within one answer.
    ['not tomorrow, Friday at ten', '2026-06-05T10:00', 'Friday, June 5, at 10 a.m.'],
    [
      'call me tomorrow at three about my heater',
      '2026-06-04T15:00',
      'tomorrow, Thursday, June 4, at 3 p.m.',
    ],
  ])('takes "%s" for %s', (spoken, wall, said) => {
    expect(resolve(spoken)).toEqual({ kind: 'resolved', at: newYork(wall), spoken: said })
  })

  it.each([
    ['an hour from now', '2026-06-03T11:00'],
    ['as soon as possible tomorrow', '2026-06-04T09:00'],
    ['Friday, any time', '2026-06-05T09:00'],
    ['I am busy right now, call me tomorrow at three', '2026-06-04T15:00'],
    ['five to three', '2026-06-03T14:55'],
    ['three oh five', '2026-06-03T15:05'],
    ['ten of four tomorrow', '2026-06-04T15:50'],
    ['tomorrow at 1530', '2026-06-04T15:30'],
  ])('does not promise another time than "%s"', (spoken, wall) => {
    expect(resolve(spoken)).toMatchObject({ kind: 'resolved', at: newYork(wall) })
  })

  it.each([
    'two weeks from Friday',
    'three days from today',
    'a week Friday',
    'Friday week',
    'the day after Friday',
    'any day but Friday',
    'not before Friday',
    'tomorrow but not in the morning',
    '30 minutes after three',
    'half an hour before closing',
    'tomorrow in half an hour',
    'between nine and noon Friday',
    'three pacific time',
  ])('asks for a plain day and time after "%s", which it cannot work out', (spoken) => {
    expect(resolve(spoken)).toEqual({
      kind: 'ambiguous',
      question: 'On which day and at what time should we call you?',
    })
  })

  it('does not take "not right now" for now', () => {
    expect(resolve('not right now').kind).not.toBe('resolved')
  })

  it.each(['asap', 'as soon as possible', 'right now', 'whenever', 'any time', 'immediately'])(
    'takes "%s" for now',
    (spoken) => {
      expect(resolve(spoken)).toEqual({
        kind: 'resolved',
        at: new Date(wednesdayAtTen),
        spoken: 'today, as soon as possible',
      })
    },
  )

  it.each([
    ['Wednesday', 'Do you mean today or Wednesday, June 10?'],
    ['wednesday at three', 'Do you mean today or Wednesday, June 10?'],
    ['next Friday', 'Do you mean Friday, June 5 or Friday, June 12?'],
    ['Tuesday or Thursday', 'Do you mean Thursday, June 4 or Tuesday, June 9?'],
    ['Monday the 9th', 'Do you mean Monday, June 8 or Tuesday, June 9?'],
    ['next week', 'On which day should we call you?'],
    ['the 1st', 'That day has already passed. Do you mean Wednesday, July 1?'],
    ['June 1', 'That day has already passed. On which day should we call you?'],
    ['yesterday', 'That day has already passed. On which day should we call you?'],
    ['today at 8 a.m.', 'That time has already passed. When should we call you?'],
    [
      'at nine',
      'That time has already passed. Shall we call you tomorrow, Thursday, June 4, at 9 a.m. instead?',
    ],
    ['two hours ago', 'That time has already passed. When should we call you?'],
    ['February 29', 'I cannot find that date in the calendar. On which day should we call you?'],
    ['the 31st', 'I cannot find that date in the calendar. On which day should we call you?'],
    ['2030-01-01', 'That is more than a year away. Which earlier day would suit you?'],
    ['Sunday at three', 'We are closed then. Shall we call you Monday, June 8, at 9 a.m. instead?'],
    ['the weekend', 'We are closed then. Shall we call you Monday, June 8, at 9 a.m. instead?'],
    [
      'tonight',
      'We are closed then. Shall we call you tomorrow, Thursday, June 4, at 9 a.m. instead?',
    ],
    [
      'tomorrow at 7 a.m.',
      'We are closed then. Shall we call you tomorrow, Thursday, June 4, at 9 a.m. instead?',
    ],
    [
      'at five',
      'We are closed then. Shall we call you tomorrow, Thursday, June 4, at 9 a.m. instead?',
    ],
    [
      'in ten hours',
      'We are closed then. Shall we call you tomorrow, Thursday, June 4, at 9 a.m. instead?',
    ],
  ])('asks back after "%s"', (spoken, question) => {
    expect(resolve(spoken)).toEqual({ kind: 'ambiguous', question })
  })

  it.each(['', '   ', 'banana', 'I do not know', '你好', '999999', '?!'])(
    'finds no time in "%s"',
    (spoken) => {
      expect(resolve(spoken)).toEqual({
        kind: 'unclear',
        question: 'On which day and at what time should we call you?',
      })
    },
  )
})

describe('when the business is closed', () => {
  it('calls as soon as possible when it opens next', () => {
    expect(resolve('as soon as possible', { now: '2026-06-05T18:00:00-04:00' })).toEqual({
      kind: 'resolved',
      at: newYork('2026-06-08T09:00'),
      spoken: 'Monday, June 8, at 9 a.m., when we open',
    })
  })

  it('takes the weekday of today for the one next week, once today is over', () => {
    expect(resolve('Friday', { now: '2026-06-05T18:00:00-04:00' })).toMatchObject({
      at: newYork('2026-06-12T09:00'),
    })
  })

  it('takes next Friday on a Saturday for the coming one', () => {
    expect(resolve('next Friday', { now: '2026-06-06T12:00:00-04:00' })).toMatchObject({
      at: newYork('2026-06-12T09:00'),
    })
  })
})

describe('when a clock time is within the hours twice', () => {
  const allNight = open('America/New_York', '06:00', '23:00')

  it('asks for the half of the day', () => {
    expect(resolve('tomorrow at eight', { business: allNight })).toEqual({
      kind: 'ambiguous',
      question: 'Do you mean 8 in the morning or 8 in the evening?',
    })
  })

  it('does not ask when one of both is over', () => {
    expect(resolve('at eight', { business: allNight })).toMatchObject({
      at: newYork('2026-06-03T20:00'),
    })
  })
})

describe('when nobody has entered opening hours', () => {
  const unknown = { timeZone: 'America/New_York', hours: {} }

  it('takes a day for nine in the morning and refuses no time of it', () => {
    expect(resolve('tomorrow', { business: unknown })).toMatchObject({
      at: newYork('2026-06-04T09:00'),
    })
    expect(resolve('tomorrow at 10 p.m.', { business: unknown })).toMatchObject({
      at: newYork('2026-06-04T22:00'),
    })
  })

  it('asks for the half of the day', () => {
    expect(resolve('tomorrow at three', { business: unknown })).toMatchObject({
      question: 'Do you mean 3 in the morning or 3 in the afternoon?',
    })
  })
})

describe('around changes of the clock', () => {
  it.each([
    [
      'takes a time that comes twice for the first of both',
      'America/New_York',
      '2026-10-31T12:00:00-04:00',
      'tomorrow at 1:30 a.m.',
      '2026-11-01T01:30:00-04:00',
    ],
    [
      'takes a time that is skipped for the first minute after the gap',
      'America/New_York',
      '2027-03-13T12:00:00-05:00',
      'tomorrow at 2:30 a.m.',
      '2027-03-14T03:00:00-04:00',
    ],
    [
      'leaves a zone without changes alone',
      'America/Phoenix',
      '2026-10-31T12:00:00-07:00',
      'tomorrow at 1:30 a.m.',
      '2026-11-01T01:30:00-07:00',
    ],
    [
      'knows the half hour by which Lord Howe Island changes',
      'Australia/Lord_Howe',
      '2026-10-03T12:00:00+10:30',
      'tomorrow at 2:15 a.m.',
      '2026-10-04T02:30:00+11:00',
    ],
    [
      'knows the half hour that Lord Howe Island has twice',
      'Australia/Lord_Howe',
      '2027-04-03T12:00:00+11:00',
      'tomorrow at 1:45 a.m.',
      '2027-04-04T01:45:00+11:00',
    ],
    [
      'knows a zone half an hour off',
      'Asia/Kolkata',
      '2026-06-03T12:00:00+05:30',
      'tomorrow at 9:30 a.m.',
      '2026-06-04T09:30:00+05:30',
    ],
    [
      'counts real minutes over the change',
      'America/New_York',
      '2026-11-01T01:45:00-04:00',
      'in half an hour',
      '2026-11-01T01:15:00-05:00',
    ],
    [
      'takes tomorrow for the next day on a day of 25 hours',
      'America/New_York',
      '2026-11-01T00:30:00-04:00',
      'tomorrow at noon',
      '2026-11-02T12:00:00-05:00',
    ],
  ])('%s', (_fact, timeZone, now, spoken, instant) => {
    const business = open(timeZone, '00:00', '24:00')
    expect(resolve(spoken, { business, now })).toMatchObject({ at: new Date(instant) })
  })
})

describe('at the edges of the calendar', () => {
  it.each([
    ['2026-12-31T10:00:00-05:00', 'tomorrow at ten', '2027-01-01T10:00:00-05:00'],
    ['2026-12-30T10:00:00-05:00', 'tomorrow at ten', '2026-12-31T10:00:00-05:00'],
    ['2026-12-31T10:00:00-05:00', 'January 4 at ten', '2027-01-04T10:00:00-05:00'],
    ['2028-02-28T10:00:00-05:00', 'tomorrow at ten', '2028-02-29T10:00:00-05:00'],
    ['2028-02-01T10:00:00-05:00', 'February 29 at ten', '2028-02-29T10:00:00-05:00'],
    ['2027-12-20T10:00:00-05:00', 'February 29 at ten', '2028-02-29T10:00:00-05:00'],
  ])('on %s takes "%s" for %s', (now, spoken, instant) => {
    expect(resolve(spoken, { now })).toMatchObject({ at: new Date(instant) })
  })
})

describe('whatever is said', () => {
  it('answers with a time to come within the opening hours, or with a question', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            ...'at the in on next this tomorrow today friday sunday 31st 29 february june 3 12 24 0 noon half past quarter to two hours days week morning evening pm am not or between'.split(
              ' ',
            ),
          ),
          { maxLength: 9 },
        )
        .map((list) => list.join(' ')),
    )
    const now = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2029-12-31'),
      noInvalidDate: true,
    })
    const answersWell = fc.property(words, now, (spoken, at) => {
      const result = resolveWhen({ spoken, business: office, now: at })
      if (result.kind !== 'resolved') return result.question.endsWith('?')
      const isToCome = result.at.getTime() >= at.getTime() - 60_000
      return isToCome && openingAt(office, localTime(office, result.at)) !== undefined
    })
    expect(() => fc.assert(answersWell, { numRuns: 1500 })).not.toThrow()
  })

  it.each(['on sunday', 'tonight', 'at nine', 'tomorrow at 7 a.m.', 'in ten hours'])(
    'can be answered by the time that it offers after "%s"',
    (spoken) => {
      const asked = resolve(spoken)
      const offer = /Shall we call you (.*) instead/.exec('question' in asked ? asked.question : '')
      expect(resolve(offer?.[1] ?? '')).toMatchObject({ kind: 'resolved' })
    },
  )
})

describe("the server's own time zone", () => {
  const own = process.env['TZ']
  afterEach(() => {
    if (own === undefined) delete process.env['TZ']
    else process.env['TZ'] = own
  })

  it.each(['UTC', 'Pacific/Apia', 'Australia/Lord_Howe', 'America/New_York'])(
    'does not matter: %s',
    (timeZone) => {
      process.env['TZ'] = timeZone
      expect(resolve('in half an hour')).toMatchObject({ at: newYork('2026-06-03T10:30') })
      expect(resolve('June 5 at 3 p.m.')).toMatchObject({ at: newYork('2026-06-05T15:00') })
      expect(resolve('in two days at noon')).toMatchObject({ at: newYork('2026-06-05T12:00') })
    },
  )
})

function resolve(
  spoken: string,
  { business = office, now = wednesdayAtTen }: { business?: typeof office; now?: string } = {},
) {
  return resolveWhen({ spoken, business, now: new Date(now) })
}

function open(timeZone: string, opens: string, closes: string): typeof office {
  const day = [{ opens, closes }]
  const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
  return { timeZone, hours: Object.fromEntries(names.map((name) => [name, day])) }
}

function newYork(wall: string): Date {
  return new Date(`${wall}:00${wall < '2026-11' || wall > '2027-03-14' ? '-04:00' : '-05:00'}`)
}
