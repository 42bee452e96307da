import type { Temporal } from 'temporal-polyfill'

/** Everything that is said about times, so that a language is a file. */
export interface WhenWords {
  /** `tomorrow, Thursday, June 4, at 3 p.m.` */
  moment(at: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime): string
  /** The moment at which a business opens. */
  atOpening(at: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime): string
  /** As soon as possible, while the business is open. */
  soon: string
  readonly whenShallWeCall: string
  readonly whichTimeThatDay: (date: Temporal.PlainDate) => string
  readonly whichDay: string
  readonly noSuchDate: string
  readonly tooFarAhead: string
  eitherTime(times: readonly Temporal.ZonedDateTime[]): string
  eitherDate(dates: readonly Temporal.PlainDate[], today: Temporal.PlainDate): string
  passed(offer: Temporal.ZonedDateTime | undefined, now: Temporal.ZonedDateTime): string
  passedDate(offer: Temporal.PlainDate | undefined): string
  closedThen(offer: Temporal.ZonedDateTime | undefined, now: Temporal.ZonedDateTime): string
}
