import { z } from 'zod'

/** Counts a phone's requests from 1, so that one which is sent again after a break is done once. */
const numbered = { n: z.number().int().positive().optional() }

/** 20 to 100 ms of G.711 µ-law at 8 kHz, in base64. */
const sound = z.base64().min(216).max(1068)

/** What the browser's phone sends on `WS /softphone`. */
export const PhoneRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('dial'), from: z.string().max(20).optional(), ...numbered }),
  z.object({ type: z.literal('say'), text: z.string().min(1).max(4000), ...numbered }),
  z.object({ type: z.literal('press'), digits: z.string().regex(/^[0-9*#]{1,32}$/), ...numbered }),
  /** What the microphone hears, while the line is one of sound. It has no number: what comes late is worth nothing. */
  z.object({ type: z.literal('sound'), sound }),
  z.object({ type: z.literal('hang-up'), ...numbered }),
  /** From now on calls to this number ring here. */
  z.object({
    type: z.literal('wait-for-calls'),
    number: z.string().regex(/^\+[1-9]\d{6,14}$/),
    ...numbered,
  }),
  z.object({ type: z.literal('answer'), ...numbered }),
  z.object({ type: z.literal('decline'), ...numbered }),
  /**
   * This socket goes on as the phone of another, which broke. `token` is from that one's `connected`, and
   * `after` the `seq` of the last event that was received (0: none).
   */
  z.object({
    type: z.literal('resume'),
    token: z.string().min(1).max(128),
    after: z.number().int().nonnegative(),
  }),
])

/** Counts what a phone is told from 1. Absent where an event is about the socket, or comes from the server itself. */
const counted = { seq: z.number().int().positive().optional() }

/** What the carrier tells the browser's phone. */
export const PhoneEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('call-status'),
    callSid: z.string(),
    status: z.string(),
    reason: z.string().optional(),
    ...counted,
  }),
  z.object({ type: z.literal('agent-speaking'), on: z.boolean(), ...counted }),
  z.object({ type: z.literal('heard'), text: z.string(), spokenText: z.string(), ...counted }),
  z.object({ type: z.literal('interrupted'), ...counted }),
  /** How to talk from now on: each call begins with words. */
  z.object({ type: z.literal('line'), kind: z.enum(['words', 'sound']), ...counted }),
  /** What is being heard: µ-law like the phone's own. It is not counted, and not told again after a break. */
  z.object({ type: z.literal('sound'), sound: z.string() }),
  z.object({ type: z.literal('incoming'), callSid: z.string(), from: z.string(), ...counted }),
  /** It rings no longer, and was not answered here. */
  z.object({ type: z.literal('incoming-ended'), callSid: z.string(), ...counted }),
  z.object({ type: z.literal('error'), message: z.string(), ...counted }),
  /** The first word on each socket. The token is a secret: whoever has it takes this phone over. */
  z.object({ type: z.literal('connected'), resumeToken: z.string() }),
  /** The phone is what it was, and its requests up to that number were read. What it missed follows. */
  z.object({ type: z.literal('resumed'), readUpTo: z.number().int().nonnegative() }),
  /** The phone was away too long: its call is over. */
  z.object({ type: z.literal('not-resumed') }),
])

export type PhoneRequest = z.infer<typeof PhoneRequest>
export type PhoneEvent = z.infer<typeof PhoneEvent>
