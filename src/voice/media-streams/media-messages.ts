import { z } from 'zod'

/**
 * What the carrier sends on a Media Streams socket. Fields that we do not use are not looked at; a message of
 * another kind, or one that does not fit, is `unknown` and says why.
 */
export type MediaMessage = z.infer<typeof Message> | UnknownMediaMessage

export interface UnknownMediaMessage {
  readonly event: 'unknown'
  readonly reason: string
}

/** Numbers come as text. One that cannot be read is not told. */
const number = z
  .union([
    z.number().int().nonnegative(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined)

const streamSid = z.string().min(1)
const numbered = { streamSid, sequenceNumber: number }

const Connected = z.object({ event: z.literal('connected') })

const Start = z.object({
  event: z.literal('start'),
  ...numbered,
  start: z.object({
    callSid: z.string(),
    customParameters: z.record(z.string(), z.string()).nullish(),
  }),
})

const Media = z.object({
  event: z.literal('media'),
  ...numbered,
  media: z.object({
    track: z.enum(['inbound', 'outbound']).default('inbound'),
    timestamp: number,
    // It becomes part of a message of ours: nothing but base64 may be in it.
    payload: z
      .string()
      .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$/, {
        error: 'is no base64',
      }),
  }),
})

const Dtmf = z.object({
  event: z.literal('dtmf'),
  ...numbered,
  dtmf: z.object({ digit: z.string().min(1).max(8) }),
})

const Mark = z.object({
  event: z.literal('mark'),
  ...numbered,
  mark: z.object({ name: z.string() }),
})

const Stop = z.object({ event: z.literal('stop'), ...numbered })

const Message = z.discriminatedUnion('event', [Connected, Start, Media, Dtmf, Mark, Stop])

export type MediaStart = z.infer<typeof Start>
/** A message of a stream that has begun. */
export type StreamMessage = z.infer<typeof Media | typeof Dtmf | typeof Mark | typeof Stop>

export function parseMediaMessage(frame: string): MediaMessage {
  let json: unknown
  try {
    json = JSON.parse(frame)
  } catch {
    return { event: 'unknown', reason: 'not JSON' }
  }
  const message = Message.safeParse(json)
  if (message.success) return message.data
  const issue = message.error.issues[0]
  return {
    event: 'unknown',
    reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`,
  }
}
