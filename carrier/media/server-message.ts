/** What the server may say on a media stream. */
export type ServerMessage =
  | { readonly event: 'media'; readonly sound: Buffer }
  | { readonly event: 'mark'; readonly name: string }
  | { readonly event: 'clear' }
  | { readonly event: 'invalid'; readonly why: string }

/** A minute of sound and more. */
export const longestFrame = 1024 * 1024

/** Reads a frame of the server's; what is wrong with one is said in words, without its content. */
export function parseServerMessage(frame: string, streamSid: string): ServerMessage {
  if (frame.length > longestFrame) return invalid(`a message of ${frame.length} characters`)
  const fields = parseFields(frame)
  if (fields === undefined) return invalid('a message that is no JSON object')
  const { event, streamSid: toStream } = fields
  const parse = typeof event === 'string' ? parsers.get(event) : undefined
  if (parse === undefined) return invalid('a message of an unknown event')
  if (toStream !== streamSid) return invalid(`"${String(event)}" with a wrong streamSid`)
  return parse(fields)
}

type Fields = Readonly<Record<string, unknown>>

function invalid(why: string): ServerMessage {
  return { event: 'invalid', why }
}

function parseFields(frame: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(frame))
  } catch {
    return undefined
  }
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}

function parseMedia({ media }: Fields): ServerMessage {
  const payload = fieldsOf(media)?.['payload']
  if (typeof payload !== 'string') return invalid('"media" without a payload')
  if (!isBase64(payload)) return invalid('"media" whose payload is no base64')
  return { event: 'media', sound: Buffer.from(payload, 'base64') }
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
}

function parseMark({ mark }: Fields): ServerMessage {
  const name = fieldsOf(mark)?.['name']
  return typeof name === 'string' ? { event: 'mark', name } : invalid('"mark" without a name')
}

const parsers = new Map<string, (fields: Fields) => ServerMessage>([
  ['media', parseMedia],
  ['mark', parseMark],
  ['clear', () => ({ event: 'clear' })],
])
