import { Ear, PenLine, Phone, PhoneForwarded, PhoneOff, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CallPhase } from '../../../src/contract/index.ts'
import { phaseWords, toolWords } from '../../lib/call-words.ts'
import { classNames } from '../../lib/class-names.ts'
import { range } from '../../lib/range.ts'

/** What the agent is doing right now: a sign that is understood at a glance, and words. */
export function AgentActivity(props: AgentActivityProps) {
  const { phase } = props
  const { look, sign, hint } = activities[phase]
  return (
    <div className="flex items-center gap-4 lg:flex-col lg:gap-5 lg:py-4 lg:text-center">
      <span aria-hidden className="relative grid size-14 shrink-0 place-items-center lg:size-28">
        {breathing.has(phase) && (
          <span
            className={classNames('absolute inset-0 animate-breathe rounded-full opacity-50', look)}
          />
        )}
        <span
          className={classNames(
            'relative grid size-12 place-items-center rounded-full transition-colors duration-(--motion-calm) lg:size-24 lg:[&_svg]:size-8',
            look,
          )}
        >
          {sign}
        </span>
      </span>
      <output aria-label="What the agent is doing" className="min-w-0">
        <span className="block text-title font-semibold">{phaseWords[phase]}</span>
        <span className="block text-small text-ink-muted lg:mt-1">{hintFor(props) ?? hint}</span>
      </output>
    </div>
  )
}

interface AgentActivityProps {
  readonly phase: CallPhase
  readonly tool: string | undefined
  readonly canInterrupt: boolean
  /** The caller speaks, and does not type. */
  readonly isBySound: boolean
  /** The agent tells who answers, and wants the caller's voice afterwards. */
  readonly waitsForVoice: boolean
}

function hintFor(props: AgentActivityProps): string | undefined {
  const { phase, tool } = props
  if (phase === 'using-tool' && tool !== undefined) return toolWords(tool)
  if (phase !== 'speaking') return undefined
  if (props.waitsForVoice) return 'Your microphone is wanted afterwards.'
  if (props.isBySound) return 'Speaking now interrupts it.'
  return props.canInterrupt ? undefined : 'Wait until it has finished.'
}

interface Activity {
  readonly look: string
  readonly sign: ReactNode
  readonly hint: string
}

const breathing = new Set<CallPhase>(['ringing', 'listening', 'speaking'])

const activities: Record<CallPhase, Activity> = {
  ringing: {
    look: 'bg-sunken text-ink-muted',
    sign: <Phone size={22} />,
    hint: 'The agent is about to answer.',
  },
  listening: {
    look: 'bg-accent-soft text-accent-ink',
    sign: <Ear size={22} />,
    hint: 'It is your turn.',
  },
  thinking: {
    look: 'bg-info-soft text-info-ink',
    sign: <Dots />,
    hint: 'Working out what to say.',
  },
  'using-tool': {
    look: 'bg-warning-soft text-warning-ink',
    sign: <PenLine size={22} />,
    hint: 'Getting something done.',
  },
  speaking: {
    look: 'bg-accent text-on-accent',
    sign: <Voice />,
    hint: 'Typing now interrupts it.',
  },
  ending: {
    look: 'bg-sunken text-ink-muted',
    sign: <PhoneOff size={22} />,
    hint: 'Saying goodbye.',
  },
  transferring: {
    look: 'bg-info-soft text-info-ink',
    sign: <PhoneForwarded size={22} />,
    hint: 'A person is called, or is on the line.',
  },
  reconnecting: {
    look: 'bg-warning-soft text-warning-ink',
    sign: <Unplug size={22} />,
    hint: 'The line broke and is being mended.',
  },
}

function Dots() {
  return (
    <span className="flex gap-1 lg:gap-2">
      {range(3).map((dot) => (
        <span
          key={dot}
          className="size-1.5 animate-think rounded-full bg-current lg:size-2.5"
          style={{ animationDelay: `${String(dot * 160)}ms` }}
        />
      ))}
    </span>
  )
}

function Voice() {
  return (
    <span className="flex h-5 items-center gap-0.5 lg:h-10 lg:gap-1.5">
      {[55, 85, 100, 70, 45].map((height, bar) => (
        <span
          key={height}
          className="w-1 animate-voice rounded-full bg-current lg:w-1.5"
          style={{ height: `${String(height)}%`, animationDelay: `${String(bar * -210)}ms` }}
        />
      ))}
    </span>
  )
}
