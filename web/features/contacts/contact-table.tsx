import { Link } from '@tanstack/react-router'
import type { Customer } from '../../../src/contract/index.ts'
import { PhoneLink } from '../../components/phone-link.tsx'
import { dateWords, timeWords } from '../../lib/time-words.ts'
import { useTickingNow } from '../../lib/use-ticking-now.ts'

/** Contacts as a table; on a narrow screen the dates move under the name. */
export function ContactTable({ contacts }: { contacts: readonly Customer[] }) {
  return (
    <table className="w-full text-left">
      <caption className="sr-only">Contacts</caption>
      <thead className="border-b border-line text-small text-ink-muted">
        <tr>
          <Heading>Name</Heading>
          <Heading wideOnly>Number</Heading>
          <Heading side="right">Calls</Heading>
          <Heading wideOnly>Last call</Heading>
          <Heading wideOnly>First seen</Heading>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {contacts.map((contact) => (
          <ContactRow key={contact.id} contact={contact} />
        ))}
      </tbody>
    </table>
  )
}

function ContactRow({ contact }: { contact: Customer }) {
  const now = useTickingNow(60_000)
  const lastCall = contact.lastCallAt === null ? 'Never' : timeWords(contact.lastCallAt, now)
  return (
    <tr className="align-top">
      <td className="py-4 pr-3 pl-5">
        <p className="font-medium wrap-anywhere">
          {contact.name ?? <span className="text-ink-muted">No name yet</span>}
        </p>
        {contact.company !== null && <p className="text-small text-ink-muted">{contact.company}</p>}
        <div className="mt-0.5 grid justify-items-start gap-0.5 text-small text-ink-muted lg:hidden">
          <PhoneLink number={contact.phoneNumber} />
          {lastCall}
        </div>
      </td>
      <td className="hidden px-3 py-4 lg:table-cell">
        <PhoneLink number={contact.phoneNumber} />
      </td>
      <td className="py-4 pr-5 pl-3 text-right tabular-nums lg:px-8">
        <Link
          to="/calls"
          search={{ phoneNumber: contact.phoneNumber }}
          aria-label={`${String(contact.calls)} calls, show them`}
          className="rounded underline decoration-line-strong underline-offset-3 hover:decoration-ink"
        >
          {contact.calls}
        </Link>
      </td>
      <td className="hidden px-3 py-4 whitespace-nowrap text-ink-muted lg:table-cell">
        {lastCall}
      </td>
      <td className="hidden py-4 pr-5 pl-3 whitespace-nowrap text-ink-muted lg:table-cell">
        {dateWords(contact.createdAt, now)}
      </td>
    </tr>
  )
}

function Heading({ children, side = 'left', wideOnly = false }: HeadingProps) {
  const shown = wideOnly ? 'hidden lg:table-cell' : ''
  const edge = side === 'right' ? 'pr-5 text-right lg:px-8' : 'first:pl-5 last:pr-5'
  return (
    <th scope="col" className={`px-3 py-3 font-medium ${edge} ${shown}`}>
      {children}
    </th>
  )
}

interface HeadingProps {
  readonly children: string
  readonly side?: 'left' | 'right'
  readonly wideOnly?: boolean
}
