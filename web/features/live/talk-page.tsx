import { useEffect } from 'react'
import { Page } from '../../components/page.tsx'
import { useSession } from '../../lib/session-context.tsx'
import { BeforeCall } from './before-call.tsx'
import { CallScreen } from './call-screen.tsx'
import { usePhone } from './phone-context.tsx'
import { RingHere } from './ring-here.tsx'
import { ThingsToSay } from './things-to-say.tsx'

/** The browser as a phone: call the agent, type what a caller would say, and watch it work. */
export function TalkPage() {
  const { phone, state } = usePhone()
  const { business, talksIn } = useSession()
  // A call that goes on survives a look at another page; an ended one is put away.
  useEffect(() => () => phone.clear(), [phone])

  const isReady =
    state.stage === 'idle' ||
    state.stage === 'incoming' ||
    (state.stage === 'failed' && state.callSid === undefined)
  return (
    <Page
      title="Talk to your agent"
      lead={`Be the caller: ring ${business} and ${talksIn === 'sound' ? 'say' : 'say or type'} what a caller would.`}
      onSmallScreens={isReady ? 'with-heading' : 'without-heading'}
    >
      {isReady ? (
        <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)] lg:gap-6">
          <div className="grid gap-4 lg:gap-6">
            <BeforeCall problem={state.stage === 'failed' ? state.problem : undefined} />
            <RingHere />
          </div>
          <ThingsToSay />
        </div>
      ) : (
        <CallScreen />
      )}
    </Page>
  )
}
