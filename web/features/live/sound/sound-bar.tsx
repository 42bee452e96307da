import { CircleAlert, Mic, MicOff, VolumeX } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react'
import { Announcer } from '../../../components/announcer.tsx'
import { Button } from '../../../components/button.tsx'
import { classNames } from '../../../lib/class-names.ts'
import { useShortcut } from '../../../lib/use-shortcut.ts'
import { Keypad } from '../keypad.tsx'
import { OpenMicrophone } from '../open-microphone.tsx'
import { LevelMeter } from './level-meter.tsx'
import { useSound } from './sound-context.tsx'
import type { SoundState } from './sound-state.ts'
import { soundWords } from './sound-words.ts'

/** The caller's end of a call by voice: the microphone, how loud it is, and the keys. It stands where one types else. */
export function SoundBar() {
  const { sound, state } = useSound()
  const section = useRef<HTMLElement>(null)
  useShortcut('m', () => sound.toggleMute())
  useResumeWhenShown(() => sound.resume())
  useEffect(() => {
    // The field that was typed in is gone, and with it the place where the keyboard was.
    if (document.activeElement === document.body) section.current?.focus()
  }, [])
  if (state.doing === 'off') return null
  const { title, text } = soundWords(state)
  const { icon, look } = signs[state.doing]

  return (
    <section ref={section} tabIndex={-1} aria-label="Your voice" className="outline-none">
      {state.isPaused && <Paused />}
      <div
        className={classNames(
          'border-t border-line px-4 py-3 transition-colors duration-(--motion-calm)',
          look,
        )}
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <span className="shrink-0">{icon}</span>
          <div className="min-w-40 flex-1">
            <p className="font-semibold">{title}</p>
            <p className="text-small wrap-anywhere">{text}</p>
          </div>
          <MicrophoneAction />
        </div>
        {state.doing === 'open' && (
          <div className="mt-3">
            <LevelMeter />
          </div>
        )}
        <Announcer words={`${title}. ${text}`} />
      </div>
      <div className="border-t border-line p-2 sm:px-4">
        <Keypad />
      </div>
    </section>
  )
}

/** What can be done about the microphone now. */
function MicrophoneAction() {
  const { sound, state } = useSound()
  if (state.doing === 'asking') {
    return (
      <Button look="primary" onClick={() => sound.agree()}>
        <Mic aria-hidden size={18} />
        Use the microphone
      </Button>
    )
  }
  if (state.doing === 'stopped') {
    return state.trouble === 'unsupported' ? null : (
      <Button size="small" onClick={() => sound.tryAgain()}>
        Try again
      </Button>
    )
  }
  if (state.doing === 'opening') return null
  const isMuted = state.doing === 'muted'
  return (
    <Button size="small" aria-keyshortcuts="m" onClick={() => sound.toggleMute()}>
      {isMuted ? <Mic aria-hidden size={16} /> : <MicOff aria-hidden size={16} />}
      {isMuted ? 'Unmute' : 'Mute'}
    </Button>
  )
}

/** Browsers play nothing on a page that was not touched yet, and some stop when nobody looks. */
function Paused() {
  const { sound } = useSound()
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-warning-soft px-4 py-3 text-warning-ink"
    >
      <VolumeX aria-hidden size={20} className="shrink-0" />
      <div className="min-w-40 flex-1">
        <p className="font-semibold">You do not hear the agent</p>
        <p className="text-small">Your browser has paused the sound of this page.</p>
      </div>
      <Button size="small" look="primary" onClick={() => sound.resume()}>
        Turn the sound on
      </Button>
    </div>
  )
}

function useResumeWhenShown(resume: () => void): void {
  const look = useEffectEvent(() => {
    if (document.visibilityState === 'visible') resume()
  })
  useEffect(() => {
    const listener = () => look()
    document.addEventListener('visibilitychange', listener)
    return () => document.removeEventListener('visibilitychange', listener)
  }, [])
}

const calm = 'bg-sunken text-ink-muted'
const signs: Record<
  Exclude<SoundState['doing'], 'off'>,
  { readonly icon: ReactNode; readonly look: string }
> = {
  asking: { icon: <Mic aria-hidden size={20} />, look: calm },
  opening: { icon: <Mic aria-hidden size={20} />, look: calm },
  open: { icon: <OpenMicrophone />, look: 'bg-accent-soft text-accent-ink' },
  muted: { icon: <MicOff aria-hidden size={20} />, look: 'bg-warning-soft text-warning-ink' },
  stopped: { icon: <CircleAlert aria-hidden size={20} />, look: 'bg-danger-soft text-danger-ink' },
}
