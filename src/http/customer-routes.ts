import type { Customer, CustomerBook } from '../calls/customer-book.ts'
import { CustomerPage, type Customer as CustomerReply } from '../contract/customers.ts'
import { PageQuery } from '../contract/paging.ts'
import type { ApiServer } from './api-server.ts'
import type { SignIn } from './sign-in.ts'
import { withoutUndefined } from './without-undefined.ts'

/** `/api/customers`: the people behind the numbers. */
export function registerCustomers(
  server: ApiServer,
  { customers, signIn }: { customers: CustomerBook; signIn: SignIn },
): void {
  server.get(
    '/api/customers',
    {
      preParsing: signIn.guard,
      schema: {
        tags: ['customers'],
        summary: 'Customers, the newest contact first',
        querystring: PageQuery,
        response: { 200: CustomerPage },
      },
    },
    async ({ query }) => {
      const { items, nextCursor } = await customers.list(withoutUndefined(query))
      return { items: items.map(presentCustomer), nextCursor: nextCursor ?? null }
    },
  )
}

function presentCustomer(customer: Customer): CustomerReply {
  return {
    id: customer.id,
    phoneNumber: customer.phoneNumber,
    name: customer.name ?? null,
    email: customer.email ?? null,
    company: customer.company ?? null,
    notes: customer.notes ?? null,
    tags: [...customer.tags],
    leadScore: customer.leadScore,
    calls: customer.calls,
    createdAt: customer.createdAt.toISOString(),
    lastCallAt: customer.lastCallAt?.toISOString() ?? null,
  }
}
