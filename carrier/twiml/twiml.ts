import { SaxesParser } from 'saxes'
import { CarrierError, describeError } from '../errors.ts'

/** One element of a TwiML document: a verb, or a noun inside a verb. */
export interface TwimlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly TwimlElement[]
  /** The text inside, that of the children included, its runs of blanks made one. */
  readonly text: string
}

/** An answer that is no TwiML. `twilioCode` is the number that Twilio's fallback request would carry. */
export class BadTwiml extends CarrierError {
  override readonly code = 'bad-twiml'
  readonly twilioCode: number

  constructor(message: string, twilioCode: number) {
    super(message)
    this.twilioCode = twilioCode
  }
}

/** @throws {BadTwiml} where it is no well-formed document with the root `Response`. */
export function parseTwiml(xml: string): readonly TwimlElement[] {
  if (Buffer.byteLength(xml) > sizeLimit) {
    throw new BadTwiml(`The TwiML is larger than ${sizeLimit} bytes.`, 11_750)
  }
  const root = parseTree(xml)
  if (root.name !== 'Response') {
    throw new BadTwiml(`The TwiML's root is <${root.name}>, not <Response>.`, 12_200)
  }
  return root.children
}

const sizeLimit = 64 * 1024
/** Far beyond anything that TwiML allows; without a limit a hostile document would stop every call. */
const deepest = 50

interface OpenElement {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly children: TwimlElement[]
  text: string
}

function parseTree(xml: string): TwimlElement {
  const document: OpenElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [document]
  const innermost = () => open.at(-1) ?? document

  const parser = new SaxesParser()
  // Throwing out of the parser's handler is its documented way to stop at the first error.
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new BadTwiml('TwiML may not declare a document type.', 12_100)
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > deepest) {
      throw new BadTwiml(`The TwiML is nested deeper than ${deepest} elements.`, 12_200)
    }
    open.push({ name, attributes: { ...attributes }, children: [], text: '' })
  })
  parser.on('closetag', () => {
    const closed = open.pop()
    if (closed === undefined) return
    innermost().children.push({ ...closed, text: closed.text.replaceAll(/\s+/g, ' ').trim() })
    innermost().text += closed.text
  })
  parser.on('text', (text) => {
    innermost().text += text
  })
  parser.on('cdata', (text) => {
    innermost().text += text
  })
  parseWhole(parser, xml)
  const [root] = document.children
  if (root === undefined) throw new BadTwiml('The TwiML has no root element.', 12_100)
  return root
}

function parseWhole(parser: SaxesParser, xml: string): void {
  try {
    parser.write(xml).close()
  } catch (error) {
    if (error instanceof BadTwiml) throw error
    throw new BadTwiml(`The TwiML is not well-formed XML: ${describeError(error)}`, 12_100)
  }
}
