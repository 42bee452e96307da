import type { VoiceState, VoiceTrouble } from './voice-state.ts'

/** What voice mode is doing, in a few words. */
export function voiceWords(state: VoiceState): VoiceWords {
  if (state.doing === 'hearing') return { title: 'Hearing you', text: state.words }
  if (state.doing === 'stopped') return troubles[state.trouble]
  if (state.doing === 'listening' && state.heardNothing) return nothingHeard
  return activities[state.doing]
}

export interface VoiceWords {
  readonly title: string
  readonly text?: string
}

const activities: Record<Exclude<VoiceState['doing'], 'hearing' | 'stopped'>, VoiceWords> = {
  off: { title: 'Voice is off' },
  resting: { title: 'Voice is on' },
  speaking: { title: 'The agent is speaking' },
  muted: { title: 'Your microphone is off', text: 'Nobody hears you. You can type.' },
  opening: { title: 'Opening the microphone', text: 'Allow it if your browser asks.' },
  listening: { title: 'Listening', text: 'Speak now.' },
}

const nothingHeard: VoiceWords = {
  title: 'Listening',
  text: 'Nothing was heard yet. Speak up, or check the microphone.',
}

const troubles: Record<VoiceTrouble, VoiceWords> = {
  refused: {
    title: 'The microphone was refused',
    text: 'Allow it for this page in your browser’s address bar, then try again. Typing works.',
  },
  'not-secure': {
    title: 'The microphone needs a secure address',
    text: 'Browsers open it only for https and for localhost. Typing works.',
  },
  'no-microphone': {
    title: 'No microphone was found',
    text: 'Connect one, or choose it in your browser’s settings, then try again. Typing works.',
  },
  'no-service': {
    title: 'Your browser’s speech recognition is switched off',
    text: 'It may want dictation to be switched on in the settings of your machine. Typing works.',
  },
  network: {
    title: 'Your browser’s speech recognition cannot be reached',
    text: 'It needs the internet, and some browsers come without it. Chrome, Edge and Safari have it. Typing works.',
  },
  broken: {
    title: 'Your browser’s speech recognition stopped',
    text: 'Another page may be using the microphone. Typing works.',
  },
  unsupported: {
    title: 'This browser cannot listen',
    text: 'Chrome, Edge and Safari can. Typing works everywhere.',
  },
}
