import { Announcer } from '../../components/announcer.tsx'
import { Transcript } from '../../components/transcript.tsx'
import type { LiveCall } from '../../lib/live-call.ts'
import { useServices } from '../../lib/services.tsx'
import { useSession } from '../../lib/session-context.tsx'
import { useStickToEnd } from './use-stick-to-end.ts'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'
import { usePhone } from './phone-context.tsx'
import { isBySound } from './phone-state.ts'
import { isUnknownToServer, shownLines } from './shown-lines.ts'
import { useVoice } from './voice/voice-context.tsx'

/** The words of the call as they are heard, always scrolled to the newest. */
export function Conversation({ live }: { live: LiveCall }) {
  const { state } = usePhone()
  const { now } = useServices()
  const { agentName } = useSession()
  const lines = shownLines({ state, live, now: now() })
  const from = isUnknownToServer(state, live) && 'from' in state ? state.from : undefined
  const otherName = from === undefined ? agentName : phoneNumberWords(from)
  const log = useStickToEnd()
  const isSpokenAloud = useIsSpokenAloud()

  const lastSaid = isSpokenAloud
    ? undefined
    : live.lines.findLast((line) => line.final && line.text !== '')
  return (
    <div
      ref={log}
      role="log"
      aria-label="Live transcript"
      aria-live="off"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto p-4 sm:p-6"
    >
      {lines.length === 0 ? (
        <p className="grid h-full place-items-center text-center text-ink-muted">
          The words of the call appear here as they are heard.
        </p>
      ) : (
        <Transcript lines={lines} agentName={otherName} callerName="You" />
      )}
      <Announcer
        words={lastSaid && `${lastSaid.speaker === 'agent' ? agentName : 'You'}: ${lastSaid.text}`}
      />
    </div>
  )
}

/** Who hears the agent needs no screen reader to say the same. */
function useIsSpokenAloud(): boolean {
  const { state } = usePhone()
  return useVoice().state.doing !== 'off' || isBySound(state)
}
