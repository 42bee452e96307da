import { useQuery } from '@tanstack/react-query'
import { PhoneProvider } from '../../features/live/phone-context.tsx'
import type { Phone } from '../../features/live/phone.ts'
import { SoundProvider } from '../../features/live/sound/sound-context.tsx'
import type { SoundMode } from '../../features/live/sound/sound-mode.ts'
import { VoiceProvider } from '../../features/live/voice/voice-context.tsx'
import type { VoiceMode } from '../../features/live/voice/voice-mode.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { Spinner } from '../../components/spinner.tsx'
import { RequestFailed } from '../../lib/api.ts'
import { sessionQuery } from '../../lib/session.ts'
import { SessionContext } from '../../lib/session-context.tsx'
import { useServices } from '../../lib/services.tsx'
import { Shell } from './shell.tsx'

/** Lets only those in who are signed in; everyone else is sent to the sign-in page by the 401 itself. */
export function SignedIn({ phone, voice, sound }: SignedInProps) {
  const { api } = useServices()
  const session = useQuery({
    ...sessionQuery(api),
    refetchInterval: ({ state }) => state.status === 'error' && !isRefusal(state.error) && retryMs,
  })

  if (session.data) {
    return (
      <SessionContext value={session.data}>
        <PhoneProvider phone={phone}>
          <VoiceProvider voice={voice}>
            <SoundProvider sound={sound}>
              <Shell />
            </SoundProvider>
          </VoiceProvider>
        </PhoneProvider>
      </SessionContext>
    )
  }
  const isRefused = isRefusal(session.error)
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      {session.isPending || isRefused ? (
        <output className="flex items-center gap-3 text-ink-muted">
          <Spinner />
          Opening the dashboard
        </output>
      ) : (
        <ErrorState
          title="The dashboard could not be opened"
          error={session.error}
          onRetry={() => void session.refetch()}
        />
      )}
    </main>
  )
}

interface SignedInProps {
  readonly phone: Phone
  readonly voice: VoiceMode
  readonly sound: SoundMode
}

/** Mostly the server or its database is just being started again. */
const retryMs = 2000

function isRefusal(error: unknown): boolean {
  return error instanceof RequestFailed && error.status === 401
}
