import type { Leg } from '../legs/leg.ts'
import { accountResource } from './account-resource.ts'
import { changeCall } from './call-change.ts'
import { callFilter } from './call-filter.ts'
import { parametersIgnored, readCallOrder } from './call-order.ts'
import { callResource } from './call-resource.ts'
import { fieldsOf } from './fields.ts'
import { numberResource, readNumberChange } from './number-resource.ts'
import { pageOf } from './page.ts'
import type { Route, RouteAnswer, RouteParts, RouteTable } from './route.ts'
import { recordingRoutes } from './recording-routes.ts'
import { notFound, RefusedRequest } from './refused-request.ts'

/** The REST API's routes. */
export function createRoutes(parts: RouteParts): RouteTable {
  return [
    ['GET', /^$/, () => ok(accountResource(parts.accountSid, parts.number.created))],
    ...callRoutes(parts),
    ...recordingRoutes(parts),
    ...numberRoutes(parts),
  ]
}

function callRoutes({ engine, number, quirks, witness, ...parts }: RouteParts) {
  const { register } = engine
  const shown = ({ call }: Leg) =>
    callResource(call, { accountSid: parts.accountSid, number, now: parts.clock.now() })

  function find(sid: string): Leg {
    const leg = register.find(sid)
    if (leg === undefined) throw notFound(sid)
    return leg
  }

  const create: Route = ({ form }) => {
    for (const name of parametersIgnored(form)) {
      witness.warn('', 'rest-parameter-ignored', `This carrier does nothing with ${name}.`)
    }
    const order = readCallOrder(fieldsOf(form), [number.phoneNumber])
    return { status: 201, body: shown(engine.placeOutboundCall(order)) }
  }

  const list: Route = ({ path, query }) => {
    const fields = fieldsOf(query)
    const fits = callFilter(fields)
    const legs = register.all().filter(({ call }) => fits(call))
    const { shown: page, paging } = pageOf(legs.map(shown), { path, query, fields })
    return ok({ calls: page, ...paging })
  }

  const update: Route = ({ form }, sid) => {
    const leg = find(sid)
    changeCall(leg, fieldsOf(form), quirks)
    return ok(shown(leg))
  }

  const remove: Route = (_, sid) => {
    if (!find(sid).call.over.aborted) throw stillLive(sid)
    register.remove(sid)
    return { status: 204, body: undefined }
  }

  return [
    ['POST', /^\/Calls$/, create],
    ['GET', /^\/Calls$/, list],
    ['GET', /^\/Calls\/(CA\w+)$/, (_, sid) => ok(shown(find(sid)))],
    ['POST', /^\/Calls\/(CA\w+)$/, update],
    ['DELETE', /^\/Calls\/(CA\w+)$/, remove],
  ] satisfies [string, RegExp, Route][]
}

function numberRoutes({ number, accountSid }: RouteParts) {
  const shown = () => numberResource(number, accountSid)

  function check(sid: string): void {
    if (sid !== number.sid) throw notFound(sid)
  }

  const list: Route = ({ path, query }) => {
    const fields = fieldsOf(query)
    const wanted = fields.text('PhoneNumber')
    const fits = wanted === undefined || number.phoneNumber.includes(wanted.replaceAll('*', ''))
    const { shown: page, paging } = pageOf(fits ? [shown()] : [], { path, query, fields })
    return ok({ incoming_phone_numbers: page, ...paging })
  }

  const fetch: Route = (_, sid) => {
    check(sid)
    return ok(shown())
  }

  const update: Route = ({ form }, sid) => {
    check(sid)
    number.change(readNumberChange(form, number))
    return ok(shown())
  }

  return [
    ['GET', /^\/IncomingPhoneNumbers$/, list],
    ['GET', /^\/IncomingPhoneNumbers\/(PN\w+)$/, fetch],
    ['POST', /^\/IncomingPhoneNumbers\/(PN\w+)$/, update],
  ] satisfies [string, RegExp, Route][]
}

function ok(body: object): RouteAnswer {
  return { status: 200, body }
}

function stillLive(sid: string): RefusedRequest {
  const message = `Call ${sid} is still in progress and cannot be deleted`
  return new RefusedRequest(message, { status: 409, twilioCode: 20_009 })
}
