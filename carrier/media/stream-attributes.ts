import type { TwimlElement } from '../twiml/twiml.ts'

/** What `<Stream>` asks for, as far as this carrier acts on it. */
export interface StreamAttributes {
  /** Without a query, which Twilio drops. */
  readonly url: string
  /** The stream's own SID where it is not given. */
  readonly name: string | undefined
  readonly statusCallback: { readonly url: string; readonly method: 'GET' | 'POST' } | undefined
  readonly customParameters: Readonly<Record<string, string>>
  /** What Twilio would not take, each in words; the stream may run all the same. */
  readonly problems: readonly string[]
}

export function parseStreamAttributes({ attributes, children }: TwimlElement): StreamAttributes {
  const { url = '', statusCallback, statusCallbackMethod } = attributes
  const parameters = children
    .filter(({ name }) => name === 'Parameter')
    .map(({ attributes: { name = '', value = '' } }) => [name, value] as const)
  const method = statusCallbackMethod?.toUpperCase() === 'GET' ? 'GET' : 'POST'
  return {
    url: url.replace(/[?#].*$/, ''),
    name: attributes['name'],
    statusCallback: isAbsolute(statusCallback) ? { url: statusCallback, method } : undefined,
    customParameters: Object.fromEntries(parameters),
    problems: problemsOf(attributes, parameters),
  }
}

type Parameter = readonly [name: string, value: string]

function problemsOf(
  { url = '', track, statusCallback }: Readonly<Record<string, string>>,
  parameters: readonly Parameter[],
): string[] {
  const problems: string[] = []
  if (!isSocketAddress(url)) problems.push('its url is no ws: or wss: address')
  if (/[?#]/.test(url)) problems.push('the query of its url is dropped')
  if (statusCallback !== undefined && !isAbsolute(statusCallback)) {
    problems.push('its statusCallback is not absolute')
  }
  if ((track ?? inboundTrack) !== inboundTrack) problems.push('it has the inbound track only')
  const tooLong = parameters.filter(([name, value]) => name.length + value.length >= longest)
  return [...problems, ...tooLong.map(([name]) => `its parameter ${name} is too long`)]
}

export function isSocketAddress(url: string): boolean {
  return /^wss?:\/\/./.test(url)
}

function isAbsolute(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\/./.test(url)
}

const inboundTrack = 'inbound_track'
/** Of a parameter, name and value together. */
const longest = 500
