import type { CallArchive, CallMessage, CallSummary } from '../../src/calls/call-archive.ts'
import { inOrderOfSpeaking } from '../../src/calls/transcript.ts'
import type { PagePlace } from '../../src/stores/paging.ts'
import { entriesOf } from './call-journal.ts'
import { instantText, memoryPage } from './memory-page.ts'
import type { MemoryCall, MemoryMessage, MemoryRecords } from './memory-records.ts'

/** The archive of calls without a database. */
export function createMemoryCallArchive(records: MemoryRecords): CallArchive {
  return {
    async list({ status, phoneNumber, ...page }) {
      const found = records.calls
        .filter((call) => status === undefined || call.status === status)
        .filter((call) => phoneNumber === undefined || otherParty(call) === phoneNumber)
        .map((call) => summaryOf(records, call))
        .toSorted(newestFirst)
      return memoryPage(found, { ...page, placeOf })
    },
    async find(idOrSid) {
      const found = records.calls.find(({ call }) => call.id === idOrSid || call.sid === idOrSid)
      if (found === undefined) return undefined
      const messages = inOrder(found.messages)
      return { ...summaryOf(records, found), messages, entries: entriesOf(found) }
    },
  }
}

function summaryOf(records: MemoryRecords, known: MemoryCall): CallSummary {
  const { call, status, phase, outcome, flags, endedAt, durationSeconds, messages } = known
  const customer = records.customers.find(({ id }) => id === call.customerId)
  const lastWords = inOrder(messages).findLast(({ content }) => content !== '')?.content
  const callerName = customer?.name
  return { ...call, status, phase, outcome, flags, callerName, endedAt, durationSeconds, lastWords }
}

function inOrder(messages: readonly MemoryMessage[]): CallMessage[] {
  return messages
    .toSorted((one, other) => one.place.seq - other.place.seq)
    .toSorted((one, other) => inOrderOfSpeaking(one.place, other.place))
    .map(({ message }) => message)
}

function otherParty({ call }: MemoryCall): string {
  return call.direction === 'inbound' ? call.from : call.to
}

function placeOf({ startedAt, id }: CallSummary): PagePlace {
  return { instant: instantText(startedAt), id }
}

function newestFirst(one: CallSummary, other: CallSummary): number {
  return other.startedAt.getTime() - one.startedAt.getTime() || other.id.localeCompare(one.id)
}
