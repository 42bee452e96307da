import { z } from 'zod'
import { pageOf } from './paging.ts'

export const Customer = z
  .object({
    id: z.uuid(),
    phoneNumber: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    company: z.string().nullable(),
    notes: z.string().nullable(),
    tags: z.array(z.string()),
    leadScore: z.number().int(),
    calls: z.number().int(),
    createdAt: z.iso.datetime(),
    lastCallAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Customer' })

export const CustomerPage = pageOf(Customer).meta({ id: 'CustomerPage' })

export type Customer = z.infer<typeof Customer>
export type CustomerPage = z.infer<typeof CustomerPage>
