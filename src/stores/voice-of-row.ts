import { z } from 'zod'
import type { Patience, SpeechSettings, VoiceSettings } from '../agents/agent.ts'
import { usualPatience, usualSpeech } from '../agents/default-agent.ts'
import { isMissing, type PartReader } from './part-reader.ts'

/** `voice_settings` of a row: how an agent's calls are carried, and how it speaks and waits. */
export function voiceOfRow(settings: unknown, reader: PartReader): VoiceSettings {
  const written = reader.fields('voice_settings', settings)
  return {
    channel: reader.chosen('voice_settings.channel', {
      schema: z.enum(['relay', 'media', 'gather']),
      from: written['channel'],
      otherwise: 'relay',
    }),
    language: reader.chosen('voice_settings.language', {
      schema: language,
      from: written['language'],
      otherwise: 'en-US',
    }),
    patience: patienceOf(written['patience'] ?? {}, reader),
    speaker: reader.chosen('voice_settings.speaker', {
      schema: z.object({ provider: name, voice: name }).optional(),
      from: written['speaker'],
      otherwise: undefined,
    }),
    speech: speechOf(written['speech'] ?? {}, reader),
  }
}

function speechOf(speech: unknown, reader: PartReader): SpeechSettings {
  const written = reader.fields('voice_settings.speech', speech)
  return {
    voice: reader.chosen('voice_settings.speech.voice', {
      schema: name.optional(),
      from: written['voice'],
      otherwise: usualSpeech.voice,
    }),
    turnDetection: reader.chosen('voice_settings.speech.turnDetection', {
      schema: turnDetection,
      from: written['turnDetection'],
      otherwise: usualSpeech.turnDetection,
    }),
    goesOnAfterNoise: reader.chosen('voice_settings.speech.goesOnAfterNoise', {
      schema: z.boolean(),
      from: written['goesOnAfterNoise'],
      otherwise: usualSpeech.goesOnAfterNoise,
    }),
    consent: reader.chosen('voice_settings.speech.consent', {
      schema: z.enum(['notice', 'ask']),
      from: written['consent'],
      // Whoever wrote something there did not want the usual, and a question too many harms nobody.
      otherwise: isMissing(written['consent']) ? usualSpeech.consent : 'ask',
    }),
  }
}

function patienceOf(patience: unknown, reader: PartReader): Patience {
  const written = reader.fields('voice_settings.patience', patience)
  const wait = (part: keyof Patience, { least, most }: { least: number; most: number }) =>
    reader.chosen(`voice_settings.patience.${part}`, {
      schema: z.number().int().min(least).max(most),
      from: written[part],
      otherwise: usualPatience[part],
    })
  return {
    silenceMs: wait('silenceMs', { least: 2_000, most: 60_000 }),
    fillerAfterMs: wait('fillerAfterMs', { least: 300, most: 10_000 }),
    longestCallMinutes: wait('longestCallMinutes', { least: 1, most: 240 }),
  }
}

const name = z.string().trim().min(1).max(100)

const turnDetection = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('silence'),
    silenceMs: z.number().int().min(200).max(2_000),
  }),
  z.object({
    by: z.literal('meaning'),
    eagerness: z.enum(['low', 'medium', 'high', 'auto']),
  }),
])

const language = z.string().refine((tag) => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
})
