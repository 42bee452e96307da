import type { BrowserVoice } from './browser-speech.ts'

/**
 * The voice that fits the language best; `undefined` when none speaks it. One of this machine comes first,
 * because it sends the words nowhere; then the exact country, then the reader's own choice.
 */
export function pickVoice(
  voices: readonly BrowserVoice[],
  language: string,
): BrowserVoice | undefined {
  const [best] = voices
    .filter((voice) => tongueOf(voice.lang) === tongueOf(language))
    .toSorted((a, b) => fitness(b, language) - fitness(a, language))
  return best
}

function fitness(voice: BrowserVoice, language: string): number {
  const isExact = plain(voice.lang) === plain(language)
  return Number(voice.localService) * 4 + Number(voice.default) * 2 + Number(isExact)
}

function tongueOf(language: string): string {
  return plain(language).split('-')[0] ?? ''
}

/** Android writes "en_US". */
function plain(language: string): string {
  return language.replace('_', '-').toLowerCase()
}
