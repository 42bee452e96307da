import { useLocation } from '@tanstack/react-router'
import { LinkHelp } from './link-help.tsx'
import { RedeemLink } from './redeem-link.tsx'

/** Where a one-time link leads, and where everyone who is not signed in ends up. */
export function SignInPage() {
  const { hash, search } = useLocation()
  const token = new URLSearchParams(hash).get('token')
  const from = safeReturn(search.from)

  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <title>Sign in · LegacyAI Voice</title>
      <div className="w-full max-w-md">
        <div className="mb-8 flex items-center justify-center gap-3">
          <img src="/favicon.svg" alt="" className="size-9" />
          <span className="text-title font-semibold">LegacyAI Voice</span>
        </div>
        <div className="rounded-card border border-line bg-surface p-6 shadow-card sm:p-8">
          {token === null || token === '' ? (
            <LinkHelp isEnded={search.from !== undefined} />
          ) : (
            <RedeemLink token={token} from={from} />
          )}
        </div>
      </div>
    </main>
  )
}

/** Only a path of this page: an address of another site must not be slipped into a link. */
function safeReturn(from: string | undefined): string {
  return from !== undefined && /^\/(?![/\\])/.test(from) ? from : '/'
}
