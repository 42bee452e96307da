import type { TransferOutcome } from './journal-event.ts'
import type { ToolResult, Transfer, TransferTarget } from './tool.ts'
import type { ToolTurn } from './transcript.ts'

/** One person after the other is tried, until somebody takes the call. */
export interface HandOver {
  readonly transfer: Transfer
  /** Whose phone rings now. Counts attempts from 1. */
  readonly present: { readonly target: TransferTarget; readonly attempt: number }
  /** The person tried before, who did not take the call. */
  readonly missed: TransferTarget | undefined
  /** Since when the present person has the call, on the monotonic clock. */
  readonly takenAtMs: number | undefined
  /** The present person has taken the call. */
  take(atMs: number): void
  /** Goes on to the next person. False: there is none. */
  tryNext(): boolean
}

/** `undefined`: there is nobody to hand the call to. */
export function createHandOver(transfer: Transfer): HandOver | undefined {
  const [first] = transfer.to
  if (first === undefined) return undefined
  let present = { target: first, attempt: 1 }
  let missed: TransferTarget | undefined
  let takenAtMs: number | undefined
  return {
    transfer,
    get present() {
      return present
    },
    get missed() {
      return missed
    },
    get takenAtMs() {
      return takenAtMs
    },
    take(atMs) {
      takenAtMs ??= atMs
    },
    tryNext() {
      takenAtMs = undefined
      const next = transfer.to[present.attempt]
      if (next === undefined) return false
      missed = present.target
      present = { target: next, attempt: present.attempt + 1 }
      return true
    },
  }
}

/** What the record, and the brain that goes on, are told of one person who was tried. */
export function transferTurn({
  target,
  attempt,
  outcome,
  turn,
  at,
}: {
  target: TransferTarget
  attempt: number
  outcome: TransferOutcome
  turn: number
  at: Date
}): ToolTurn {
  const toolCallId = `transfer-${turn}-${attempt}`
  const { name } = target
  return {
    speaker: 'tool',
    turn,
    toolCallId,
    tool: 'transfer-call',
    arguments: { person: name },
    result: resultOf(outcome, { name, toolCallId }),
    at,
  }
}

function resultOf(
  outcome: TransferOutcome,
  { name, toolCallId }: { name: string; toolCallId: string },
): ToolResult {
  if (outcome !== 'connected') {
    return { ok: false, reason: 'nobody-answered', detail: `${name}: ${inWords[outcome]}` }
  }
  const summary = `${name} took the call`
  const receipt = { reference: toolCallId, summary, facts: { person: name } }
  return { ok: true, receipt: { kind: 'call-transferred', ...receipt } }
}

const inWords: Readonly<Record<Exclude<TransferOutcome, 'connected'>, string>> = {
  busy: 'the phone is busy',
  'no-answer': 'nobody answers',
  declined: 'did not take the call',
  failed: 'the phone cannot be reached',
  canceled: 'the caller did not wait',
}
