import type { CarrierAccount } from '../../servers/measured-server.ts'
import { askWhatToDo, type ToldCall } from '../ask-what-to-do.ts'

/** A call that the server wants to hear. */
export interface MediaCall extends ToldCall {
  readonly url: string
  readonly parameters: Readonly<Record<string, string>>
}

/**
 * Whatever is said before the stream takes no time: this caller has heard it already.
 * @throws {Error} when the server does not answer with a stream in both directions.
 */
export async function placeMediaCall(
  serverUrl: string,
  caller: { account: CarrierAccount; number: number },
): Promise<MediaCall> {
  const { call, twiml, verbs } = await askWhatToDo(serverUrl, caller)
  const [stream] = verbs
    .filter(({ name }) => name === 'Connect')
    .flatMap(({ children }) => children)
    .filter(({ name }) => name === 'Stream')
  const url = stream?.attributes['url']
  if (stream === undefined || url === undefined) {
    throw new Error(`The server answered a call with something else than a stream: ${twiml}`)
  }
  const parameters = stream.children.map(({ attributes: { name = '', value = '' } }) => [
    name,
    value,
  ])
  return { ...call, url, parameters: Object.fromEntries(parameters) as Record<string, string> }
}
