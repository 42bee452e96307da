import { getRouteApi, Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { Card } from '../../components/card.tsx'
import { FilterLinks } from '../../components/filter-links.tsx'
import { Page } from '../../components/page.tsx'
import { statusWords } from '../../lib/call-words.ts'
import { otherParty } from '../../lib/other-party.ts'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'
import { CallList } from './call-list.tsx'
import { CallRows } from './call-rows.tsx'
import { NewCall } from './new-call.tsx'
import { useLiveCalls } from './use-live-calls.ts'

/** Every call, those going on first. The filter is in the address. */
export function CallsPage() {
  const filter = route.useSearch()
  const { status, phoneNumber } = filter
  const live = useLiveCalls().filter(
    (call) => phoneNumber === undefined || otherParty(call) === phoneNumber,
  )

  return (
    <Page
      title="Calls"
      lead="Who called, what they wanted, and what came of it."
      aside={<NewCall />}
    >
      <div className="mb-5 flex flex-wrap items-center gap-3">
        <FilterLinks label="Show">
          {statuses.map((one) => (
            <Link
              key={one ?? 'all'}
              to="/calls"
              search={{ status: one, phoneNumber }}
              activeOptions={{ explicitUndefined: true }}
            >
              {one === undefined ? 'All' : statusWords[one]}
            </Link>
          ))}
        </FilterLinks>
        {phoneNumber !== undefined && (
          <Link
            to="/calls"
            search={{ status }}
            className="inline-flex h-9 items-center gap-1.5 rounded-full bg-accent-soft px-3.5 text-small font-medium text-accent-ink"
          >
            {phoneNumberWords(phoneNumber)}
            <X aria-hidden size={14} />
            <span className="sr-only">Show the calls of everyone</span>
          </Link>
        )}
      </div>
      {live.length > 0 && (status === undefined || status === 'active') && (
        <Card title="Live now" className="mb-6">
          <CallRows calls={live} label="Live calls" />
        </Card>
      )}
      {(status !== 'active' || live.length === 0) && <CallList filter={filter} />}
    </Page>
  )
}

const route = getRouteApi('/shell/calls')

const statuses = [
  undefined,
  'active',
  'completed',
  'no-answer',
  'busy',
  'failed',
  'canceled',
] as const
