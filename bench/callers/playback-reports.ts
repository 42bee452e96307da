import { endsWordGroup, wordsOf } from '../../carrier/speech/words.ts'

/**
 * What a carrier reports of the words that it plays, for a caller who hears them as fast as they come: a real
 * one takes longer and says the same.
 */
export interface PlaybackReports {
  heard(token: string): void
  /** The answer is over, to its end or by an interruption. */
  silence(): void
}

export function createPlaybackReports(
  report: (info: { readonly name: string; readonly value: string }) => void,
): PlaybackReports {
  let words: string[] = []
  let isSpeaking = false

  function played(): void {
    const value = words.join('').trim()
    words = []
    if (value !== '') report({ name: 'tokensPlayed', value })
  }

  return {
    heard(token) {
      if (!isSpeaking) report({ name: 'agentSpeaking', value: 'on' })
      isSpeaking = true
      for (const word of wordsOf(token)) {
        words.push(word)
        if (endsWordGroup(words)) played()
      }
    },
    silence() {
      played()
      if (isSpeaking) report({ name: 'agentSpeaking', value: 'off' })
      isSpeaking = false
    },
  }
}
