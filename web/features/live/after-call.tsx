import { Link } from '@tanstack/react-router'
import { ArrowRight, Phone } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { CallSummary } from '../../../src/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { Button, buttonLook } from '../../components/button.tsx'
import { flagWords } from '../../lib/call-words.ts'
import { durationWords } from '../../lib/time-words.ts'
import { endWords, type EndedState } from './end-words.ts'
import { usePhone } from './phone-context.tsx'

/** How the call ended, where to read it again, and the way to the next one. */
export function AfterCall({ ended, call }: AfterCallProps) {
  const { phone } = usePhone()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  // A call that came in may be known to the server only as a part of another one.
  const isOurs = !('from' in ended) || ended.from === undefined
  const callId = call?.id ?? (isOurs ? ended.callSid : undefined)

  return (
    <div className="p-5 lg:p-6">
      <h2 ref={heading} tabIndex={-1} className="text-title font-semibold outline-none">
        {endWords(ended)}
      </h2>
      <Length ended={ended} call={call} />
      {call && <Result call={call} />}
      <div className="mt-6 grid gap-2.5">
        <Button look="primary" onClick={() => phone.clear()}>
          <Phone aria-hidden size={18} />
          {isOurs ? 'Call again' : 'Back to the phone'}
        </Button>
        {callId !== undefined && (
          <Link to="/calls/$callId" params={{ callId }} className={buttonLook()}>
            See this call
            <ArrowRight aria-hidden size={16} />
          </Link>
        )}
      </div>
    </div>
  )
}

interface AfterCallProps {
  readonly ended: EndedState
  readonly call: CallSummary | undefined
}

function Length({ ended, call }: AfterCallProps) {
  const measured = ended.stage === 'over' ? ended.seconds : undefined
  const seconds = call?.durationSeconds ?? measured
  if (seconds === undefined) return null
  return <p className="mt-0.5 text-ink-muted tabular-nums">It lasted {durationWords(seconds)}.</p>
}

function Result({ call: { outcome, flags } }: { call: CallSummary }) {
  return (
    <>
      {outcome !== null && <p className="mt-3">{outcomeSentences[outcome]}</p>}
      {flags.map((flag) => (
        <div key={flag} className="mt-4">
          <Banner tone="warning" title={flagWords[flag].title} />
        </div>
      ))}
    </>
  )
}

const outcomeSentences: Record<NonNullable<CallSummary['outcome']>, string> = {
  emergency: 'The agent recognised an emergency.',
  transferred: 'The caller was put through to a person.',
  'do-not-call': 'The caller does not want to be called. The number is on your list of those.',
  'callback-scheduled': 'A callback was promised and is on your list of tasks.',
  'message-taken': 'A message was taken and is on your list of tasks.',
  'details-saved': 'The caller’s details were saved to your contacts.',
  talked: 'It was a talk that left nothing to do.',
  'no-conversation': 'No words were exchanged.',
}
