import { Speech } from 'lucide-react'
import { useState } from 'react'
import { Switch } from '../../../components/switch.tsx'
import { classNames } from '../../../lib/class-names.ts'
import { readVoiceChoice } from '../../../lib/voice-choice.ts'
import { useVoice } from './voice-context.tsx'
import { VoiceConsent } from './voice-consent.tsx'

/** Chooses between speaking and typing before a call. */
export function VoiceSwitch() {
  const { isOn, change, consent } = useVoiceChoice()
  return (
    <>
      <Switch
        label="Speak with your voice"
        hint="You and the agent talk aloud. Typing works as well."
        isOn={isOn}
        onChange={change}
      />
      {consent}
    </>
  )
}

/** The same choice as a button beside the words that are typed. */
export function VoiceButton() {
  const { isOn, change, consent } = useVoiceChoice()
  return (
    <>
      <button
        type="button"
        aria-label="Speak with your voice"
        title="Speak with your voice"
        aria-pressed={isOn}
        onClick={() => change(!isOn)}
        className={classNames(
          'grid size-11 shrink-0 place-items-center rounded-control border transition-colors',
          isOn
            ? 'border-transparent bg-accent-soft text-accent-ink'
            : 'border-line bg-surface text-ink-muted shadow-card hover:bg-sunken',
        )}
      >
        <Speech aria-hidden size={20} />
      </button>
      {consent}
    </>
  )
}

/** Who may hear the caller is told before voice is switched on for the first time. */
function useVoiceChoice() {
  const { voice, state } = useVoice()
  const [isAsking, ask] = useState(false)
  const consent = isAsking ? (
    <VoiceConsent
      onClose={() => ask(false)}
      onAgree={() => {
        ask(false)
        voice.switchTo('on')
      }}
    />
  ) : null
  return {
    isOn: state.doing !== 'off',
    consent,
    change(toOn: boolean) {
      if (toOn && readVoiceChoice() === undefined) ask(true)
      else voice.switchTo(toOn ? 'on' : 'off')
    },
  }
}
