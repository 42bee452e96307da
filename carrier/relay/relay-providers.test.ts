import { expect, it } from 'vitest'
import { providerProblems } from './relay-providers.ts'

it.each([
  {},
  { ttsProvider: 'google', transcriptionProvider: 'Google', language: 'de-DE' },
  { language: 'multi' },
  { ttsProvider: 'Amazon', transcriptionLanguage: 'multi', speechModel: 'nova-2-general' },
])('accepts %j', (attributes) => {
  expect(providerProblems(attributes)).toEqual([])
})

it.each([
  { ttsProvider: 'Polly' },
  { transcriptionProvider: 'Whisper' },
  { ttsProvider: 'Google', ttsLanguage: 'multi' },
  { transcriptionProvider: 'Google', transcriptionLanguage: 'multi' },
  { transcriptionLanguage: 'multi', speechModel: 'flux' },
])('does not accept %j', (attributes) => {
  expect(providerProblems(attributes)).toHaveLength(1)
})
