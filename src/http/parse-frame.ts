import type { RawData } from 'ws'
import type { z } from 'zod'
import { frameBytes } from '../lib/frame-bytes.ts'

export type ParsedFrame<T> =
  | { readonly ok: true; readonly message: T }
  | { readonly ok: false; readonly reason: string }

/** Longer than any message of ours has a reason to be. */
const longestFrameBytes = 64 * 1024

/** Reads one frame of a socket: JSON text of the given shape, or the reason why it is not, in words. */
export function parseFrame<T>(
  schema: z.ZodType<T>,
  { data, isBinary }: { data: RawData; isBinary: boolean },
): ParsedFrame<T> {
  if (isBinary) return { ok: false, reason: 'Binary frames are not understood here' }
  const bytes = frameBytes(data)
  if (bytes.length > longestFrameBytes) return { ok: false, reason: 'The message is too long' }
  return parseText(schema, bytes.toString('utf8'))
}

function parseText<T>(schema: z.ZodType<T>, text: string): ParsedFrame<T> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'The message is not JSON' }
  }
  const message = schema.safeParse(json)
  return message.success
    ? { ok: true, message: message.data }
    : { ok: false, reason: describeIssue(message.error.issues[0]) }
}

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  const field = issue?.path.join('.') ?? ''
  return `${field === '' ? 'message' : field}: ${issue?.message ?? 'invalid'}`
}
