import { describe, expect, it } from 'vitest'
import { pickVoice } from './pick-voice.ts'

function aVoice(name: string, lang: string, about = {}) {
  return { name, lang, default: false, localService: true, ...about }
}

describe('the voice that reads aloud', () => {
  it('is never one of another language', () => {
    expect(pickVoice([aVoice('Anna', 'de-DE')], 'en-US')).toBeUndefined()
    expect(pickVoice([], 'en-US')).toBeUndefined()
  })

  it('is one of this machine before one that is made elsewhere', () => {
    const far = aVoice('Far', 'en-US', { localService: false, default: true })
    expect(pickVoice([far, aVoice('Near', 'en-GB')], 'en-US')?.name).toBe('Near')
  })

  it('is the one that the reader chose, then the one of the exact country', () => {
    const voices = [
      aVoice('Any', 'en-AU'),
      aVoice('Exact', 'en_US'),
      aVoice('Chosen', 'en-GB', { default: true }),
    ]
    expect(pickVoice(voices, 'en-US')?.name).toBe('Chosen')
    expect(pickVoice(voices.slice(0, 2), 'en-US')?.name).toBe('Exact')
  })
})
