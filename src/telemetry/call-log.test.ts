import { describe, expect, it } from 'vitest'
import { answeredCall, everythingSettles } from '../../test/fakes/answered-call.ts'
import { calls, says } from '../../test/fakes/scripted-brain.ts'
import { logCallEvent } from './call-log.ts'

describe('the log of a call', () => {
  it('tells its course without a word of what was said, and without a number', async () => {
    const message = {
      name: 'Ada Lovelace',
      phoneNumber: '+12025550123',
      reason: 'a leaking tap',
      urgency: 'normal',
    }
    const call = await answeredCall({
      scripts: [calls('take-message', message), says('I have scheduled your callback.')],
    })
    call.hearsTheOpening()
    call.says('My tap is leaking')
    await everythingSettles()
    await call.hangsUp()

    const lines: string[] = []
    const write = (fields: object, sentence: string) =>
      lines.push(`${sentence} ${JSON.stringify(fields)}`)
    const logger = { debug: write, info: write, warn: write, error: write }
    for (const event of call.events) logCallEvent(logger, event)

    const log = lines.join('\n')
    expect(log).toContain('A call came in')
    expect(log).toContain('A tool did its work')
    expect(log).toContain('A turn was answered')
    expect(log).toContain('A call was flagged')
    expect(log).toContain('A call ended')
    expect(log).not.toMatch(/tap|Ada|\+1202/)
  })
})
