import type { SpeakerChoice } from '../agents/agent.ts'

/** The name by which `<Say>` knows a voice; `undefined` where it does not have it. */
export function sayVoice(speaker: SpeakerChoice | undefined): string | undefined {
  const prefix = speaker && sayVoices.get(speaker.provider.toLowerCase())
  return prefix && `${prefix}.${speaker.voice}`
}

/** How `<Say>` calls the providers whose voices it has. */
const sayVoices = new Map([
  ['google', 'Google'],
  ['amazon', 'Polly'],
])
