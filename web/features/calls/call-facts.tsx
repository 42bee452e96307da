import type { ReactNode } from 'react'
import type { CallSummary } from '../../../src/contract/index.ts'
import { Card } from '../../components/card.tsx'
import { PhoneLink } from '../../components/phone-link.tsx'
import { channelWords, statusWords } from '../../lib/call-words.ts'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'
import { durationWords, timeWords } from '../../lib/time-words.ts'
import { useTickingNow } from '../../lib/use-ticking-now.ts'

/** The facts of a call in one row. */
export function CallFacts({ call }: { call: CallSummary }) {
  const now = useTickingNow(1000)
  const liveSeconds = (now.getTime() - new Date(call.startedAt).getTime()) / 1000
  const seconds = call.durationSeconds ?? (call.status === 'active' ? liveSeconds : undefined)
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-5 p-5 sm:grid-cols-3 lg:grid-cols-6">
        <Fact name="From">
          <PhoneNumber number={call.from} isTheirs={call.direction === 'inbound'} />
        </Fact>
        <Fact name="To">
          <PhoneNumber number={call.to} isTheirs={call.direction === 'outbound'} />
        </Fact>
        <Fact name="Channel">
          <span title={channelWords[call.channel].text}>{channelWords[call.channel].name}</span>
        </Fact>
        <Fact name="Started">{timeWords(call.startedAt, now)}</Fact>
        <Fact name="Length">{seconds === undefined ? 'Not known' : durationWords(seconds)}</Fact>
        <Fact name="Status">{statusWords[call.status]}</Fact>
      </dl>
    </Card>
  )
}

function PhoneNumber({ number, isTheirs }: { number: string; isTheirs: boolean }) {
  if (isTheirs) return <PhoneLink number={number} />
  return <span className="whitespace-nowrap">{phoneNumberWords(number)}</span>
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-small text-ink-muted">{name}</dt>
      <dd className="mt-0.5 font-medium wrap-anywhere tabular-nums">{children}</dd>
    </div>
  )
}
