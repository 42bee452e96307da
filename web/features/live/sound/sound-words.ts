import type { SoundTrouble } from '../../../lib/sound/sound-trouble.ts'
import type { SoundState } from './sound-state.ts'

/** What the microphone does on a call by voice, in a few words, and what the person can do. */
export function soundWords(state: SoundState): SoundWords {
  if (state.doing === 'stopped') return troubles[state.trouble]
  if (state.doing === 'open' && state.hearsNothing) return nothingHeard
  return activities[state.doing]
}

export interface SoundWords {
  readonly title: string
  readonly text: string
}

const activities: Record<Exclude<SoundState['doing'], 'stopped'>, SoundWords> = {
  off: { title: 'Your microphone is off', text: '' },
  asking: {
    title: 'This call is by voice',
    text: 'The sound of your microphone goes to this server, and from there to the speech model that answers. You can mute it at any time.',
  },
  opening: { title: 'Opening the microphone', text: 'Allow it if your browser asks.' },
  open: {
    title: 'Your microphone is on',
    text: 'Speak as on any telephone, also while the agent does.',
  },
  muted: { title: 'Your microphone is off', text: 'The agent does not hear you.' },
}

const nothingHeard: SoundWords = {
  title: 'Nothing comes from your microphone',
  text: 'Is it switched on, and is it the right one? Your browser’s settings have the others.',
}

const troubles: Record<SoundTrouble, SoundWords> = {
  refused: {
    title: 'The microphone was refused',
    text: 'Allow it for this page in your browser’s address bar, then try again. The keypad works.',
  },
  'not-secure': {
    title: 'A call by voice needs a secure address',
    text: 'Browsers open the microphone only for https and for localhost. The keypad works.',
  },
  'no-microphone': {
    title: 'No microphone was found',
    text: 'Connect one, or choose it in your browser’s settings, then try again. The keypad works.',
  },
  busy: {
    title: 'The microphone cannot be opened',
    text: 'Another program may be using it. Close that one, then try again. The keypad works.',
  },
  lost: {
    title: 'The microphone has gone',
    text: 'It was unplugged, or this page may not use it any more. Try again when it is back.',
  },
  unsupported: {
    title: 'This browser cannot make a call by voice',
    text: 'The newest Chrome, Edge, Firefox and Safari can. Hang up and call from one of them.',
  },
  broken: {
    title: 'The sound of this page does not start',
    text: 'Try again. If that does not help, hang up and load the page anew.',
  },
}
