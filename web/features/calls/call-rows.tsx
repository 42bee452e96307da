import { Link } from '@tanstack/react-router'
import { ChevronRight, PhoneOutgoing, TriangleAlert } from 'lucide-react'
import type { CallSummary } from '../../../src/contract/index.ts'
import { Badge } from '../../components/badge.tsx'
import { CallBadge } from '../../components/call-badge.tsx'
import { flagWords } from '../../lib/call-words.ts'
import { otherParty } from '../../lib/other-party.ts'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'
import { durationWords, timeWords } from '../../lib/time-words.ts'
import { useTickingNow } from '../../lib/use-ticking-now.ts'

/** Calls as rows; each whole row opens its call. */
export function CallRows({ calls, label }: { calls: readonly CallSummary[]; label: string }) {
  const hasLive = calls.some((call) => call.status === 'active')
  const now = useTickingNow(hasLive ? 1000 : 60_000)
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {calls.map((call) => (
        <li key={call.id}>
          <Link
            to="/calls/$callId"
            params={{ callId: call.id }}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 px-5 py-4 outline-offset-[-3px] hover:bg-sunken/60 md:grid-cols-[minmax(0,1fr)_9.5rem_4rem_auto_1rem]"
          >
            <Caller call={call} />
            <span className="grid justify-items-end text-small text-ink-muted tabular-nums md:contents">
              <span>{timeWords(call.startedAt, now)}</span>
              <span className="min-h-5 md:text-right">
                <Length call={call} now={now} />
              </span>
            </span>
            <span className="col-span-2 flex flex-wrap gap-1.5 md:col-span-1 md:w-56 md:justify-end">
              {call.flags.map((flag) => (
                <Badge key={flag} tone="warning" icon={<TriangleAlert aria-hidden size={13} />}>
                  {flagWords[flag].short}
                </Badge>
              ))}
              <CallBadge call={call} />
            </span>
            <ChevronRight aria-hidden size={16} className="hidden text-ink-faint md:block" />
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Caller({ call }: { call: CallSummary }) {
  const number = phoneNumberWords(otherParty(call))
  const second = [call.callerName === null ? undefined : number, call.lastWords ?? undefined]
  return (
    <span className="min-w-0">
      <span className="flex items-center gap-1.5 font-medium">
        {call.direction === 'outbound' && (
          <PhoneOutgoing
            aria-label="Called by your agent"
            size={15}
            className="shrink-0 text-ink-faint"
          />
        )}
        <span className="truncate">{call.callerName ?? number}</span>
      </span>
      <span className="block truncate text-small text-ink-muted">
        {second.filter((part) => part !== undefined).join(' · ') ||
          (call.status === 'active' ? 'Nothing was said yet' : 'Nothing was said')}
      </span>
    </span>
  )
}

function Length({ call, now }: { call: CallSummary; now: Date }) {
  if (call.durationSeconds === 0) return null
  if (call.durationSeconds !== null) return durationWords(call.durationSeconds)
  if (call.status !== 'active') return null
  return durationWords((now.getTime() - new Date(call.startedAt).getTime()) / 1000)
}
