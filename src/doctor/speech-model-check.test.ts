import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { BrainFailed } from '../calls/brain-failed.ts'
import type { ModelToCheck } from './model-check.ts'
import { createSpeechModelCheck } from './speech-model-check.ts'

const clock = createManualClock()
const openai = { name: 'openai-realtime', vendor: 'OpenAI', model: 'gpt-realtime-2.1' }

function lookAt(check: ModelToCheck['check'], model = openai) {
  return createSpeechModelCheck({ ...model, check }, { clock }).run()
}

function failing(words: string, needsOwner = false) {
  return () => Promise.reject(new BrainFailed(words, { needsOwner }))
}

describe('the doctor on the model that speaks', () => {
  it('says what cannot be had without one', async () => {
    const result = await createSpeechModelCheck(undefined, { clock }).run()
    expect(result).toMatchObject({ state: 'skipped' })
    expect(result.summary).toContain('nobody answers on the channel media')
  })

  it('finds nothing wrong with one that opens a session', async () => {
    expect(await lookAt(() => Promise.resolve())).toMatchObject({
      state: 'ok',
      summary: 'OpenAI opens a session with gpt-realtime-2.1 (0 ms).',
    })
  })

  it('warns of one that callers would wait for', async () => {
    const result = await lookAt(() => {
      clock.advance(2_500)
      return Promise.resolve()
    })
    expect(result).toMatchObject({ state: 'warning' })
  })

  it('stops waiting for one that never opens', async () => {
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
    ['OpenAI refused the key (401)', 'Make a new key at platform.openai.com'],
    ['OpenAI wants to be paid first (402)', 'the balance of the account'],
    ['OpenAI has no model x, or nothing at this address (404)', 'OPENAI_REALTIME_MODEL'],
    ['OpenAI has no credit left (429)', 'credit left'],
    ['OpenAI has trouble of its own (503)', 'for platform.openai.com to mend'],
    ['OpenAI cannot be reached (ENOTFOUND)', 'lets WebSockets out'],
  ])('tells what to do about it: %s', async (words, advice) => {
    const result = await lookAt(failing(words))
    expect(result).toMatchObject({ state: 'failed' })
    expect(result.summary).toBe(
      `${words}. Until that is mended, calls of the channel media are carried as words.`,
    )
    expect(result.advice).toContain(advice)
  })

  it('ends a sentence of the server once', async () => {
    const result = await lookAt(failing('OpenAI has no model x (404): It does not exist.'))
    expect(result.summary).toMatch(/^OpenAI has no model x \(404\): It does not exist\. Until /)
  })

  it('sends nobody to OpenAI for the settings of another server', async () => {
    const own = { ...openai, vendor: 'The server at voice.example:8000' }
    const keyless = await lookAt(failing(`${own.vendor} refused the key (401)`), own)
    expect(keyless.advice).toContain('Make a new key at voice.example:8000')
    const wrong = await lookAt(failing(`${own.vendor} did not accept the session`, true), own)
    expect(wrong.advice).toContain('a model for live speech')
  })
})
