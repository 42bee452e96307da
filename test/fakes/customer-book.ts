import type { Customer, CustomerBook } from '../../src/calls/customer-book.ts'
import { seeCustomer } from './call-book.ts'
import type { PagePlace } from '../../src/stores/paging.ts'
import { instantText, memoryPage } from './memory-page.ts'
import { callIn, isCurrent, type MemoryCustomer, type MemoryRecords } from './memory-records.ts'

/** The customers without a database. */
export function createMemoryCustomerBook(records: MemoryRecords): CustomerBook {
  const withCalls = (customer: MemoryCustomer): Customer => ({
    ...customer,
    calls: records.calls.filter(({ call }) => call.customerId === customer.id).length,
  })
  return {
    async find(customerId) {
      const found = records.customers.find(({ id }) => id === customerId)
      return found && withCalls(found)
    },
    async list(page) {
      return memoryPage(records.customers.map(withCalls).toSorted(newestContactFirst), {
        ...page,
        placeOf,
      })
    },
    async saveDetails({ callId, epoch, phoneNumber, ...fields }) {
      const known = callIn(records, callId)
      if (!isCurrent(known, epoch)) return { saved: false, reason: 'taken-over' }
      const isUnknownCaller = known.call.customerId === undefined
      const at = isUnknownCaller ? known.call.startedAt : undefined
      const present = seeCustomer(records, { phoneNumber, at })
      const isOwn = [known.call.from, known.call.to].includes(phoneNumber)
      const customer = isOwn ? { ...present, ...fields } : { ...present, ...added(present, fields) }
      const place = records.customers.findIndex(({ id }) => id === customer.id)
      records.customers.splice(place, 1, customer)
      if (isUnknownCaller) known.call = { ...known.call, customerId: customer.id }
      return { saved: true, customer: withCalls(customer) }
    },
  }
}

/** What is not known yet: a number that was only said may be anybody's. */
function added(present: MemoryCustomer, fields: Partial<MemoryCustomer>) {
  const known: Readonly<Record<string, unknown>> = { ...present }
  return Object.fromEntries(Object.entries(fields).filter(([name]) => known[name] === undefined))
}

function placeOf(customer: Customer): PagePlace {
  return { instant: instantText(lastContact(customer)), id: customer.id }
}

function lastContact({ lastCallAt, createdAt }: Customer): Date {
  return lastCallAt ?? createdAt
}

function newestContactFirst(one: Customer, other: Customer): number {
  return lastContact(other).getTime() - lastContact(one).getTime() || other.id.localeCompare(one.id)
}
