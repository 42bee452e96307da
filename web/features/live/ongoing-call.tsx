import { Link, useLocation } from '@tanstack/react-router'
import { Mic } from 'lucide-react'
import { LiveDot } from '../../components/call-badge.tsx'
import { durationWords } from '../../lib/time-words.ts'
import { useTickingNow } from '../../lib/use-ticking-now.ts'
import { isBySound, isOngoing } from './phone-state.ts'
import { usePhone } from './phone-context.tsx'

/** The way back to a call that goes on while another page is looked at. */
export function OngoingCall() {
  const { state, isAway } = usePhone()
  const { pathname } = useLocation()
  const now = useTickingNow(1000)
  if (!isOngoing(state) || pathname === '/') return null
  const length =
    state.stage === 'talking'
      ? durationWords((now.getTime() - state.answeredAt.getTime()) / 1000)
      : 'ringing'
  return (
    <Link
      to="/"
      className="flex h-11 items-center gap-2.5 rounded-control bg-accent px-4 font-medium text-on-accent tabular-nums hover:bg-accent-strong"
    >
      <LiveDot />
      {isBySound(state) && <Mic aria-label="Your microphone is in use" size={16} />}
      {isAway ? 'Reconnecting' : 'On a call'} · {length} · Return
    </Link>
  )
}
