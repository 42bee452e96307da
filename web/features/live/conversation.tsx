import { Announcer } from '../../components/announcer.tsx'
import { Transcript, type ShownLine } from '../../components/transcript.tsx'
import type { LiveCall } from '../../lib/live-call.ts'
import { useServices } from '../../lib/services.tsx'
import { useSession } from '../../lib/session-context.tsx'
import { withHeardWords } from './with-heard-words.ts'
import { useStickToEnd } from './use-stick-to-end.ts'
import type { PhoneState } from './phone.ts'
import { usePhone } from './phone-context.tsx'

/** The words of the call as they are heard, always scrolled to the newest. */
export function Conversation({ live }: { live: LiveCall }) {
  const { state } = usePhone()
  const { now } = useServices()
  const { agentName } = useSession()
  const words = state.stage === 'talking' ? state.hearing : ''
  const heard = withHeardWords(live.lines, { words, at: now() })
  const lines = [...heard, ...sendingLines({ state, live, now: now() })]
  const log = useStickToEnd()

  const lastSaid = live.lines.findLast((line) => line.final && line.text !== '')
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
        <Transcript lines={lines} agentName={agentName} callerName="You" />
      )}
      <Announcer
        words={lastSaid && `${lastSaid.speaker === 'agent' ? agentName : 'You'}: ${lastSaid.text}`}
      />
    </div>
  )
}

/** What was typed and is not yet in the server's transcript. */
function sendingLines({ state, live, now }: Sending): readonly ShownLine[] {
  if (state.stage !== 'talking') return []
  const known = live.lines.filter((line) => line.speaker === 'caller')
  return state.said
    .map((text, index) => ({ text, index }))
    .filter(({ text, index }) => index >= known.length && !known.some((k) => k.text.includes(text)))
    .map(({ text, index }) => ({
      turn: unknownTurn + index,
      speaker: 'caller',
      text,
      planned: null,
      interrupted: false,
      at: now.toISOString(),
      sending: true,
    }))
}

interface Sending {
  readonly state: PhoneState
  readonly live: LiveCall
  readonly now: Date
}

// Stands behind every turn that the server has counted.
const unknownTurn = 1_000_000
