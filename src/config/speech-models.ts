/** What a session says to a model beside the usual, because its family wants it so. */
export interface SpeechModelManners {
  /** It thinks before it speaks, and is told to do so briefly. Absent: the family does not know the word. */
  readonly reasoningEffort?: 'low'
}

interface UnsuitableFamily {
  readonly names: RegExp
  /** Goes on from "… is NAME, which". */
  readonly why: string
}

/** What listens and speaks when nothing is chosen, and what is recommended instead of an unsuitable one. */
export const usualSpeechModel = 'gpt-realtime-2.1'

/** Where OpenAI itself answers, for whoever has a key and names no other server. */
export const vendorsRealtimeUrl = 'wss://api.openai.com/v1/realtime'

const dated = String.raw`(-\d{4}-\d\d-\d\d)?$`

/** As of 2026-11-22. */
const suitable: readonly { readonly names: RegExp; readonly manners: SpeechModelManners }[] = [
  {
    names: new RegExp(String.raw`^gpt-realtime-2(\.\d+)?(-mini)?${dated}`),
    manners: { reasoningEffort: 'low' },
  },
  { names: new RegExp(String.raw`^gpt-realtime(-1\.5)?(-mini)?${dated}`), manners: {} },
]

const unsuitable: readonly UnsuitableFamily[] = [
  { names: /realtime-preview/, why: 'its vendor has retired' },
  { names: /(transcribe|whisper|translate)/, why: 'only writes down what it hears' },
  { names: /^gpt-live/, why: 'is spoken to in another way, which this version does not know' },
  { names: /^gpt-audio/, why: 'takes recordings, and no live call' },
  { names: /tts/, why: 'only reads aloud' },
  { names: /^(gpt-\d|o\d)/, why: 'is for text' },
]

/** What the model accepts; nothing but the usual where it is not known. */
export function speechMannersOf(model: string): SpeechModelManners {
  return suitable.find(({ names }) => names.test(model))?.manners ?? {}
}

/** Why a model of the vendor cannot speak in a call, going on from "is NAME, which"; else nothing. */
export function whyNoSpeech(model: string): string | undefined {
  if (suitable.some(({ names }) => names.test(model))) return undefined
  const known = unsuitable.find(({ names }) => names.test(model))
  return known?.why ?? 'this version does not know'
}
