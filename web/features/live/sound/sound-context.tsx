import { createContext, use, useSyncExternalStore, type ReactNode } from 'react'
import type { SoundMode } from './sound-mode.ts'
import type { SoundState } from './sound-state.ts'

/** Makes calls by voice available below. */
export function SoundProvider({ sound, children }: { sound: SoundMode; children: ReactNode }) {
  return <SoundContext value={sound}>{children}</SoundContext>
}

export function useSound(): { sound: SoundMode; state: SoundState } {
  const sound = use(SoundContext)
  if (!sound) throw new Error('This part of the page was rendered outside SoundProvider.')
  const state = useSyncExternalStore(
    (listener) => sound.onChange(listener),
    () => sound.state,
  )
  return { sound, state }
}

const SoundContext = createContext<SoundMode | undefined>(undefined)
