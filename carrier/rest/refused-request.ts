import { CarrierError } from '../errors.ts'

/** A REST request that Twilio would refuse, with Twilio's status and number for it. */
export class RefusedRequest extends CarrierError {
  override readonly code = 'refused-request'
  readonly status: number
  readonly twilioCode: number

  constructor(message: string, { status = 400, twilioCode }: RefusalNumbers) {
    super(message)
    this.status = status
    this.twilioCode = twilioCode
  }
}

export interface RefusalNumbers {
  readonly status?: number
  readonly twilioCode: number
}

export function notFound(what: string): RefusedRequest {
  const message = `The requested resource ${what} was not found`
  return new RefusedRequest(message, { status: 404, twilioCode: 20_404 })
}

/** The body of an answer that refuses. */
export function refusalBody({
  status,
  twilioCode,
  message,
}: {
  status: number
  twilioCode: number
  message: string
}) {
  const moreInfo = `https://www.twilio.com/docs/errors/${twilioCode}`
  return { code: twilioCode, message, more_info: moreInfo, status }
}
