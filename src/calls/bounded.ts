import type { Receipt, ToolResult } from './tool.ts'

/**
 * What a brain wrote or a tool answered goes into the record and into each further request: neither may be of
 * any length.
 */
const longestDetail = 500
const longestSummary = 2_000
const longestFact = 1_500
const mostFacts = 20
/** All arguments of any tool together, as JSON, with room to spare. */
const longestArguments = 8_000

/** `whole: false`: too long, or nothing that could ever be written down. */
export function boundedArguments(args: unknown): { args: unknown; whole: boolean } {
  const length = lengthOf(args)
  if (length <= longestArguments) return { args, whole: true }
  return { args: { leftOut: 'These arguments were too long' }, whole: false }
}

/** A tool's name as it may stand in a record, whatever a brain made up. */
export function boundedName(name: string): string {
  return name.slice(0, 64).replaceAll(/[^\w-]/g, '_')
}

export function boundedResult(result: ToolResult): ToolResult {
  if (!result.ok) return { ...result, detail: cut(result.detail, longestDetail) }
  return { ...result, receipt: boundedReceipt(result.receipt) }
}

function boundedReceipt(receipt: Receipt): Receipt {
  const facts = Object.entries(receipt.facts)
    .slice(0, mostFacts)
    .map(([name, fact]) => [name, cut(fact, longestFact)] as const)
  return {
    ...receipt,
    summary: cut(receipt.summary, longestSummary),
    facts: Object.fromEntries(facts),
  }
}

function lengthOf(args: unknown): number {
  try {
    // What is no JSON at all, such as nothing, is short.
    return (JSON.stringify(args) as string | undefined)?.length ?? 0
  } catch {
    return Infinity
  }
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
