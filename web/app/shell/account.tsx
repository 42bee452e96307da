import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { failureWords } from '../../lib/failure-words.ts'
import { useServices } from '../../lib/services.tsx'
import { useSession } from '../../lib/session-context.tsx'
import { signOut } from '../../lib/session.ts'
import { ThemeChoice } from './theme-choice.tsx'

/** Who is signed in, the theme of this browser, and the way out. */
export function Account() {
  const { api } = useServices()
  const { member } = useSession()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const leave = useMutation({
    mutationFn: () => signOut(api),
    onSuccess: async () => {
      await navigate({ to: '/sign-in', replace: true })
      queries.clear()
    },
  })

  return (
    <div className="flex items-center gap-1 md:flex-col md:items-stretch md:gap-3">
      <ThemeChoice />
      {leave.isError && (
        <p role="alert" className="text-small text-danger-ink">
          {failureWords(leave.error)}
        </p>
      )}
      <div className="flex items-center justify-between gap-2 md:border-t md:border-line md:pt-3 md:pl-2">
        <p className="hidden min-w-0 truncate text-small text-ink-muted md:block">
          {member.name ?? member.email}
        </p>
        <Button
          look="quiet"
          size="small"
          aria-label="Sign out"
          title="Sign out"
          disabled={leave.isPending}
          onClick={() => leave.mutate()}
          className="!px-2.5"
        >
          <LogOut aria-hidden size={17} />
        </Button>
      </div>
    </div>
  )
}
