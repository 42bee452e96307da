import { expect, it } from 'vitest'
import { connectionOverridesOf } from './connection-overrides.ts'

it('has Twilio’s defaults: 5 seconds to connect, 15 for all, one more try to connect', () => {
  expect(connectionOverridesOf('https://h/voice')).toEqual({
    connectTimeoutMs: 5000,
    readTimeoutMs: 15_000,
    totalTimeoutMs: 15_000,
    retries: 1,
    retryOn: new Set(['ct']),
  })
})

it('heeds what the fragment asks for', () => {
  expect(connectionOverridesOf('https://h/voice#rc=3&rp=ct,5xx&ct=500&rt=2000&tt=9000')).toEqual({
    connectTimeoutMs: 500,
    readTimeoutMs: 2000,
    totalTimeoutMs: 9000,
    retries: 3,
    retryOn: new Set(['ct', '5xx']),
  })
  expect(connectionOverridesOf('https://h/v#rp=all').retryOn.size).toBe(4)
})

it('falls back where a value is out of bounds', () => {
  expect(connectionOverridesOf('https://h/voice#rc=99&ct=1&tt=x')).toMatchObject({
    retries: 1,
    connectTimeoutMs: 5000,
    totalTimeoutMs: 15_000,
  })
})
