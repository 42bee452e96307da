import { describe, expect, it } from 'vitest'
import { createPartReader } from './part-reader.ts'
import { voiceOfRow } from './voice-of-row.ts'

function consentOf(speech: unknown) {
  const reader = createPartReader()
  const { consent } = voiceOfRow({ channel: 'media', speech }, reader).speech
  return { consent, unusable: reader.unusable }
}

describe('whether callers are asked before a model listens, as a person has written it', () => {
  it('is not asked where nothing was written', () => {
    expect(consentOf({ voice: 'cedar' })).toEqual({ consent: 'notice', unusable: [] })
    expect(consentOf({ consent: null })).toEqual({ consent: 'notice', unusable: [] })
  })

  it('is asked where something was written that nobody understands', () => {
    const unusable = ['voice_settings.speech.consent']
    for (const consent of ['aks', 'yes', true, {}])
      expect(consentOf({ consent })).toEqual({ consent: 'ask', unusable })
  })
})
