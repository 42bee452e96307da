import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { CallDetail } from '../../../src/contract/index.ts'
import { Announcer } from '../../components/announcer.tsx'
import { Banner } from '../../components/banner.tsx'
import { CallBadge } from '../../components/call-badge.tsx'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { Transcript } from '../../components/transcript.tsx'
import { flagWords } from '../../lib/call-words.ts'
import { otherParty } from '../../lib/other-party.ts'
import { phoneNumberWords } from '../../lib/phone-number-words.ts'
import { useSession } from '../../lib/session-context.tsx'
import { brainsOf } from './brains-of.ts'
import { CallEvents } from './call-events.tsx'
import { CallFacts } from './call-facts.tsx'
import { CallIncidents } from './call-incidents.tsx'
import { CallLatency } from './call-latency.tsx'
import { CallTools } from './call-tools.tsx'
import { CallTransfers } from './call-transfers.tsx'
import { HangUp } from './hang-up.tsx'
import { silenceWords } from './silence-words.ts'
import { useFollowedCall } from './use-followed-call.ts'

/** All that is known of one call. */
export function CallView({ detail }: { detail: CallDetail }) {
  const { agentName } = useSession()
  const { call, lines } = useFollowedCall(detail)
  const caller = call.callerName ?? phoneNumberWords(otherParty(call))
  const lastSaid =
    call.status === 'active' ? lines.findLast((line) => line.final !== false) : undefined

  return (
    <>
      <div className="mx-auto -mb-2 w-full max-w-6xl px-4 pt-5 sm:px-8 md:-mb-5 md:pt-8 lg:px-12">
        <Link
          to="/calls"
          className="inline-flex items-center gap-1.5 rounded py-1 text-small text-ink-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden size={15} />
          All calls
        </Link>
      </div>
      <Page
        title={caller}
        aside={
          <div className="flex flex-wrap items-center gap-3">
            <CallBadge call={call} />
            {call.status === 'active' && <HangUp callId={call.id} />}
          </div>
        }
      >
        {call.flags.map((flag) => (
          <div key={flag} className="mb-4">
            <Banner tone="warning" title={flagWords[flag].title}>
              {flagWords[flag].text}
            </Banner>
          </div>
        ))}
        <CallFacts call={call} />
        <div className="mt-6 grid items-start gap-6 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
          <Card title="Transcript">
            <div className="p-5 sm:p-6">
              {lines.length === 0 ? (
                <p className="py-8 text-center text-ink-muted">{silenceWords[call.status]}</p>
              ) : (
                <Transcript
                  lines={lines}
                  agentName={agentName}
                  callerName={call.direction === 'outbound' ? 'Called person' : 'Caller'}
                />
              )}
            </div>
          </Card>
          <div className="grid gap-6">
            <CallIncidents call={detail} />
            <CallTransfers events={detail.events} />
            <CallTools
              tools={detail.tools}
              none={
                call.status === 'active' ? 'Nothing but talking so far.' : 'Nothing but talking.'
              }
            />
            <CallLatency turns={detail.latency} brains={brainsOf(detail.events)} />
          </div>
        </div>
        <CallEvents events={detail.events} />
        <Announcer words={lastSaid?.text} />
      </Page>
    </>
  )
}
