import { BadTwiml, parseTwiml } from './twiml.ts'
import type { TwimlElement } from './twiml.ts'

/**
 * The verbs that a control request's answer asks for. Plain text that is no TwiML is read aloud.
 * @throws {BadTwiml}
 */
export function verbsOf({ contentType, body }: { contentType: string; body: string }) {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (xmlTypes.has(type)) return parseTwiml(body)
  if (type !== 'text/plain') {
    throw new BadTwiml(`The content type "${type}" is not that of TwiML.`, 12_300)
  }
  return body.trimStart().startsWith('<') ? parseTwiml(body) : readAloud(body)
}

const xmlTypes = new Set(['text/xml', 'application/xml', 'text/html'])

function readAloud(text: string): readonly TwimlElement[] {
  return [{ name: 'Say', attributes: {}, children: [], text }]
}
