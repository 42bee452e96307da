import type { Verb } from './render-twiml.ts'
import { xmlText } from './xml-text.ts'

export interface StreamConnection {
  /** Without a query, which the carrier drops. */
  readonly socketUrl: string
  /** They come back in the socket's first message. */
  readonly parameters: Readonly<Record<string, string>>
}

/**
 * Connects the caller's sound to our Media Streams socket, in both directions. The carrier goes on with the verb
 * after it when the socket is gone, and asks nobody.
 */
export function connectStream({ parameters, socketUrl }: StreamConnection): Verb {
  return (response) => {
    const stream = response.connect().stream({ url: socketUrl })
    for (const [name, value] of Object.entries(parameters)) {
      stream.parameter({ name: xmlText(name), value: xmlText(value) })
    }
  }
}
