import { PhoneOff } from 'lucide-react'
import type { CallPhase } from '../../../src/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import type { LiveCall } from '../../lib/live-call.ts'
import { durationWords } from '../../lib/time-words.ts'
import { useTickingNow } from '../../lib/use-ticking-now.ts'
import { OnTheLine } from './on-the-line.tsx'
import { isBySound, type PhoneState } from './phone-state.ts'
import { usePhone } from './phone-context.tsx'
import { AgentActivity } from './agent-activity.tsx'
import { Keypad } from './keypad.tsx'
import { isUnknownToServer } from './shown-lines.ts'
import { useHangUpKey } from './use-hang-up-key.ts'

/** The phone during a call: what the agent is doing, how long it lasts, and the way out. */
export function CallPanel({ live, waitsForVoice }: CallPanelProps) {
  const { phone, state } = usePhone()
  const isArmed = useHangUpKey(() => phone.hangUp())

  return (
    <div className="p-3 sm:p-4 lg:p-6">
      <div className="flex items-center justify-between gap-3 lg:flex-col">
        <OtherEnd live={live} waitsForVoice={waitsForVoice} />
        <div className="flex items-center gap-3 lg:w-full lg:flex-col lg:gap-6">
          <Timer state={state} />
          <Button
            look="danger"
            aria-label="Hang up"
            className="max-lg:size-11 max-lg:rounded-full max-lg:!p-0 lg:w-full"
            onClick={() => phone.hangUp()}
          >
            <PhoneOff aria-hidden size={18} />
            <span className="max-lg:hidden">Hang up</span>
          </Button>
        </div>
      </div>
      {state.stage === 'talking' && state.problem !== undefined && (
        <div className="mt-4">
          <Banner tone="warning" title={state.problem} />
        </div>
      )}
      {/* The keys of a call by voice stand where one types else. */}
      {!isBySound(state) && (
        <div className="mt-2">
          <Keypad />
        </div>
      )}
      <output className="mt-2.5 hidden text-center text-fine text-ink-faint lg:block">
        {isArmed ? 'Press Escape once more to hang up.' : 'Or press Escape twice.'}
      </output>
    </div>
  )
}

interface CallPanelProps {
  readonly live: LiveCall
  /** The agent is about to want the caller's voice. */
  readonly waitsForVoice: boolean
}

/** Who or what is at the other end, and what it is doing. */
function OtherEnd({ live, waitsForVoice }: CallPanelProps) {
  const { state, isAway } = usePhone()
  const from = isUnknownToServer(state, live) && 'from' in state ? state.from : undefined
  if (from !== undefined) return <OnTheLine state={state} from={from} isAway={isAway} />
  return (
    <AgentActivity
      phase={isAway ? 'reconnecting' : phaseOf(state, live)}
      tool={live.tools.find((tool) => tool.state === 'running')?.tool}
      canInterrupt={live.call?.channel !== 'gather'}
      isBySound={isBySound(state)}
      waitsForVoice={waitsForVoice}
    />
  )
}

function Timer({ state }: { state: PhoneState }) {
  const now = useTickingNow(500)
  if (state.stage !== 'talking') return null
  const seconds = (now.getTime() - state.answeredAt.getTime()) / 1000
  return (
    <p role="timer" aria-label="Length of the call" className="text-title tabular-nums">
      {durationWords(seconds)}
    </p>
  )
}

/** The server knows best, but not always whether the agent is still being heard: that is what the phone knows. */
function phaseOf(state: PhoneState, live: LiveCall): CallPhase {
  if (state.stage !== 'talking') return 'ringing'
  const phase = live.call?.phase ?? null
  if (phase !== null && phase !== 'ringing' && phase !== 'listening') return phase
  return state.agentSpeaking ? 'speaking' : 'listening'
}
