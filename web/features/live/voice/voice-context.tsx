import { createContext, use, useSyncExternalStore, type ReactNode } from 'react'
import type { VoiceMode } from './voice-mode.ts'
import type { VoiceState } from './voice-state.ts'

/** Makes speaking and listening available below. */
export function VoiceProvider({ voice, children }: { voice: VoiceMode; children: ReactNode }) {
  return <VoiceContext value={voice}>{children}</VoiceContext>
}

export function useVoice(): { voice: VoiceMode; state: VoiceState } {
  const voice = use(VoiceContext)
  if (!voice) throw new Error('This part of the page was rendered outside VoiceProvider.')
  const state = useSyncExternalStore(
    (listener) => voice.onChange(listener),
    () => voice.state,
  )
  return { voice, state }
}

const VoiceContext = createContext<VoiceMode | undefined>(undefined)
