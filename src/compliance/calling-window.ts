import { Temporal } from 'temporal-polyfill'
import { zonesOfNumber } from './zones-of-number.ts'

/** When people may be called, as wall-clock `HH:MM` where they are. `until` is outside, and may be `24:00`. */
export interface CallingTimes {
  readonly from: string
  readonly until: string
}

export type CallingWindow =
  | { readonly open: true }
  /** `reason` is a sentence for people. */
  | { readonly open: false; readonly reason: string }

/**
 * Whether a number may be called at an instant. Somebody who may be in one of several time zones is called
 * only when it is the time of day for it in all of them.
 * @param e164 such as `+12025550123`.
 */
export function callingWindow(
  e164: string,
  { times, at }: { times: CallingTimes; at: Date },
): CallingWindow {
  const zones = zonesOfNumber(e164)
  if (zones.length === 0) {
    return { open: false, reason: 'It is not known what time it is where this number is.' }
  }
  const closed = zones.map((zone) => localTime(zone, at)).find(({ time }) => !isWithin(times, time))
  if (!closed) return { open: true }
  const where = zones.length === 1 ? 'where this number is' : 'where this number may be'
  return {
    open: false,
    reason: `It is ${closed.time} ${where} (${closed.zone}), and people may be called there from ${times.from} to ${times.until}.`,
  }
}

/** A time of day as `HH:MM`: written so, later is also greater. */
function localTime(zone: string, at: Date): { zone: string; time: string } {
  const instant = Temporal.Instant.fromEpochMilliseconds(at.getTime())
  const time = instant.toZonedDateTimeISO(zone).toPlainTime()
  return { zone, time: time.toString({ smallestUnit: 'minute' }) }
}

function isWithin({ from, until }: CallingTimes, time: string): boolean {
  return time >= from && time < until
}
