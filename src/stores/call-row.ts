import type { Call } from '../calls/call.ts'

/** What a `Call` is made of, as columns named like its fields. */
export interface CallRow {
  readonly id: string
  readonly sid: string
  readonly direction: string
  readonly channel: string
  readonly from: string
  readonly to: string
  readonly agentId: string | null
  readonly customerId: string | null
  readonly epoch: number
  readonly startedAt: Date
}

export const callColumns = `
  call.id, call.call_sid as sid, call.direction, call.channel, call.from_number as "from",
  call.to_number as "to", call.agent_id as "agentId", call.customer_id as "customerId",
  call.epoch, call.started_at as "startedAt"`

export function callOf(row: CallRow): Call {
  return {
    id: row.id,
    sid: row.sid,
    // Constraints of the table hold these two to the words of their types.
    direction: row.direction as Call['direction'],
    channel: row.channel as Call['channel'],
    from: row.from,
    to: row.to,
    agentId: row.agentId ?? '',
    customerId: row.customerId ?? undefined,
    epoch: row.epoch,
    startedAt: row.startedAt,
  }
}
