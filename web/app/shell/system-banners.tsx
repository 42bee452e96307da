import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Health } from '../../../src/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { sessionQuery } from '../../lib/session.ts'
import { useServices } from '../../lib/services.tsx'
import { useLiveStatus } from '../../lib/use-live-status.ts'
import { healthQuery } from '../health.ts'
import { useNotice } from './use-notice.ts'

/** What everyone must know about the system before reading any page. Nothing when all is well. */
export function SystemBanners() {
  const { api } = useServices()
  const health = useQuery(healthQuery(api))
  const isAway = useIsAway()
  const { notice, dismiss } = useNotice()

  return (
    <div className="mx-auto grid w-full max-w-6xl gap-3 px-4 not-empty:pt-4 sm:px-8 lg:px-12">
      {health.isError && <AwayBanner title="The server does not answer" />}
      {isAway && !health.isError && <AwayBanner title="Live updates are interrupted" />}
      {health.isSuccess && <HealthBanner health={health.data} />}
      {notice !== undefined && (
        <Banner tone={notice.tone} title={notice.message} onDismiss={dismiss} />
      )}
    </div>
  )
}

function AwayBanner({ title }: { title: string }) {
  const { live } = useServices()
  const queries = useQueryClient()
  const tryNow = () => {
    live.retryNow()
    void queries.invalidateQueries()
  }
  const button = (
    <Button size="small" onClick={tryNow}>
      Try now
    </Button>
  )
  return (
    <Banner tone="warning" title={title} action={button}>
      What you see may be old. This page keeps trying by itself.
    </Banner>
  )
}

function HealthBanner({ health }: { health: Health }) {
  if (health.status === 'healthy') return null
  const isDown = health.status === 'down'
  return (
    <Banner
      tone={isDown ? 'danger' : 'warning'}
      title={isDown ? 'No calls can be taken right now' : 'Calls are taken, but something is wrong'}
    >
      {health.reasons.length > 0 && (
        <ul className="list-disc pl-4">
          {health.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </Banner>
  )
}

/** A first retry mostly succeeds within a second and is not worth a word; a second one is. */
function useIsAway(): boolean {
  const { api } = useServices()
  const queries = useQueryClient()
  const status = useLiveStatus()
  const isAway = status.state === 'away' && status.attempts > 1
  // A session that has ended also closes the socket: asking for it leads to the sign-in page.
  useEffect(() => {
    if (!isAway) return
    void queries.invalidateQueries({ queryKey: sessionQuery(api).queryKey })
    void queries.invalidateQueries({ queryKey: healthQuery(api).queryKey })
  }, [isAway, queries, api])
  return isAway
}
