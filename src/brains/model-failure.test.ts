import * as Anthropic from '@anthropic-ai/sdk'
import * as OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { modelFailure } from './model-failure.ts'

const claude = { vendor: 'Claude', model: 'claude-haiku-5-5' }
const openai = { vendor: 'OpenAI', model: 'gpt-6-luna' }
const noHeaders = new Headers()

function ofClaude(status: number, message: string, headers = noHeaders) {
  const body = { error: { type: 'some_error', message } }
  return modelFailure(Anthropic.APIError.generate(status, body, message, headers), claude)
}

describe('the failure of a model', () => {
  it('tells a wrong key from a wrong name and from trouble at the vendor', () => {
    expect(ofClaude(401, 'invalid x-api-key')).toMatchObject({
      message: 'Claude refused the key (401)',
      needsOwner: true,
    })
    expect(ofClaude(404, 'no such model').message).toContain('has no model claude-haiku-5-5')
    expect(ofClaude(500, 'oops')).toMatchObject({
      message: 'Claude has trouble of its own (500)',
      needsOwner: false,
    })
    expect(ofClaude(504, 'gateway')).toMatchObject({ why: 'too-slow' })
  })

  it('says when the money is gone, however the vendor puts it', () => {
    const spent = { error: { message: 'You exceeded your quota', code: 'insufficient_quota' } }
    const error = OpenAI.APIError.generate(429, spent, undefined, noHeaders)
    expect(modelFailure(error, openai)).toMatchObject({
      message: 'OpenAI has no credit left (429)',
      needsOwner: true,
    })
    expect(ofClaude(400, 'Your credit balance is too low').message).toBe(
      'Claude has no credit left (400)',
    )
  })

  it('says how long the vendor wants to be left alone, within an hour', () => {
    const waiting = (value: string) => ofClaude(429, 'x', new Headers({ 'retry-after': value }))
    expect(waiting('7').retryAfterMs).toBe(7_000)
    expect(waiting('86400').retryAfterMs).toBe(3_600_000)
    expect(waiting('Wed, 21 Oct 2026 07:28:00 GMT').retryAfterMs).toBeUndefined()
    expect(waiting('-1').retryAfterMs).toBeUndefined()
    const exact = new Headers({ 'retry-after-ms': '250', 'retry-after': '9' })
    expect(ofClaude(429, 'x', exact).retryAfterMs).toBe(250)
  })

  it('repeats neither what a caller said nor a key', () => {
    for (const status of [400, 401, 422, 500]) {
      expect(ofClaude(status, 'input: my name is Ann, sk-ant-secret').message).not.toMatch(
        /Ann|sk-ant/,
      )
    }
    for (const status of [402, 403, 404]) {
      expect(ofClaude(status, 'blocked: my name is Ann').message).not.toContain('Ann')
    }
    const broken = Object.assign(new Error('x'), { type: 'my name is Ann' })
    expect(modelFailure(broken, claude).message).not.toContain('Ann')
  })

  it('repeats what the vendor says of the account where no caller has said anything, but no key', () => {
    const refused = { error: { message: 'hunter2 and sk-proj-1 may not' } }
    const error = OpenAI.APIError.generate(403, refused, undefined, noHeaders)
    const checked = { ...openai, sayWhatItSays: { apiKey: 'hunter2' } }
    const { message } = modelFailure(error, checked)
    expect(message).toContain('may not')
    expect(message).not.toMatch(/hunter2|sk-proj/)
  })

  it('says who was not there', () => {
    const cause = Object.assign(new Error('connect'), { code: 'ENOTFOUND' })
    const error = new Anthropic.APIConnectionError({ cause: new Error('fetch failed', { cause }) })
    expect(modelFailure(error, claude).message).toBe('Claude cannot be reached (ENOTFOUND)')
    expect(modelFailure(new Anthropic.APIConnectionTimeoutError(), claude)).toMatchObject({
      message: 'Claude did not answer in time',
      why: 'too-slow',
    })
    const own = { vendor: 'The server at llm.example', model: 'qwen3:8b' }
    expect(modelFailure(error, own).message).toMatch(/^The server at llm\.example cannot/)
    expect(modelFailure(new Error('reset'), own).message).toBe(
      'The connection to the server at llm.example broke',
    )
  })

  it('has words for anything at all', () => {
    for (const odd of [undefined, null, 'x', 7, {}, new Error('x')]) {
      expect(modelFailure(odd, claude).message).toMatch(/Claude/)
    }
  })
})
