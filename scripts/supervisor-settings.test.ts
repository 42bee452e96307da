import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readSupervisorSettings } from './supervisor-settings.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'legacyai-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function carrierTold(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return readSupervisorSettings({ folder, environment }).carrierEnvironment
}

it('tells the carrier the defaults when nothing is set', () => {
  expect(carrierTold({})).toEqual({
    SERVER_URL: 'http://127.0.0.1:3000',
    APP_URL: 'http://localhost:3000',
  })
})

it('reads .env, and lets the environment win', () => {
  writeFileSync(
    path.join(folder, '.env'),
    'PORT=4000\nDATA_DIR=elsewhere\nWS_URL=wss://ws.example\n',
  )
  expect(carrierTold({ PORT: '5000' })).toEqual({
    SERVER_URL: 'http://127.0.0.1:5000',
    APP_URL: 'http://localhost:5000',
    WS_URL: 'wss://ws.example',
  })
  expect(readSupervisorSettings({ folder, environment: {} }).dataDir).toBe(
    path.join(folder, 'elsewhere'),
  )
})

it('connects to this machine where the server listens on every address', () => {
  expect(carrierTold({ HOST: '0.0.0.0' })).toMatchObject({ SERVER_URL: 'http://127.0.0.1:3000' })
  expect(carrierTold({ HOST: '::1' })).toMatchObject({ SERVER_URL: 'http://[::1]:3000' })
  expect(carrierTold({ HOST: '10.0.0.7' })).toMatchObject({ SERVER_URL: 'http://10.0.0.7:3000' })
})

it('leaves it to the server to refuse what makes no sense', () => {
  expect(carrierTold({ PORT: 'abc', APP_URL: 'not an address', WS_URL: '' })).toEqual({
    SERVER_URL: 'http://127.0.0.1:3000',
    APP_URL: 'http://localhost:3000',
  })
})
