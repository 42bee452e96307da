import { Ear, Phone, Unplug, Volume2 } from 'lucide-react'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'
import type { PhoneState } from './phone-state.ts'

/** Who is at the other end of a call that came in, and who speaks. The server knows nothing of such a call. */
export function OnTheLine({ state, from, isAway }: OnTheLineProps) {
  const { icon: Icon, words } = isAway ? reconnecting : stateOf(state)
  return (
    <div className="flex items-center gap-4 lg:flex-col lg:gap-5 lg:py-4 lg:text-center">
      <span
        aria-hidden
        className="grid size-12 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-ink lg:size-24 lg:[&_svg]:size-8"
      >
        <Icon size={22} />
      </span>
      <output aria-label="Who is on the line" className="min-w-0">
        <span className="block text-title font-semibold tabular-nums">
          {phoneNumberWords(from)}
        </span>
        <span className="block text-small text-ink-muted lg:mt-1">{words}</span>
      </output>
    </div>
  )
}

interface OnTheLineProps {
  readonly state: PhoneState
  readonly from: string
  /** The connection broke, and is coming back. */
  readonly isAway: boolean
}

const reconnecting = { icon: Unplug, words: 'Reconnecting.' }

function stateOf(state: PhoneState) {
  if (state.stage !== 'talking') return { icon: Phone, words: 'Connecting.' }
  return state.agentSpeaking
    ? { icon: Volume2, words: 'They are speaking.' }
    : { icon: Ear, words: 'It is your turn.' }
}
