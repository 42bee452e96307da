import { describe, expect, it } from 'vitest'
import { readConfig } from './read-config.ts'
import { mannersOf, textModels, whyUnsuitable } from './text-models.ts'

const here = { workingDirectory: '/somewhere' }
const claudeKey = { ANTHROPIC_API_KEY: 'a-key' }
const openaiKey = { OPENAI_API_KEY: 'a-key' }
const ollama = 'http://localhost:11434/v1'

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment, here)
    return ''
  } catch (error) {
    return String(error)
  }
}

describe('the models', () => {
  it('are none until there is a key or a server', () => {
    expect(readConfig({ OPENAI_API_KEY: ' ' }, here)).toMatchObject({
      claude: undefined,
      openai: undefined,
      firstWordWithinMs: 1_200,
    })
  })

  it('are the usual ones when a key is all that is set', () => {
    const { claude, openai } = readConfig({ ...claudeKey, ...openaiKey }, here)
    expect(claude).toMatchObject({ model: 'claude-haiku-5-5', baseUrl: undefined })
    expect(openai).toMatchObject({ model: 'gpt-6-luna', baseUrl: undefined })
  })

  it('may live on a server of one’s own, without a key but with a name', () => {
    const { openai } = readConfig({ OPENAI_BASE_URL: `${ollama}/`, OPENAI_MODEL: 'qwen3:8b' }, here)
    expect(openai).toEqual({ apiKey: undefined, model: 'qwen3:8b', baseUrl: ollama, manners: {} })
    expect(problemsOf({ OPENAI_BASE_URL: ollama })).toContain(
      'OPENAI_MODEL is missing, but OPENAI_BASE_URL is set; name a model that this server has',
    )
  })

  it('are asked at Anthropic’s address whether or not people write /v1 behind it', () => {
    for (const address of ['https://gateway.example.com', 'https://gateway.example.com/v1/']) {
      const { claude } = readConfig({ ...claudeKey, ANTHROPIC_BASE_URL: address }, here)
      expect(claude?.baseUrl).toBe('https://gateway.example.com')
    }
  })

  it('are not looked for at the bare name of a server, where nobody answers', () => {
    expect(
      problemsOf({ OPENAI_BASE_URL: 'http://localhost:11434', OPENAI_MODEL: 'qwen3:8b' }),
    ).toContain('OPENAI_BASE_URL must have the path of the API as well, mostly /v1')
  })

  it('are refused without the key of their vendor', () => {
    expect(problemsOf({ ANTHROPIC_MODEL: 'claude-haiku-5-5' })).toContain(
      'ANTHROPIC_API_KEY is missing, but ANTHROPIC_MODEL is set',
    )
    expect(problemsOf({ OPENAI_MODEL: 'gpt-6-luna' })).toContain(
      'OPENAI_API_KEY is missing, but OPENAI_MODEL is set; a server of your own needs OPENAI_BASE_URL',
    )
    expect(
      problemsOf({ OPENAI_BASE_URL: 'https://eu.api.openai.com/v1', OPENAI_MODEL: 'gpt-6-luna' }),
    ).toContain('OPENAI_API_KEY is missing, but OPENAI_MODEL and OPENAI_BASE_URL is set')
  })

  it('have keys of one word', () => {
    expect(problemsOf({ ANTHROPIC_API_KEY: 'sk ant' })).toContain('ANTHROPIC_API_KEY must be')
    expect(problemsOf({ OPENAI_API_KEY: 'schlüssel' })).toContain('OPENAI_API_KEY must be')
  })

  it('get from 300 to 5000 milliseconds to their first word', () => {
    expect(readConfig({ BRAIN_FIRST_WORD_MS: '800' }, here).firstWordWithinMs).toBe(800)
    for (const wrong of ['0', '299', '5001', 'soon']) {
      expect(problemsOf({ BRAIN_FIRST_WORD_MS: wrong })).toContain('BRAIN_FIRST_WORD_MS must be')
    }
  })
})

describe('a model that cannot answer a live call', () => {
  it('is refused at start, in words that name another one', () => {
    expect(problemsOf({ ...claudeKey, ANTHROPIC_MODEL: 'claude-opus-5-5' })).toContain(
      'ANTHROPIC_MODEL is claude-opus-5-5, which thinks before every answer, so that the caller ' +
        'would wait in silence; take claude-haiku-5-5',
    )
    expect(problemsOf({ ...openaiKey, OPENAI_MODEL: 'o3' })).toContain('OPENAI_MODEL is o3, which')
  })

  it.each([
    ['anthropic', ['claude-fable-5-2', 'claude-mythos-preview', 'claude-opus-5-5', 'claude-best']],
    [
      'anthropic',
      ['claude-3-opus-20240229', 'claude-opus-4-20250514', 'claude-opus-4-1', 'claude-sonnet-4'],
    ],
    ['anthropic', ['claude-sonnet-4-5', 'claude-sonnet-4-5-20250929', 'gpt-6-luna']],
    [
      'openai',
      [
        'o3',
        'o4-mini',
        'gpt-5',
        'gpt-5-mini',
        'gpt-realtime-2.1',
        'gpt-live-1',
        'gpt-4',
        'mystery',
      ],
    ],
  ] as const)('is known by its name at %s: %j', (vendor, models) => {
    expect(models.filter((model) => whyUnsuitable(vendor, model) === undefined)).toEqual([])
  })

  it('may be tried on any other server, which is asked in the plainest way', () => {
    const own = { ...claudeKey, ANTHROPIC_BASE_URL: 'http://localhost:4000' }
    const { claude } = readConfig({ ...own, ANTHROPIC_MODEL: 'some-model' }, here)
    expect(claude).toMatchObject({ model: 'some-model', manners: {} })
  })
})

describe('a model that can', () => {
  it.each([
    ['anthropic', 'claude-haiku-5-5', { thinking: 'disabled', effort: 'low' }],
    ['anthropic', 'claude-sonnet-5-5', { thinking: 'between_tools', effort: 'low' }],
    ['anthropic', 'claude-sonnet-5', { thinking: 'disabled', effort: 'low' }],
    ['anthropic', 'claude-sonnet-4-6', { effort: 'low' }],
    ['anthropic', 'claude-haiku-4-5-20251001', {}],
    ['openai', 'gpt-6-luna', { reasoningEffort: 'none', isVendors: true }],
    ['openai', 'gpt-6.1-terra', { reasoningEffort: 'none', isVendors: true }],
    ['openai', 'gpt-5.6-luna', { reasoningEffort: 'none', isVendors: true }],
    ['openai', 'gpt-4.1-mini', { isVendors: true }],
  ] as const)('is asked the way its family wants: %s %s', (vendor, model, manners) => {
    expect(whyUnsuitable(vendor, model)).toBeUndefined()
    expect(mannersOf(vendor, model)).toEqual(manners)
  })

  it('is the one that is recommended', () => {
    for (const vendor of ['anthropic', 'openai'] as const) {
      expect(whyUnsuitable(vendor, textModels[vendor].usual)).toBeUndefined()
    }
  })
})
