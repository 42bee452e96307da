import type { Call, CallOutcome } from '../../src/calls/call.ts'
import type { CallBook, NewCall } from '../../src/calls/call-book.ts'
import type { ReceiptKind } from '../../src/calls/tool.ts'
import { isE164 } from '../../src/stores/storable.ts'
import {
  callIn,
  type MemoryCall,
  type MemoryCustomer,
  type MemoryRecords,
} from './memory-records.ts'

/** The call book without a database. */
export function createMemoryCallBook(records: MemoryRecords): CallBook {
  const bySid = (sid: string) => records.calls.find(({ call }) => call.sid === sid)
  const nameOf = ({ customerId }: Call) =>
    records.customers.find(({ id }) => id === customerId)?.name
  return {
    async open(newCall) {
      const known = bySid(newCall.sid)
      if (known) {
        const { call, entries, status } = known
        const lastSeq = Math.max(0, ...entries.keys())
        const isOver = status !== 'active'
        return { call, isNew: false, isOver, lastSeq, callerName: nameOf(call) }
      }
      const call = { ...newCall, customerId: recognise(records, newCall)?.id, epoch: 1 }
      records.calls.push(ringing(call))
      return { call, isNew: true, isOver: false, lastSeq: 0, callerName: nameOf(call) }
    },
    findBySid: async (sid) => bySid(sid)?.call,
    async takeOver(callId) {
      const known = callIn(records, callId)
      known.call = { ...known.call, epoch: known.call.epoch + 1 }
      return known.call
    },
    async settle({ sid, status, durationSeconds, at }) {
      const call = bySid(sid)
      if (call === undefined) return 'unknown-call'
      if (call.status === 'active' || isGuessed(call)) call.status = status
      call.phase = undefined
      call.endedAt ??= at
      settleDuration(call, durationSeconds)
      call.settledAt ??= at
      call.outcome ??= outcomeOf(call)
      return 'settled'
    },
    async stillActive({ startedBefore, limit }) {
      return records.calls
        .filter((one) => one.status === 'active' || isGuessed(one))
        .filter(({ call }) => call.startedAt < startedBefore)
        .map(({ call }) => call)
        .toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime())
        .slice(0, limit)
    },
  }
}

function ringing(call: Call): MemoryCall {
  return {
    call,
    status: 'active',
    phase: 'ringing',
    outcome: undefined,
    flags: [],
    endedAt: undefined,
    durationSeconds: undefined,
    settledAt: undefined,
    settledSeconds: undefined,
    entries: new Map(),
    messages: [],
  }
}

function recognise(records: MemoryRecords, call: NewCall): MemoryCustomer | undefined {
  const phoneNumber = call.direction === 'inbound' ? call.from : call.to
  if (!isE164(phoneNumber)) return undefined
  return seeCustomer(records, { phoneNumber, at: call.startedAt })
}

/** Finds or makes the customer of a number, who was on the phone at an instant if one is given. */
export function seeCustomer(
  records: MemoryRecords,
  { phoneNumber, at }: { phoneNumber: string; at: Date | undefined },
): MemoryCustomer {
  const known = records.customers.findIndex((customer) => customer.phoneNumber === phoneNumber)
  const customer = records.customers[known] ?? newCustomer(phoneNumber)
  const lastCallAt = later(customer.lastCallAt, at)
  const seen = { ...customer, lastCallAt }
  records.customers.splice(known === -1 ? records.customers.length : known, 1, seen)
  return seen
}

function newCustomer(phoneNumber: string): MemoryCustomer {
  return {
    id: crypto.randomUUID(),
    phoneNumber,
    name: undefined,
    email: undefined,
    company: undefined,
    notes: undefined,
    tags: [],
    leadScore: 0,
    createdAt: new Date(),
    lastCallAt: undefined,
  }
}

function later(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one > other ? one : other
}

/** How it ended was not known to its owner, and nobody else has said so yet. */
function isGuessed({ entries, settledAt }: MemoryCall): boolean {
  const end = [...entries.values()].find(({ kind }) => kind === 'ended')
  return settledAt === undefined && end?.kind === 'ended' && end.payload.endedBy === 'fault'
}

function settleDuration(call: MemoryCall, reported: number): void {
  call.settledSeconds ??= secondsTalked(call, reported)
  const ours = call.status === 'failed' ? 0 : call.durationSeconds
  call.durationSeconds = call.settledSeconds ?? ours ?? 0
}

/** Nobody talked in a call that was not picked up. Otherwise only a report that has a duration counts. */
function secondsTalked({ status }: MemoryCall, reported: number): number | undefined {
  if (status === 'busy' || status === 'no-answer' || status === 'canceled') return 0
  const seconds = Math.round(reported)
  return seconds > 0 ? seconds : undefined
}

const outcomes: readonly (readonly [ReceiptKind, CallOutcome])[] = [
  ['call-transferred', 'transferred'],
  ['do-not-call', 'do-not-call'],
  ['callback-scheduled', 'callback-scheduled'],
  ['message-taken', 'message-taken'],
  ['contact-saved', 'details-saved'],
]

function outcomeOf({ entries }: MemoryCall): CallOutcome {
  const events = [...entries.values()]
  const receipts = events.flatMap((event) =>
    event.kind === 'tool-done' && event.payload.result.ok ? [event.payload.result.receipt] : [],
  )
  if (receipts.some(({ facts }) => facts['urgency'] === 'emergency')) return 'emergency'
  const found = outcomes.find(([kind]) => receipts.some((receipt) => receipt.kind === kind))
  return (
    found?.[1] ?? (events.some(({ kind }) => kind === 'caller-said') ? 'talked' : 'no-conversation')
  )
}
