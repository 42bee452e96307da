import { Card } from '../../components/card.tsx'
import type { LiveCall } from '../../lib/live-call.ts'
import { useSession } from '../../lib/session-context.tsx'
import { useLiveCall } from '../../lib/use-live-call.ts'
import { AfterCall } from './after-call.tsx'
import { CallPanel } from './call-panel.tsx'
import { Composer } from './composer.tsx'
import { Conversation } from './conversation.tsx'
import { LiveIncidents } from './live-incidents.tsx'
import { LiveTools } from './live-tools.tsx'
import { isBeforeSound, isBySound } from './phone-state.ts'
import { usePhone } from './phone-context.tsx'
import { SoundBar } from './sound/sound-bar.tsx'
import { VoiceBar } from './voice/voice-bar.tsx'

/** A call from the first ring to its end: the phone on one side, the words on the other. */
export function CallScreen() {
  const { state } = usePhone()
  const live = useLiveCall('callSid' in state ? state.callSid : undefined)
  const waitsForVoice = useWaitsForVoice(live)
  const isOver = state.stage === 'over' || state.stage === 'failed'

  return (
    <div className="grid items-start gap-3 lg:grid-cols-[22rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr] lg:gap-6">
      <Card>
        {isOver ? (
          <AfterCall ended={state} call={live.call} />
        ) : (
          <CallPanel live={live} waitsForVoice={waitsForVoice} />
        )}
      </Card>
      <Card className="flex h-[max(20rem,calc(100dvh-19.5rem))] flex-col lg:row-span-2 lg:h-[clamp(26rem,calc(100dvh-14rem),46rem)]">
        <Conversation live={live} />
        <VoiceBar />
        {isBySound(state) && <SoundBar />}
        {!isOver && !isBySound(state) && (
          <Composer canInterrupt={live.call?.channel !== 'gather'} waitsForVoice={waitsForVoice} />
        )}
      </Card>
      <div className="grid gap-3 empty:hidden lg:gap-6">
        {live.tools.length > 0 && <LiveTools tools={live.tools} />}
        <LiveIncidents live={live} />
      </div>
    </div>
  )
}

/** The agent is about to want the caller's voice. */
function useWaitsForVoice({ call }: LiveCall): boolean {
  const { state } = usePhone()
  const { talksIn } = useSession()
  return isBeforeSound(state, { talksIn, channel: call?.channel })
}
