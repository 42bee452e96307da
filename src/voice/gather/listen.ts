import type { Agent } from '../../agents/agent.ts'
import { pause, redirect } from '../../twilio/twiml/flow.ts'
import { gatherSpeech } from '../../twilio/twiml/gather.ts'
import { patientUrl } from '../../twilio/twiml/patient-url.ts'
import type { Verb } from '../../twilio/twiml/render-twiml.ts'
import { say, type SpokenWords } from '../../twilio/twiml/say.ts'
import type { PublicUrls } from '../public-urls.ts'
import { sayVoice } from '../say-voice.ts'
import { voicePaths } from '../voice-paths.ts'

/** Where in a call we are: its answers are counted, and those that come in parts are counted again. */
export interface GatherStep {
  readonly step: number
  readonly more: number
}

/** Says these words, then listens; a caller who says nothing is reported as silent. */
export function listen(
  { agent, urls }: { agent: Agent; urls: PublicUrls },
  { words, step }: { words: string; step: number },
): readonly Verb[] {
  const { language, patience } = agent.voice
  return [
    gatherSpeech({
      prompt: spoken(agent, words),
      actionUrl: speechUrl(urls, { step, more: 0 }),
      language,
      timeoutSeconds: Math.max(1, Math.ceil(patience.silenceMs / 1000)),
    }),
    redirect(speechUrl(urls, { step, more: 0 }, { silent: '1' })),
  ]
}

/** Says what there is of an answer, or waits a little, and comes back for the rest of it. */
export function comeBack(
  { agent, urls }: { agent: Agent; urls: PublicUrls },
  { words, ...next }: GatherStep & { words: string },
): readonly Verb[] {
  return [words === '' ? pause(1) : say(spoken(agent, words)), redirect(speechUrl(urls, next))]
}

/** Words in the voice that the owner chose for this channel. */
export function spoken({ voice }: Agent, words: string): SpokenWords {
  const { channel, language, speaker } = voice
  // A call that another channel failed keeps to the plainest voice: the chosen one may be why.
  if (!speaker || channel !== 'gather') return { words, language }
  return { words, language, voice: sayVoice(speaker) }
}

function speechUrl(
  urls: PublicUrls,
  { step, more }: GatherStep,
  extra: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    step: String(step),
    ...(more > 0 && { more: String(more) }),
    ...extra,
  })
  return patientUrl(urls.http(`${voicePaths.processSpeech}?${query.toString()}`))
}
