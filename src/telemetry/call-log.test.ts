import { describe, expect, it } from 'vitest'
import { answeredCall, everythingSettles } from '../../test/fakes/answered-call.ts'
import { calls, says } from '../../test/fakes/scripted-brain.ts'
import { entry } from '../../test/contracts/call-builders.ts'
import type { CallEvent } from '../calls/call-event.ts'
import type { JournalEvent } from '../calls/journal-event.ts'
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

    const log = logOf(call.events)
    expect(log).toContain('A call came in')
    expect(log).toContain('A tool did its work')
    expect(log).toContain('A turn was answered')
    expect(log).toContain('A call was flagged')
    expect(log).toContain('A call ended')
    expect(log).not.toMatch(/tap|Ada|\+1202/)
  })

  it('tells of lines, silence and transfers, but not whom, and not what was said', () => {
    const happened: JournalEvent[] = [
      { kind: 'line-opened', payload: { channel: 'gather' } },
      { kind: 'line-lost', payload: { reason: '39001' } },
      { kind: 'speech-opened', payload: { brain: 'openai-realtime', why: 'lost' } },
      { kind: 'speech-lost', payload: { brain: 'openai-realtime', reason: 'broken', detail: '' } },
      { kind: 'channel-changed', payload: { from: 'media', to: 'relay', reason: 'speech-lost' } },
      { kind: 'caller-silent', payload: { turn: 2, times: 1 } },
      { kind: 'caller-unclear', payload: { turn: 3, text: 'my card is', confidence: 0.2 } },
      { kind: 'brain-switched', payload: { turn: 3, ...toOpenai } },
      { kind: 'transfer-started', payload: { to: 'Ada', attempt: 1 } },
      {
        kind: 'transfer-ended',
        payload: { to: 'Ada', attempt: 1, outcome: 'no-answer', talkedSeconds: 0 },
      },
    ]
    const log = logOf(
      happened.map((event, index) => ({
        type: 'entry-recorded',
        callSid: 'CA1',
        entry: entry(index + 1, event),
      })),
    )
    expect(log.split('\n')).toEqual([
      'A line was opened {"callSid":"CA1","channel":"gather"}',
      'A line broke {"callSid":"CA1","reason":"39001"}',
      'A speech model hears a caller {"callSid":"CA1","brain":"openai-realtime","why":"lost"}',
      'A speech model hears a caller no more {"callSid":"CA1","brain":"openai-realtime","reason":"broken","detail":""}',
      'A call goes on on another channel {"callSid":"CA1","from":"media","to":"relay","reason":"speech-lost"}',
      'A caller said nothing {"callSid":"CA1","turn":2,"times":1}',
      'A caller was hardly understood {"callSid":"CA1","turn":3,"confidence":0.2}',
      'Another brain went on with an answer {"callSid":"CA1","turn":3,"from":"claude","to":"openai","reason":"error","detail":"overloaded (529)"}',
      'A person is being rung {"callSid":"CA1","attempt":1}',
      'A person was rung {"callSid":"CA1","attempt":1,"outcome":"no-answer","talkedSeconds":0}',
    ])
  })
})

const toOpenai = {
  from: 'claude',
  to: 'openai',
  reason: 'error',
  detail: 'overloaded (529)',
} as const

function logOf(events: readonly CallEvent[]): string {
  const lines: string[] = []
  const write = (fields: object, sentence: string) =>
    lines.push(`${sentence} ${JSON.stringify(fields)}`)
  const logger = { debug: write, info: write, warn: write, error: write }
  for (const event of events) logCallEvent(logger, event)
  return lines.join('\n')
}
