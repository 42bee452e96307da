import { describe, expect, it } from 'vitest'
import { readConfig } from './read-config.ts'
import { speechMannersOf, usualSpeechModel, whyNoSpeech } from './speech-models.ts'

const here = { workingDirectory: '/somewhere' }
const key = { OPENAI_API_KEY: 'a-key' }
const ollama = { OPENAI_BASE_URL: 'http://localhost:11434/v1', OPENAI_MODEL: 'qwen3:8b' }
const own = { OPENAI_REALTIME_URL: 'ws://localhost:4020/v1/realtime' }

const modelOf = (environment: Record<string, string>) => readConfig(environment, here).realtime

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment, here)
    return ''
  } catch (error) {
    return String(error)
  }
}

describe('the model that listens and speaks', () => {
  it('is none until there is a key or a server', () => {
    expect(modelOf({})).toBeUndefined()
  })

  it('is the usual one at OpenAI when a key of OpenAI is all that is set', () => {
    const url = 'wss://api.openai.com/v1/realtime'
    expect(modelOf(key)).toEqual({ apiKey: 'a-key', model: usualSpeechModel, url })
  })

  it('answers where the text models do, when that is another address of OpenAI', () => {
    const region = { ...key, OPENAI_BASE_URL: 'https://eu.api.openai.com/v1/' }
    expect(modelOf(region)?.url).toBe('wss://eu.api.openai.com/v1/realtime')
  })

  it('may live on a server of one’s own, with a key or without', () => {
    const url = own.OPENAI_REALTIME_URL
    expect(modelOf({ ...own, OPENAI_REALTIME_MODEL: 'parrot' })).toEqual({
      apiKey: undefined,
      model: 'parrot',
      url,
    })
    expect(modelOf({ ...own, ...key })?.apiKey).toBe('a-key')
  })

  it('is nobody when the key is for another server: OpenAI never gets to see it', () => {
    expect(modelOf({ ...ollama, ...key })).toBeUndefined()
    expect(problemsOf({ ...ollama, ...key, OPENAI_REALTIME_MODEL: usualSpeechModel })).toContain(
      'OPENAI_REALTIME_URL is missing, but OPENAI_REALTIME_MODEL is set; OPENAI_BASE_URL leads to another server',
    )
  })

  it('may be at OpenAI beside text models elsewhere, when its address is named', () => {
    const url = 'wss://api.openai.com/v1/realtime'
    expect(modelOf({ ...ollama, ...key, OPENAI_REALTIME_URL: url })?.url).toBe(url)
  })

  it('is refused without the key that OpenAI wants', () => {
    for (const half of [
      { OPENAI_REALTIME_MODEL: usualSpeechModel },
      { OPENAI_REALTIME_URL: 'wss://api.openai.com/v1/realtime' },
    ]) {
      expect(problemsOf(half)).toContain(
        `OPENAI_API_KEY is missing, but ${Object.keys(half).join()} is set; a server of your own`,
      )
    }
  })

  it('is not called at an address that cannot be one', () => {
    for (const url of ['https://localhost/v1/realtime', 'ws://localhost:4020', 'ws://a@b/v1']) {
      expect(problemsOf({ OPENAI_REALTIME_URL: url })).toContain('OPENAI_REALTIME_URL must')
    }
  })

  it('is never spoken to in the open at OpenAI', () => {
    const open = { ...key, OPENAI_REALTIME_URL: 'ws://api.openai.com/v1/realtime' }
    expect(problemsOf(open)).toContain('OPENAI_REALTIME_URL must begin with wss:// at OpenAI')
  })

  it.each([
    ['gpt-4o-realtime-preview', 'its vendor has retired'],
    ['gpt-4o-mini-realtime-preview-2024-12-17', 'its vendor has retired'],
    ['gpt-6-luna', 'is for text'],
    ['gpt-realtime-whisper', 'only writes down'],
    ['gpt-live-1', 'is spoken to in another way'],
    ['gpt-audio-mini', 'takes recordings'],
    ['parrot', 'this version does not know'],
  ])('is refused at OpenAI when it cannot speak in a call: %s', (model, why) => {
    const problems = problemsOf({ ...key, OPENAI_REALTIME_MODEL: model })
    expect(problems).toContain(`OPENAI_REALTIME_MODEL is ${model}, which ${why}`)
    expect(problems).toContain('take gpt-realtime-2.1')
    expect(problemsOf({ ...own, OPENAI_REALTIME_MODEL: model })).toBe('')
  })

  it.each([
    ['gpt-realtime-2.1', { reasoningEffort: 'low' }],
    ['gpt-realtime-2.1-mini', { reasoningEffort: 'low' }],
    ['gpt-realtime-2', { reasoningEffort: 'low' }],
    ['gpt-realtime-1.5', {}],
    ['gpt-realtime', {}],
    ['gpt-realtime-mini-2025-12-15', {}],
  ])('is told to think briefly only where it knows the word: %s', (model, manners) => {
    expect(speechMannersOf(model)).toEqual(manners)
    expect(whyNoSpeech(model)).toBeUndefined()
  })
})

describe('the channel media', () => {
  it('is refused for new installations while no model speaks, in words that say what to set', () => {
    expect(problemsOf({ DEFAULT_CHANNEL: 'media', ...ollama, ...key })).toContain(
      'DEFAULT_CHANNEL is media, but no model that speaks is configured: set OPENAI_API_KEY, or OPENAI_REALTIME_URL',
    )
    expect(problemsOf({ DEFAULT_CHANNEL: 'media', ...own })).toBe('')
  })
})
