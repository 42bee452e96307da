import type { Recording } from '../recording/recording.ts'
import { isOngoing } from '../recording/recording.ts'
import type { Recordings } from '../recording/recordings.ts'
import { fieldsOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { pageOf } from './page.ts'
import { changeRecording, startRecording } from './recording-change.ts'
import { readRecordingOrder } from './recording-order.ts'
import { recordingResource } from './recording-resource.ts'
import { notFound } from './refused-request.ts'
import type { RestRequest } from './rest-request.ts'
import type { Route, RouteParts, RouteTable } from './route.ts'

/** Recordings by themselves, and those of a call. */
export function recordingRoutes({ engine, recordings, ...parts }: RouteParts): RouteTable {
  const shown = (recording: Recording) =>
    recordingResource(recording, { accountSid: parts.accountSid, restUrl: parts.restUrl() })

  const start: Route = ({ form }, callSid) => {
    const call = engine.register.find(callSid)?.call
    if (call === undefined) throw notFound(callSid)
    const order = readRecordingOrder(fieldsOf(form), 'StartCallRecordingAPI')
    return { status: 201, body: shown(startRecording(call, { order, recordings })) }
  }

  const update: Route = ({ form }, callSid, sid) => {
    const recording = find(recordings, { callSid, sid })
    changeRecording(recording, { fields: fieldsOf(form), recordings })
    return { status: 200, body: shown(recording) }
  }

  const list = (request: RestRequest, callSid?: string) => {
    const fields = fieldsOf(request.query)
    const wanted = callSid ?? fields.text('CallSid')
    const fits = ({ callSid: of }: Recording) => wanted === undefined || of === wanted
    const items = recordings.all().filter(fits).map(shown)
    const { shown: page, paging } = pageOf(items, { ...request, fields })
    return { status: 200, body: { recordings: page, ...paging } }
  }

  const media: Route = ({ query }, sid) => {
    const recording = find(recordings, { sid })
    const file = recording.file(channelsWanted(fieldsOf(query), recording))
    if (file === undefined) throw notFound(`${sid}.wav`)
    return { status: 200, body: file }
  }

  const fetch = (wanted: { sid: string; callSid?: string }) => ({
    status: 200,
    body: shown(find(recordings, wanted)),
  })
  const remove = (wanted: { sid: string; callSid?: string }) => {
    recordings.remove(find(recordings, wanted).sid)
    return { status: 204, body: undefined }
  }
  return [
    ['POST', /^\/Calls\/(CA\w+)\/Recordings$/, start],
    ['GET', /^\/Calls\/(CA\w+)\/Recordings$/, list],
    ['POST', /^\/Calls\/(CA\w+)\/Recordings\/(RE\w+|Twilio\.CURRENT)$/, update],
    [
      'GET',
      /^\/Calls\/(CA\w+)\/Recordings\/(RE\w+)$/,
      (_, callSid, sid) => fetch({ callSid, sid }),
    ],
    [
      'DELETE',
      /^\/Calls\/(CA\w+)\/Recordings\/(RE\w+)$/,
      (_, callSid, sid) => remove({ callSid, sid }),
    ],
    ['GET', /^\/Recordings$/, (request) => list(request)],
    ['GET', /^\/Recordings\/(RE\w+)$/, (_, sid) => fetch({ sid })],
    ['GET', /^\/Recordings\/(RE\w+)\.wav$/, media],
    ['DELETE', /^\/Recordings\/(RE\w+)$/, (_, sid) => remove({ sid })],
  ]
}

/** The one that is being made is `Twilio.CURRENT`; only one must be. @throws {RefusedRequest} */
function find(
  recordings: Recordings,
  { sid, callSid }: { sid: string; callSid?: string },
): Recording {
  const isMeant = (one: Recording) => (sid === 'Twilio.CURRENT' ? isOngoing(one) : one.sid === sid)
  const found = recordings
    .all()
    .find((one) => isMeant(one) && (callSid === undefined || one.callSid === callSid))
  if (found === undefined) throw notFound(sid)
  return found
}

/** A recording of one channel has no more, whatever is asked for. */
function channelsWanted(fields: Fields, { channels }: Recording): 1 | 2 {
  const wanted = fields.text('RequestedChannels') ?? fields.text('requestedChannels')
  return wanted === '1' ? 1 : channels
}
