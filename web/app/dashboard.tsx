import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, type RouterHistory } from '@tanstack/react-router'
import type { Phone } from '../features/live/phone.ts'
import type { SoundMode } from '../features/live/sound/sound-mode.ts'
import type { VoiceMode } from '../features/live/voice/voice-mode.ts'
import { RequestFailed } from '../lib/api.ts'
import { ServicesProvider, type Services } from '../lib/services.tsx'
import { createAppRouter } from './router.tsx'

/** The whole dashboard, ready to be rendered. Nothing in it reaches outside but through what is given. */
export function createDashboard(needs: DashboardNeeds) {
  const { services, phone, voice, sound, history, retryDelayMs = 1000 } = needs
  const router = createAppRouter({ phone, voice, sound, ...(history ? { history } : {}) })
  const onError = (error: Error) => {
    if (!isSignedOut(error) || router.state.location.pathname === '/sign-in') return
    const from = router.state.location.href
    void router.navigate({ to: '/sign-in', search: { from }, replace: true })
  }
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retryDelay: retryDelayMs,
        retry: (failures, error) => failures < 2 && isUnreachable(error),
      },
    },
  })

  return function Dashboard() {
    return (
      <ServicesProvider services={services}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ServicesProvider>
    )
  }
}

export interface DashboardNeeds {
  readonly services: Services
  readonly phone: Phone
  readonly voice: VoiceMode
  readonly sound: SoundMode
  readonly history?: RouterHistory
  readonly retryDelayMs?: number
}

function isSignedOut(error: Error): boolean {
  return error instanceof RequestFailed && error.status === 401
}

function isUnreachable(error: Error): boolean {
  return error instanceof RequestFailed && error.code === 'unreachable'
}
