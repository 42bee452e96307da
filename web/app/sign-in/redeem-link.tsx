import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { LogIn } from 'lucide-react'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { Spinner } from '../../components/spinner.tsx'
import { redeemLink } from '../../lib/session.ts'
import { useServices } from '../../lib/services.tsx'
import { FreshLink } from './link-help.tsx'
import { refusedLinkWords } from './refused-link-words.ts'

/** Redeems the link by a click, so that a preview or a prefetch of the link does not use it up. */
export function RedeemLink({ token, from }: { token: string; from: string }) {
  const { api } = useServices()
  const queries = useQueryClient()
  const router = useRouter()
  const redeem = useMutation({
    mutationFn: () => redeemLink(api, token),
    onSuccess: async () => {
      queries.clear()
      await router.navigate({ href: from, replace: true })
    },
  })
  const refused = redeem.isError ? refusedLinkWords(redeem.error) : undefined

  if (refused?.needsFreshLink === true) {
    return (
      <div role="alert">
        <h1 className="text-title font-semibold">{refused.title}</h1>
        <p className="mt-2 text-ink-muted">{refused.text}</p>
        <FreshLink />
      </div>
    )
  }
  return (
    <>
      <h1 className="text-title font-semibold">Welcome</h1>
      <p className="mt-2 text-ink-muted">This link signs you in on this browser.</p>
      {refused && (
        <div className="mt-5">
          <Banner tone="danger" title={refused.title}>
            {refused.text}
          </Banner>
        </div>
      )}
      <Button
        look="primary"
        size="large"
        className="mt-6 w-full"
        disabled={redeem.isPending}
        onClick={() => redeem.mutate()}
      >
        {redeem.isPending ? <Spinner size={20} /> : <LogIn aria-hidden size={20} />}
        {redeem.isPending ? 'Signing in' : 'Sign in'}
      </Button>
    </>
  )
}
