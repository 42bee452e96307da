import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PhoneIncoming } from 'lucide-react'
import { buttonLook } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ListCard } from '../../components/list-card.tsx'
import { useServices } from '../../lib/services.tsx'
import { callsQuery, type CallListFilter } from './api/get-calls.ts'
import { CallRows } from './call-rows.tsx'

/** The calls that are over, newest first. */
export function CallList({ filter }: { filter: CallListFilter }) {
  const { api } = useServices()
  const list = useInfiniteQuery(callsQuery(api, filter))
  const calls = list.data?.pages
    .flatMap((page) => page.items)
    .filter((call) => call.status !== 'active')

  return (
    <ListCard name="calls" list={list} count={calls?.length} empty={<NoCalls filter={filter} />}>
      <CallRows calls={calls ?? []} label="Calls" />
    </ListCard>
  )
}

function NoCalls({ filter }: { filter: CallListFilter }) {
  if (filter.status === 'active') {
    return (
      <EmptyState icon={PhoneIncoming} title="Nobody is on the line">
        A call shows up here the moment it rings.
      </EmptyState>
    )
  }
  if (filter.status !== undefined || filter.phoneNumber !== undefined) {
    return (
      <EmptyState
        icon={PhoneIncoming}
        title="No such calls"
        action={
          <Link to="/calls" className={buttonLook({ size: 'small' })}>
            Show all calls
          </Link>
        }
      >
        No call fits what you chose to see.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={PhoneIncoming}
      title="No calls yet"
      action={
        <Link to="/" className={buttonLook({ look: 'primary' })}>
          Talk to your agent
        </Link>
      }
    >
      Each call is kept here with every word, what was done, and how fast the agent answered. Be the
      first to call.
    </EmptyState>
  )
}
