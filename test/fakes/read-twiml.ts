import { SaxesParser } from 'saxes'

export interface TwimlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: TwimlElement[]
  text: string
}

/** The elements of a TwiML document, read as the carrier reads them: what is no XML throws. */
export function readTwiml(twiml: string): readonly TwimlElement[] {
  const parser = new SaxesParser()
  const root: TwimlElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: TwimlElement = { name, attributes, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const last = open.at(-1)
    if (last) last.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(twiml).close()
  const [response, ...others] = root.children
  if (response?.name !== 'Response' || others.length > 0) throw new Error(`No TwiML: ${twiml}`)
  return response.children
}

/** The names of elements and of those in them: `Gather(Say)`. */
export function shapeOf(elements: readonly TwimlElement[]): string {
  return elements
    .map(({ name, children }) => (children.length === 0 ? name : `${name}(${shapeOf(children)})`))
    .join(' ')
}

/** Everything that is read to the caller. */
export function spokenIn(elements: readonly TwimlElement[]): string {
  return elements
    .flatMap(({ name, text, children }) => (name === 'Say' ? [text] : [spokenIn(children)]))
    .filter((text) => text !== '')
    .join(' ')
}
