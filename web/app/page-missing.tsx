import { Link } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { buttonLook } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'

/** For an address that leads nowhere. */
export function PageMissing() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <title>No such page · LegacyAI Voice</title>
      <h1 className="sr-only">No such page</h1>
      <EmptyState
        icon={SearchX}
        title="There is no page at this address"
        action={
          <Link to="/" className={buttonLook({ look: 'primary' })}>
            Back to the start
          </Link>
        }
      >
        It may have been typed wrong, or it has moved.
      </EmptyState>
    </main>
  )
}
