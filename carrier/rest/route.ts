import type { CallEngine } from '../call-engine.ts'
import type { Clock } from '../clock.ts'
import type { OwnedNumber } from '../owned-number.ts'
import type { CarrierQuirks } from '../quirks.ts'
import type { Recordings } from '../recording/recordings.ts'
import type { Witness } from '../witness.ts'
import type { RestRequest } from './rest-request.ts'

export interface RouteParts {
  readonly accountSid: string
  readonly engine: CallEngine
  readonly number: OwnedNumber
  readonly clock: Clock
  readonly quirks: CarrierQuirks
  readonly witness: Witness
  readonly recordings: Recordings
  /** Under which address this API is reached. */
  readonly restUrl: () => string
}

export interface RouteAnswer {
  readonly status: number
  /** Sound as bytes. */
  readonly body: object | Buffer | undefined
}

/** What a request asks for, below the account: the sids are those of the path. @throws {RefusedRequest} */
export type Route = (request: RestRequest, sid: string, below: string) => RouteAnswer

/** Method, path below the account without `.json`, and what they do. */
export type RouteTable = readonly (readonly [string, RegExp, Route])[]
