import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { UsersRound } from 'lucide-react'
import { buttonLook } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ListCard } from '../../components/list-card.tsx'
import { Page } from '../../components/page.tsx'
import { useServices } from '../../lib/services.tsx'
import { customersQuery } from './api/get-customers.ts'
import { ContactTable } from './contact-table.tsx'

/** Everyone who called, as the agent came to know them. */
export function ContactsPage() {
  const { api } = useServices()
  const list = useInfiniteQuery(customersQuery(api))
  const contacts = list.data?.pages.flatMap((page) => page.items)

  return (
    <Page title="Contacts" lead="Everyone who called, with the name they gave.">
      <ListCard name="contacts" list={list} count={contacts?.length} empty={<NoContacts />}>
        <ContactTable contacts={contacts ?? []} />
      </ListCard>
    </Page>
  )
}

function NoContacts() {
  return (
    <EmptyState
      icon={UsersRound}
      title="No contacts yet"
      action={
        <Link to="/" className={buttonLook({ look: 'primary' })}>
          Talk to your agent
        </Link>
      }
    >
      Whoever calls is added here by their number; the agent adds the name once it is said.
    </EmptyState>
  )
}
