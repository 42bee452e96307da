import { CircleAlert, Hand, Mic, MicOff, Volume2 } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { Announcer } from '../../../components/announcer.tsx'
import { Button } from '../../../components/button.tsx'
import { classNames } from '../../../lib/class-names.ts'
import { useLastDefined } from '../../../lib/use-last-defined.ts'
import { OpenMicrophone } from '../open-microphone.tsx'
import { useVoice } from './voice-context.tsx'
import type { VoiceState } from './voice-state.ts'
import { voiceWords } from './voice-words.ts'
import { useVoiceKeys } from './use-voice-keys.ts'

/** Who may speak now, what is being heard, and the way to close the microphone. */
export function VoiceBar() {
  const { voice, state } = useVoice()
  useEffect(() => voice.show(), [voice])
  const announcement = useLastDefined(announced(state))
  if (state.doing === 'off' || state.doing === 'resting') return null
  const { title, text } = voiceWords(state)
  const { icon, look } = signs[state.doing]

  return (
    <section
      aria-label="Voice"
      className={classNames(
        'flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-4 py-3 transition-colors duration-(--motion-calm)',
        look,
      )}
    >
      <span className="shrink-0">{icon}</span>
      <div className="min-w-40 flex-1">
        <p className="font-semibold">{title}</p>
        {text !== undefined && <p className="text-small wrap-anywhere">{text}</p>}
        {!state.hasVoice && (
          <p className="text-small">
            This browser has no voice for the agent: read its words here.
          </p>
        )}
      </div>
      <Actions />
      <Keys />
      <Announcer words={announcement} />
    </section>
  )
}

/** Only while there is something to close or to stop; else they may mean something else. */
function Keys() {
  useVoiceKeys()
  return null
}

function Actions() {
  const { voice, state } = useVoice()
  if (state.doing === 'stopped') {
    return state.trouble === 'unsupported' ? null : (
      <Button size="small" onClick={() => voice.tryAgain()}>
        Try again
      </Button>
    )
  }
  return (
    <div className="flex gap-2">
      {state.doing === 'speaking' && (
        <Button size="small" look="primary" onClick={() => voice.interrupt()}>
          <Hand aria-hidden size={16} />
          Interrupt
        </Button>
      )}
      <Button size="small" onClick={() => voice.toggleMute()}>
        {state.isMuted ? <Mic aria-hidden size={16} /> : <MicOff aria-hidden size={16} />}
        {state.isMuted ? 'Unmute' : 'Mute'}
      </Button>
    </div>
  )
}

/** The words that are being heard change too often to be read out, and the agent is heard anyway. */
function announced(state: VoiceState): string | undefined {
  if (state.doing === 'speaking' || state.doing === 'hearing') return undefined
  const { title, text } = voiceWords(state)
  return state.doing === 'listening' && !state.heardNothing ? title : `${title}. ${text ?? ''}`
}

const calm = 'bg-sunken text-ink-muted'
const signs: Record<VoiceState['doing'], { readonly icon: ReactNode; readonly look: string }> = {
  off: { icon: null, look: calm },
  resting: { icon: null, look: calm },
  speaking: { icon: <Volume2 aria-hidden size={20} />, look: calm },
  muted: { icon: <MicOff aria-hidden size={20} />, look: 'bg-warning-soft text-warning-ink' },
  opening: { icon: <Mic aria-hidden size={20} />, look: calm },
  listening: { icon: <OpenMicrophone />, look: 'bg-accent-soft text-accent-ink' },
  hearing: { icon: <OpenMicrophone />, look: 'bg-accent-soft text-accent-ink' },
  stopped: { icon: <CircleAlert aria-hidden size={20} />, look: 'bg-danger-soft text-danger-ink' },
}
