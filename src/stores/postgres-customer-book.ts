import { desc, eq, sql } from 'drizzle-orm'
import type {
  Customer,
  CustomerBook,
  CustomerDetails,
  Page,
  PageRequest,
  SavedDetails,
} from '../calls/customer-book.ts'
import type { Database, Orm } from '../database/database.ts'
import { customers } from '../database/schema.ts'
import { instantOf, pageOf, readCursor } from './paging.ts'
import { isUuid, storableText } from './storable.ts'
import { UnknownCall } from './unknown-call.ts'

/** The customers in PostgreSQL. */
export function createPostgresCustomerBook({ database }: { database: Database }): CustomerBook {
  return {
    find: (customerId) => find(database, customerId),
    list: (page) => list(database, page),
    saveDetails: (details) => saveDetails(database, details),
  }
}

async function find(database: Database, customerId: string): Promise<Customer | undefined> {
  if (!isUuid(customerId)) return undefined
  const [row] = await database.drizzle((orm) =>
    selectCustomers(orm).where(eq(customers.id, customerId)),
  )
  return row && customerOf(row)
}

async function list(database: Database, { limit, cursor }: PageRequest): Promise<Page<Customer>> {
  const place = cursor === undefined ? undefined : readCursor(cursor)
  const rows = await database.drizzle((orm) =>
    selectCustomers(orm)
      .where(
        place &&
          sql`(${lastContact}, ${customers.id}) < (${place.instant}::timestamptz, ${place.id}::uuid)`,
      )
      .orderBy(desc(lastContact), desc(customers.id))
      .limit(limit + 1),
  )
  return pageOf(rows, { limit, place: (row) => row, item: customerOf })
}

/** The expression of the index `idx_customers_last_contact`. */
const lastContact = sql`coalesce(${customers.lastCallAt}, ${customers.createdAt})`

const customerColumns = {
  id: customers.id,
  phoneNumber: customers.phoneNumber,
  name: customers.name,
  email: customers.email,
  company: customers.company,
  notes: customers.notes,
  tags: customers.tags,
  leadScore: customers.leadScore,
  calls: sql<number>`(select count(*)::integer from conversations as theirs
    where theirs.customer_id = customers.id)`,
  createdAt: customers.createdAt,
  lastCallAt: customers.lastCallAt,
  instant: instantOf(lastContact),
}

function selectCustomers(orm: Orm) {
  return orm.select(customerColumns).from(customers)
}

type CustomerRow = Awaited<ReturnType<typeof selectCustomers>>[number]

function customerOf(row: CustomerRow): Customer {
  const { id, phoneNumber, tags, leadScore, calls, createdAt } = row
  return {
    id,
    phoneNumber,
    tags,
    leadScore,
    calls,
    createdAt,
    name: row.name ?? undefined,
    email: row.email ?? undefined,
    company: row.company ?? undefined,
    notes: row.notes ?? undefined,
    lastCallAt: row.lastCallAt ?? undefined,
  }
}

async function saveDetails(database: Database, details: CustomerDetails): Promise<SavedDetails> {
  const { callId, epoch, phoneNumber, name, email, company, notes } = details
  if (!isUuid(callId)) throw new UnknownCall(callId)
  const fields = [name, email, company, notes].map((field) =>
    field === undefined ? null : storableText(field),
  )
  const [saved] = await database.query<{ known: boolean; customerId: string | null }>(
    saveContactDetails,
    [callId, epoch, phoneNumber, ...fields],
  )
  if (saved?.known !== true) throw new UnknownCall(callId)
  if (saved.customerId === null) return { saved: false, reason: 'taken-over' }
  const customer = await find(database, saved.customerId)
  if (customer === undefined) throw new Error('A customer that was just saved is gone')
  return { saved: true, customer }
}

/**
 * A caller who withheld their number and then gave one is known from now on. What is known of a number that
 * was only said stays as it is: anybody can say it.
 */
const saveContactDetails = {
  name: 'save-contact-details',
  text: `
with current as (
  select id, customer_id, started_at, $3 in (from_number, to_number) as is_own from conversations
  where id = $1 and epoch <= $2::integer for no key update
), saved as (
  insert into customers as customer (phone_number, name, email, company, notes, last_call_at)
  select $3, $4, $5, $6, $7, case when customer_id is null then started_at end from current
  on conflict (phone_number) do update set
    name = case when (select is_own from current) then coalesce(excluded.name, customer.name)
      else coalesce(customer.name, excluded.name) end,
    email = case when (select is_own from current) then coalesce(excluded.email, customer.email)
      else coalesce(customer.email, excluded.email) end,
    company = case when (select is_own from current) then coalesce(excluded.company, customer.company)
      else coalesce(customer.company, excluded.company) end,
    notes = case when (select is_own from current) then coalesce(excluded.notes, customer.notes)
      else coalesce(customer.notes, excluded.notes) end,
    last_call_at = greatest(customer.last_call_at, excluded.last_call_at)
  returning id
), recognised as (
  update conversations set customer_id = saved.id from saved
  where conversations.id = $1 and conversations.customer_id is null
)
select exists (select from conversations where id = $1) as known,
  (select id from saved) as "customerId"`,
}
