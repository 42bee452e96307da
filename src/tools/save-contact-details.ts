import { z } from 'zod'
import type { CustomerBook, CustomerDetails } from '../calls/customer-book.ts'
import type { Tool, ToolContext, ToolResult } from '../calls/tool.ts'
import { nameArgument, phoneNumberArgument } from './arguments.ts'
import { callerNumber, numberInKey, wrongNumber } from './caller-number.ts'
import { effectKey } from './effect-key.ts'
import { otherCall, takenOver } from './refusals.ts'

const SaveContactDetailsArguments = z
  .object({
    phoneNumber: phoneNumberArgument.optional(),
    name: nameArgument.optional(),
    email: z.email().max(254).optional().describe("The caller's e-mail address."),
    company: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('The company that they work for.'),
    notes: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .optional()
      .describe('Anything else about the caller that the team should remember.'),
  })
  .refine(
    ({ name, email, company, notes }) =>
      [name, email, company, notes].some((field) => field !== undefined),
    { error: 'Nothing to save: give at least one of name, email, company or notes.' },
  )
export type SaveContactDetailsArguments = z.infer<typeof SaveContactDetailsArguments>

/** Writes down who a caller is, for this call and the next ones. */
export function createSaveContactDetails({
  customerBook,
}: {
  customerBook: Pick<CustomerBook, 'saveDetails'>
}): Tool<SaveContactDetailsArguments> {
  return {
    name: 'save-contact-details',
    description:
      'Saves what callers say of themselves: name, e-mail address, company, notes. Use it when they give ' +
      'or correct such details. It leaves no message for the team.',
    parameters: SaveContactDetailsArguments,
    effectKey: keyOf,
    async run(args, context, signal) {
      signal.throwIfAborted()
      const number = callerNumber(args.phoneNumber, context)
      if (number.kind === 'wrong') return wrongNumber(number.problem)
      if (number.kind === 'withheld') {
        return wrongNumber(
          'The caller withholds their number. Ask for a number to save this under.',
        )
      }
      if (isOfOther(number, context)) return wrongNumber(ownNumberOnly)
      const fields = fieldsOf(args)
      const { callId, epoch } = { callId: context.call.id, epoch: context.call.epoch }
      const saved = await customerBook.saveDetails({
        callId,
        epoch,
        phoneNumber: number.e164,
        ...fields,
      })
      if (!saved.saved) return takenOver
      if (saved.customer.phoneNumber !== number.e164) return otherCall
      const known: Readonly<Record<string, unknown>> = { ...saved.customer }
      const written = Object.entries(fields).filter(([field, value]) => {
        return args.phoneNumber === undefined || known[field] === value
      })
      if (written.length === 0) return nothingChanged
      const summary = `Saved for ${number.e164}: ${written.map(([field]) => field).join(', ')}`
      const facts = {
        ...Object.fromEntries(written),
        phoneNumber: number.e164,
        spokenNumber: number.spoken,
      }
      return {
        ok: true,
        receipt: { kind: 'contact-saved', reference: saved.customer.id, summary, facts },
      }
    },
  }
}

const ownNumberOnly =
  'Details are saved for the number of this call only. Leave the number out; another one belongs into a message.'

/** Of a number that was only said: the book keeps what it knows. */
const nothingChanged: ToolResult = {
  ok: false,
  reason: 'failed',
  detail:
    'Other details are known for that number, and nothing was changed. Take a message instead.',
}

/** Whoever shows their number speaks for that one: nobody changes what is known of somebody else. */
function isOfOther({ e164 }: { e164: string }, context: ToolContext): boolean {
  const own = callerNumber(undefined, context)
  return own.kind === 'number' && own.e164 !== e164
}

type Fields = Pick<CustomerDetails, 'name' | 'email' | 'company' | 'notes'>

function fieldsOf({ name, email, company, notes }: SaveContactDetailsArguments): Fields {
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(company === undefined ? {} : { company }),
    ...(notes === undefined ? {} : { notes }),
  }
}

function keyOf(args: SaveContactDetailsArguments, context: ToolContext): string {
  const number = numberInKey(callerNumber(args.phoneNumber, context), args.phoneNumber)
  const fields = Object.entries(fieldsOf(args)).flatMap(([field, value]) => [field, value])
  return effectKey('details', context.call.id, number, ...fields)
}
