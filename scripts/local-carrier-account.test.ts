import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { obtainLocalCarrierAccount } from './local-carrier-account.ts'

let folder: string
let words: string[]

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'legacyai-account-'))
  words = []
})
afterEach(() => rmSync(folder, { recursive: true }))

function obtain(dataDir = path.join(folder, 'data')): { accountSid: string; authToken: string } {
  return obtainLocalCarrierAccount({ dataDir, say: (sentence) => words.push(sentence) })
}

const file = (): string => path.join(folder, 'data/keys/local-carrier.json')

it('makes an account that looks like one of Twilio and keeps it for the next start', () => {
  const account = obtain()
  expect(account.accountSid).toMatch(/^AC[0-9a-f]{32}$/)
  expect(account.authToken).toMatch(/^[0-9a-f]{32}$/)
  expect(obtain()).toEqual(account)
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(account)
  expect(words).toEqual([])
})

it('keeps the secret from other users of the machine', () => {
  obtain()
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(statSync(path.dirname(file())).mode & 0o777).toBe(0o700)
})

it('replaces a file that makes no sense', () => {
  mkdirSync(path.dirname(file()), { recursive: true })
  writeFileSync(file(), '{"accountSid":"AC')
  const account = obtain()
  expect(obtain()).toEqual(account)
})

it('starts with an account for this run, and says so, where none can be kept', () => {
  writeFileSync(path.join(folder, 'a file'), '')
  const account = obtain(path.join(folder, 'a file'))
  expect(account.accountSid).toMatch(/^AC[0-9a-f]{32}$/)
  expect(words).toHaveLength(1)
  expect(words[0]).toContain('cannot be kept (EEXIST')
})
