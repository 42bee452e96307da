import { z } from 'zod'

/**
 * What the carrier sends on a ConversationRelay socket. Fields that we do not use are not looked at;
 * a message of another kind, or one that does not fit, is `unknown` and says why.
 */
export type RelayMessage = z.infer<typeof Message> | UnknownRelayMessage

export interface UnknownRelayMessage {
  readonly type: 'unknown'
  readonly reason: string
}

const Setup = z.object({
  type: z.literal('setup'),
  sessionId: z.string(),
  callSid: z.string(),
  customParameters: z.record(z.string(), z.string()).nullish(),
})

const Prompt = z.object({
  type: z.literal('prompt'),
  voicePrompt: z.string(),
  lang: z.string().nullish(),
  // Partial prompts say `false`; a prompt that does not say is a whole one.
  last: z.boolean().default(true),
})

const Dtmf = z.object({ type: z.literal('dtmf'), digit: z.string().min(1).max(8) })

const Interrupt = z.object({
  type: z.literal('interrupt'),
  utteranceUntilInterrupt: z.string().default(''),
  // Twilio's own pages show both a number and a string, and an agent that is spoken over stops either way.
  durationUntilInterruptMs: z.coerce.number().nullish().catch(undefined),
})

const Info = z.object({ type: z.literal('info'), name: z.string(), value: z.coerce.string() })

const Problem = z.object({ type: z.literal('error'), description: z.string() })

const Message = z.discriminatedUnion('type', [Setup, Prompt, Dtmf, Interrupt, Info, Problem])

export type RelaySetup = z.infer<typeof Setup>
export type RelayPrompt = z.infer<typeof Prompt>

export function parseRelayMessage(frame: string): RelayMessage {
  let json: unknown
  try {
    json = JSON.parse(frame)
  } catch {
    return { type: 'unknown', reason: 'not JSON' }
  }
  const message = Message.safeParse(json)
  if (message.success) return message.data
  const issue = message.error.issues[0]
  return {
    type: 'unknown',
    reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`,
  }
}
