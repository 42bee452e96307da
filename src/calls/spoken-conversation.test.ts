import { describe, expect, it } from 'vitest'
import { speaks } from '../../test/fakes/speech-brain.ts'
import { greeting, spokenCall } from '../../test/fakes/spoken-call.ts'

const hours = 'We open at nine and close at five.'

describe('a spoken conversation', () => {
  it('answers what the caller said, and keeps both in order', async () => {
    const call = await spokenCall({ scripts: [speaks(hours)] })
    await call.says('When are you open?')
    await call.passes(4_000)
    expect(call.line.heard).toBe(hours)
    await call.hangsUp()
    expect(call.transcript()).toEqual([
      `agent: ${greeting}`,
      'caller: When are you open?',
      `agent: ${hours}`,
    ])
  })
})
