import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withDotEnv } from './dotenv.ts'
import { ConfigurationWrong } from './read-config.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'legacyai-dotenv-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('the .env file', () => {
  it('need not be there, and never wins over what is set', () => {
    expect(withDotEnv({ PORT: '1' }, folder)).toEqual({ PORT: '1' })
    writeFileSync(join(folder, '.env'), 'PORT=2\nHOST=localhost\n')
    expect(withDotEnv({ PORT: '1' }, folder)).toEqual({ PORT: '1', HOST: 'localhost' })
  })

  it('that a container made as a folder is refused in words and not with a stack trace', () => {
    mkdirSync(join(folder, '.env'))
    const read = () => withDotEnv({}, folder)
    expect(read).toThrow(ConfigurationWrong)
    expect(read).toThrow('.env cannot be read: it is a folder and not a file')
  })
})
