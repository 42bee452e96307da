import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { RequestFailed } from '../../lib/api.ts'
import { useServices } from '../../lib/services.tsx'
import { buttonLook } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { callQuery } from './api/get-call.ts'
import { CallView } from './call-view.tsx'

/** The page of one call, while it goes on and afterwards. */
export function CallPage() {
  const { callId } = route.useParams()
  const { api } = useServices()
  const call = useQuery(callQuery(api, callId))

  if (call.data) return <CallView detail={call.data} />
  if (call.error instanceof RequestFailed && [400, 404].includes(call.error.status)) {
    return (
      <Page title="No such call">
        <Card>
          <EmptyState
            icon={SearchX}
            title="There is no call at this address"
            action={
              <Link to="/calls" className={buttonLook({ look: 'primary' })}>
                See all calls
              </Link>
            }
          >
            The link may be cut short, or it belongs to another installation.
          </EmptyState>
        </Card>
      </Page>
    )
  }
  return (
    <Page title="Call">
      <Card>
        {call.isPending ? (
          <LoadingRows label="Loading the call" />
        ) : (
          <ErrorState
            title="The call could not be loaded"
            error={call.error}
            onRetry={() => void call.refetch()}
          />
        )}
      </Card>
    </Page>
  )
}

const route = getRouteApi('/shell/calls/$callId')
