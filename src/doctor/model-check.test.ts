import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { createModelChecks, type ModelToCheck } from './model-check.ts'

const clock = createManualClock()
const parts = { clock, firstWordWithinMs: 1_200 }
const claude = { name: 'claude', vendor: 'Claude', model: 'claude-haiku-5-5' }

async function lookAt(check: ModelToCheck['check'], model = claude) {
  const [only] = createModelChecks([{ ...model, check }], parts)
  return only?.run()
}

function failing(words: string) {
  return () => Promise.reject(new Error(words))
}

describe('the doctor on language models', () => {
  it('says who answers when none is configured', async () => {
    const [only] = createModelChecks([], parts)
    expect(await only?.run()).toMatchObject({
      state: 'skipped',
      summary: 'No language model is configured: the offline receptionist answers.',
    })
  })

  it('has one check for each that is', () => {
    const models = [claude, { ...claude, name: 'openai', vendor: 'OpenAI' }].map((model) => {
      return { ...model, check: () => Promise.resolve() }
    })
    expect(createModelChecks(models, parts).map(({ title }) => title)).toEqual(['Claude', 'OpenAI'])
  })

  it('finds nothing wrong with one that answers', async () => {
    const result = await lookAt(() => Promise.resolve())
    expect(result).toMatchObject({
      state: 'ok',
      summary: 'Claude answers with claude-haiku-5-5 (0 ms).',
    })
  })

  it('warns of one that answers too late for callers', async () => {
    const result = await lookAt(() => {
      clock.advance(2_000)
      return Promise.resolve()
    })
    expect(result).toMatchObject({ state: 'warning' })
    expect(result?.advice).toContain('BRAIN_FIRST_WORD_MS')
  })

  it('stops waiting for one that does not answer', async () => {
    let given: AbortSignal | undefined
    const looking = lookAt((signal) => {
      given = signal
      return new Promise(() => undefined)
    })
    clock.advance(8_000)
    expect(await looking).toMatchObject({ state: 'failed' })
    expect(given?.aborted).toBe(true)
  })

  it.each([
    ['Claude refused the key (401)', 'Make a new key at platform.claude.com'],
    ['Claude has no model x, or nothing at this address (404)', 'Look whether ANTHROPIC_MODEL'],
    ['Claude has no credit left (400)', 'the balance of the account at platform.claude.com'],
    ['Claude is overloaded (529)', 'for platform.claude.com to mend'],
    ['Claude sent something that cannot be read', 'whether ANTHROPIC_BASE_URL is right'],
    ['Claude is asked more often than it allows (429)', 'credit left'],
    ['Claude cannot be reached (ENOTFOUND)', 'on the internet'],
  ])('tells how to mend it: %s', async (words, advice) => {
    const result = await lookAt(failing(words))
    expect(result).toMatchObject({ state: 'failed' })
    expect(result?.summary).toContain(words)
    expect(result?.advice).toContain(advice)
  })

  it('sends nobody to OpenAI for the key of another server', async () => {
    const own = { name: 'openai', vendor: 'The server at llm.example:8000', model: 'qwen3:8b' }
    const result = await lookAt(failing(`${own.vendor} refused the key (401)`), own)
    expect(result?.advice).toContain('Make a new key at llm.example:8000')
  })
})
