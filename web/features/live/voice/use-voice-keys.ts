import { useEffect, useEffectEvent } from 'react'
import { useShortcut } from '../../../lib/use-shortcut.ts'
import { useVoice } from './voice-context.tsx'

/** `m` closes and opens the microphone; Escape stops the agent's voice, and then does nothing else. */
export function useVoiceKeys(): void {
  const { voice, state } = useVoice()
  useShortcut('m', () => voice.toggleMute())
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return
    if (state.doing !== 'speaking') return
    event.preventDefault()
    voice.interrupt()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    // Before the key that hangs up, which leaves alone what was taken by another.
    document.addEventListener('keydown', listener, { capture: true })
    return () => document.removeEventListener('keydown', listener, { capture: true })
  }, [])
}
