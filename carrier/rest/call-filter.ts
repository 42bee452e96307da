import type { Call } from '../call.ts'
import { restStatus } from './call-resource.ts'
import type { Fields } from './fields.ts'

/** Which calls a list asks for. */
export function callFilter(fields: Fields): (call: Call) => boolean {
  const wanted = {
    to: fields.text('To'),
    from: fields.text('From'),
    status: fields.text('Status'),
    parentSid: fields.text('ParentCallSid'),
  }
  const began = periodOf(fields, 'StartTime')
  const ended = periodOf(fields, 'EndTime')
  return (call) => {
    const has = {
      to: call.to,
      from: call.from,
      status: restStatus(call),
      parentSid: call.parentSid,
    }
    return (
      fitsAll(wanted, has) &&
      began(call.times.answered ?? call.times.created) &&
      ended(call.times.ended)
    )
  }
}

type Texts = Readonly<Record<string, string | undefined>>

function fitsAll(wanted: Texts, has: Texts): boolean {
  return Object.entries(wanted).every(([name, value]) => value === undefined || value === has[name])
}

/** `StartTime=` is a day or a second; bounds are written `StartTime>=` and `StartTime<=`. */
function periodOf(fields: Fields, name: string): (date: Date | undefined) => boolean {
  const checks = [
    { bound: fields.text(name), fits: (time: string, bound: string) => time.startsWith(bound) },
    { bound: fields.text(`${name}>`), fits: (time: string, bound: string) => time >= bound },
    {
      bound: fields.text(`${name}<`),
      fits: (time: string, bound: string) => time.slice(0, bound.length) <= bound,
    },
  ]
  return (date) => {
    const time = date === undefined ? undefined : `${date.toISOString().slice(0, 19)}Z`
    return checks.every(
      ({ bound, fits }) => bound === undefined || (time !== undefined && fits(time, bound)),
    )
  }
}
