import type { Business } from '../agents/agent.ts'
import { localTime, nextOpening, openingAt } from '../agents/opening-hours.ts'

/**
 * The first whole hour after `from` at which the business is open, with an hour left, or closed. Where the
 * hours do not allow it (always open, no hours at all), the hour after `from`.
 */
export function momentWhen(
  business: Pick<Business, 'hours' | 'timeZone'>,
  { open, from }: { open: boolean; from: Date },
): Date {
  const first = localTime(business, from).round({ smallestUnit: 'hour', roundingMode: 'ceil' })
  const hours = Array.from({ length: 24 * 8 }, (_, index) => first.add({ hours: index }))
  const isOpen = (hour: (typeof hours)[number]) =>
    openingAt(business, hour) !== undefined &&
    openingAt(business, hour.add({ hours: 1 })) !== undefined
  const isClosed = (hour: (typeof hours)[number]) =>
    openingAt(business, hour) === undefined && nextOpening(business, hour) !== undefined
  const moment = hours.find(open ? isOpen : isClosed) ?? first
  return new Date(moment.epochMilliseconds)
}
