import { useNavigate } from '@tanstack/react-router'
import { Phone, PhoneOff } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'
import { usePhone } from './phone-context.tsx'

/** A call that rings in this browser, on whatever page. */
export function IncomingCall() {
  const { phone, state } = usePhone()
  const navigate = useNavigate()
  if (state.stage !== 'incoming') return null
  const answer = () => {
    phone.answer()
    void navigate({ to: '/' })
  }

  return (
    <div
      role="alert"
      className="w-[min(22rem,calc(100vw-2rem))] animate-appear rounded-card border border-line bg-surface p-5"
    >
      <div className="flex items-center gap-4">
        <span
          aria-hidden
          className="relative grid size-12 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-ink"
        >
          <span className="absolute inset-0 animate-ripple rounded-full bg-accent-soft" />
          <Phone size={22} className="relative" />
        </span>
        <p className="min-w-0">
          <span className="block text-small text-ink-muted">Incoming call</span>
          <span className="block truncate text-title font-semibold tabular-nums">
            {phoneNumberWords(state.from)}
          </span>
        </p>
      </div>
      <div className="mt-4 grid grid-cols-2 gap-2.5">
        <Button look="danger" onClick={() => phone.decline()}>
          <PhoneOff aria-hidden size={18} />
          Decline
        </Button>
        <Button look="primary" onClick={answer}>
          <Phone aria-hidden size={18} />
          Answer
        </Button>
      </div>
    </div>
  )
}
