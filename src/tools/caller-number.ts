import { readPhoneNumber, spokenPhoneNumber } from '../lib/phone-number.ts'
import { otherPartyOf } from '../calls/parties.ts'
import type { ToolContext, ToolResult } from '../calls/tool.ts'

/** The number by which a caller can be reached, or why there is none. */
export type CallerNumber =
  | { readonly kind: 'number'; readonly e164: string; readonly spoken: string }
  /** None was said and the caller's own is withheld: `from` is the carrier's word for it. */
  | { readonly kind: 'withheld'; readonly from: string }
  | { readonly kind: 'wrong'; readonly problem: string }

/** The number that was said, else the one that the call comes from. */
export function callerNumber(said: string | undefined, { agent, call }: ToolContext): CallerNumber {
  const { country } = agent.business
  const from = otherPartyOf(call)
  const e164 = readPhoneNumber(said ?? from, country)
  if (e164) return { kind: 'number', e164, spoken: spokenPhoneNumber(e164, country) }
  if (said === undefined) return { kind: 'withheld', from }
  return {
    kind: 'wrong',
    problem: `"${said}" is not a complete phone number. Ask for it again, with the area code.`,
  }
}

/** The number as it stands in an effect's key, also when it is wrong or withheld. */
export function numberInKey(number: CallerNumber, said: string | undefined): string {
  switch (number.kind) {
    case 'number':
      return number.e164
    case 'withheld':
      return number.from
    case 'wrong':
      return said ?? ''
  }
}

export function wrongNumber(problem: string): Extract<ToolResult, { ok: false }> {
  return { ok: false, reason: 'wrong-arguments', detail: problem }
}
