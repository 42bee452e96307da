import { z } from 'zod'
import type { Call } from './call.ts'
import type { ReceiptKind, ToolResult } from './tool.ts'

/**
 * What a tool answered, when it is an answer: nothing, half a receipt, or the receipt of another call is none,
 * and nobody is told of something that may not have happened.
 */
export function readToolResult(
  answered: unknown,
  { call, tool }: { call: Pick<Call, 'id'>; tool: string },
): ToolResult {
  const result = readable.safeParse(answered)
  if (!result.success) return failed(`The tool ${tool} did not say what it has done`)
  // Read from here on as what it was checked to be; unknown members go along.
  const read = answered as ToolResult
  if (read.ok && isOfOtherCall(read.receipt, call)) {
    return failed(`The tool ${tool} answered for another call`)
  }
  return read
}

const readable = z.union([
  z.object({
    ok: z.literal(true),
    receipt: z.object({
      kind: z.string().min(1),
      reference: z.string().min(1),
      summary: z.string().min(1),
      facts: z.record(z.string(), z.string()),
    }),
  }),
  z.object({ ok: z.literal(false), reason: z.string().min(1), detail: z.string() }),
])

/** Receipts that name the call itself. */
const namesCall: readonly ReceiptKind[] = ['call-ending', 'transfer-arranged']

function isOfOtherCall(
  { kind, reference }: { kind: ReceiptKind; reference: string },
  { id }: Pick<Call, 'id'>,
): boolean {
  return namesCall.includes(kind) && reference !== id
}

function failed(detail: string): ToolResult {
  return { ok: false, reason: 'failed', detail }
}
