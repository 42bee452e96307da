import { z } from 'zod'
import type { Call } from '../calls/call.ts'
import type { JournalEntry } from '../calls/journal-event.ts'
import type { KeptBatch } from '../calls/local-journal.ts'

/** One batch as a line of a call's file. */
export function lineOfBatch({ call, entries }: KeptBatch): string {
  return `${JSON.stringify({ v: version, call: callFields(call), entries })}\n`
}

/**
 * The batches of a file. `undefined`: something in it was not written by this version, so nothing of it may
 * be taken for the whole. What is no JSON is a line that a crash cut off, and was never said to be kept.
 */
export function batchesOf(text: string): readonly KeptBatch[] | undefined {
  const lines = text.split('\n').flatMap(jsonOf)
  const batches = lines.flatMap((line) => batchOf(line) ?? [])
  return batches.length === lines.length ? batches : undefined
}

/** Only what a call is, of whatever knows more about it. */
export function callFields(call: Call): Call {
  const { id, sid, direction, channel, from, to, agentId, customerId, epoch, startedAt } = call
  return { id, sid, direction, channel, from, to, agentId, customerId, epoch, startedAt }
}

const version = 1

function jsonOf(line: string): unknown[] {
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}

function batchOf(line: unknown): KeptBatch | undefined {
  const read = Line.safeParse(line)
  if (!read.success) return undefined
  const { call, entries } = read.data
  // Written by `lineOfBatch` only, of this version: payloads are what their kinds say.
  return { call, entries: entries as unknown as readonly JournalEntry[] }
}

export const instant = z.iso.datetime().transform((text) => new Date(text))

/** A call in a file. */
export const CallOfFile: z.ZodType<Call> = z
  .object({
    id: z.string(),
    sid: z.string(),
    direction: z.enum(['inbound', 'outbound']),
    channel: z.enum(['relay', 'media', 'gather']),
    from: z.string(),
    to: z.string(),
    agentId: z.string(),
    customerId: z.string().optional(),
    epoch: z.int().positive(),
    startedAt: instant,
  })
  .transform((call) => ({ ...call, customerId: call.customerId }))

const Line = z.object({
  v: z.literal(version),
  call: CallOfFile,
  entries: z
    .array(
      z.object({
        seq: z.int().positive(),
        at: instant,
        kind: z.string(),
        payload: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1),
})
