import { describe, expect, it } from 'vitest'
import { entry } from '../../test/contracts/call-builders.ts'
import { answeredCall, everythingSettles } from '../../test/fakes/answered-call.ts'
import { calls, says } from '../../test/fakes/scripted-brain.ts'
import type { CallEvent } from '../calls/call-event.ts'
import type { JournalEvent } from '../calls/journal-event.ts'
import { countCallEvent } from './call-counters.ts'
import { createCounters } from './counters.ts'

function countsOf(events: readonly CallEvent[]) {
  const counters = createCounters()
  for (const event of events) countCallEvent(counters, event)
  return counters.read()
}

describe('the counters', () => {
  it('count a call, what was done in it and what came of it', async () => {
    const message = {
      name: 'Ada',
      phoneNumber: '+12025550123',
      reason: 'a tap',
      urgency: 'normal',
    }
    const call = await answeredCall({
      scripts: [calls('take-message', message), says('I have scheduled your callback.')],
    })
    call.hearsTheOpening()
    call.says('My tap is leaking')
    await everythingSettles()
    await call.hangsUp()
    const counts = countsOf(call.events)
    expect(counts).toMatchObject({
      'calls-inbound': 1,
      'calls-ended-completed': 1,
      'outcome-message-taken': 1,
      'tools-done-take-message': 1,
      'flags-claim-without-receipt': 1,
    })
    expect(JSON.stringify(counts)).not.toMatch(/Ada|\+1202|tap/)
  })

  it('count what went wrong on the way, and what came of transfers', () => {
    const missed = { to: 'Ada', attempt: 1, outcome: 'no-answer', talkedSeconds: 0 } as const
    const toOpenai = { from: 'claude', to: 'openai', reason: 'stalled', detail: '' } as const
    const happened: JournalEvent[] = [
      { kind: 'line-opened', payload: { channel: 'relay' } },
      { kind: 'line-lost', payload: { reason: '39001' } },
      { kind: 'speech-opened', payload: { brain: 'openai-realtime', why: 'began' } },
      { kind: 'consent-answered', payload: { given: true, words: 'yes, Ada agrees' } },
      { kind: 'speech-troubled', payload: { brain: 'openai-realtime', detail: 'a warning' } },
      { kind: 'speech-lost', payload: { brain: 'openai-realtime', reason: 'broken', detail: '' } },
      { kind: 'channel-changed', payload: { from: 'media', to: 'relay', reason: 'speech-lost' } },
      { kind: 'line-opened', payload: { channel: 'gather' } },
      { kind: 'caller-silent', payload: { turn: 2, times: 1 } },
      { kind: 'caller-silent', payload: { turn: 3, times: 2 } },
      { kind: 'caller-unclear', payload: { turn: 3, text: 'mumble', confidence: 0.2 } },
      { kind: 'brain-switched', payload: { turn: 3, ...toOpenai } },
      { kind: 'transfer-started', payload: { to: 'Ada', attempt: 1 } },
      { kind: 'transfer-ended', payload: missed },
      { kind: 'flagged', payload: { flag: 'fallback-used', turn: 3, detail: 'mumble' } },
    ]
    const counts = countsOf(
      happened.map((event, index) => ({
        type: 'entry-recorded',
        callSid: 'CA1',
        entry: entry(index + 1, event),
      })),
    )
    expect(counts).toEqual({
      'brains-switched-stalled': 1,
      'lines-opened-relay': 1,
      'line-lost': 1,
      'speech-opened-began': 1,
      'consents-given': 1,
      'speech-troubled': 1,
      'speech-lost-broken': 1,
      'channels-changed-to-relay': 1,
      'lines-opened-gather': 1,
      'caller-silent': 2,
      'caller-unclear': 1,
      'transfer-started': 1,
      'transfers-no-answer': 1,
      'flags-fallback-used': 1,
    })
  })

  it('count how often callers fell in, and how much of their sound was lost', () => {
    expect(
      countsOf([
        { type: 'agent-interrupted', callSid: 'CA1', turn: 2 },
        { type: 'agent-interrupted', callSid: 'CA2', turn: 1 },
        { type: 'sound-lost', callSid: 'CA1', lostMs: 40 },
        { type: 'sound-lost', callSid: 'CA1', lostMs: 20 },
      ]),
    ).toEqual({ 'agent-interrupted': 2, 'sound-lost': 2, 'sound-lost-ms': 60 })
  })

  it('count a tool that refused by its reason, and a record that was lost', () => {
    const refused = { ok: false, reason: 'nobody-there', detail: 'Ada is away' } as const
    expect(
      countsOf([
        { type: 'tool-finished', callSid: 'CA1', tool: 'transfer-call', result: refused },
        { type: 'recording-changed', callSid: 'CA1', mode: 'not-recorded', reason: 'away' },
        { type: 'recording-changed', callSid: 'CA1', mode: 'kept-locally', reason: 'away' },
        { type: 'recording-changed', callSid: 'CA1', mode: 'recorded', reason: 'back' },
      ]),
    ).toEqual({
      'tools-refused-nobody-there': 1,
      'recordings-lost': 1,
      'recordings-kept-locally': 1,
    })
  })
})
