import { describe, expect, it } from 'vitest'
import { readConfig } from '../config/read-config.ts'
import { createSettingsCheck } from './settings-check.ts'

async function settingsIn(settings: Readonly<Record<string, string>>) {
  const config = readConfig(settings, { workingDirectory: '/srv/voice' })
  return (await createSettingsCheck(config).run()).summary
}

describe('the doctor on the settings', () => {
  it('says who answers', async () => {
    expect(await settingsIn({})).toContain('are answered by the offline receptionist, the database')
  })

  it('says who speaks on the channel media', async () => {
    expect(await settingsIn({ OPENAI_REALTIME_URL: 'ws://127.0.0.1:8000/v1/realtime' })).toContain(
      'answered by the offline receptionist (on the channel media by gpt-realtime-2.1), the database',
    )
  })
})
