import { describe, expect, it } from 'vitest'
import { callerLineContract } from '../../../test/contracts/caller-line.contract.ts'
import type { LineEvent } from '../../calls/caller-line.ts'
import { createRelayLine } from './relay-line.ts'
import { parseRelayMessage } from './relay-messages.ts'

function relayUnderTest() {
  const sent: { type: string; token?: string; last?: boolean }[] = []
  const events: LineEvent[] = []
  const closed: number[] = []
  let isOpen = true
  const relay = createRelayLine({
    socket: {
      // What we send is ours, so its shape is known.
      send: (text) => sent.push(JSON.parse(text) as (typeof sent)[number]),
      close: (code) => closed.push(code),
      get isOpen() {
        return isOpen
      },
    },
    onEvent: (event) => events.push(event),
  })
  const closes = (code: number) => {
    isOpen = false
    relay.closed(code)
  }
  const receives = (message: object) => relay.received(parseRelayMessage(JSON.stringify(message)))
  return { relay, sent, events, closed, closes, receives }
}

callerLineContract('a ConversationRelay session', () => {
  const { relay, sent, events, closes, receives } = relayUnderTest()
  return {
    line: relay.line,
    events,
    said: () =>
      sent
        .filter(({ type }) => type === 'text')
        .flatMap(({ token, last }) => [...(token ? [token] : []), ...(last ? ['|'] : [])]),
    callerSays: (voicePrompt) => receives({ type: 'prompt', voicePrompt, last: true }),
    callerHangsUp: () => closes(1000),
    breaks: () => closes(1006),
  }
})

describe('a ConversationRelay session', () => {
  it('speaks the protocol of the carrier', () => {
    const { relay, sent } = relayUnderTest()
    relay.line.say({ text: 'Hello', last: false })
    relay.line.say({ text: '', last: true })
    relay.line.end()
    expect(sent).toEqual([
      { type: 'text', token: 'Hello', last: false },
      { type: 'text', token: '', last: true },
      { type: 'end' },
    ])
  })

  it('is let go with a close code that makes the carrier ask how the call goes on', () => {
    const handedOn = relayUnderTest()
    handedOn.relay.line.leave('handed-on')
    const takenOver = relayUnderTest()
    takenOver.relay.line.leave('taken-over')
    expect([handedOn.closed, takenOver.closed]).toEqual([[1012], [4409]])
    expect([handedOn.sent, takenOver.sent]).toEqual([[], []])
  })

  it('understands every message that a line has a use for', () => {
    const { events, receives } = relayUnderTest()
    receives({ type: 'info', name: 'clientSpeaking', value: 'on' })
    receives({ type: 'prompt', voicePrompt: 'I need', lang: 'en-US', last: false })
    receives({ type: 'info', name: 'clientSpeaking', value: 'off' })
    receives({ type: 'prompt', voicePrompt: 'I need help', lang: 'en-US', last: true })
    receives({ type: 'info', name: 'agentSpeaking', value: 'on' })
    receives({ type: 'info', name: 'tokensPlayed', value: 'Sure,' })
    receives({ type: 'interrupt', utteranceUntilInterrupt: 'Sure', durationUntilInterruptMs: '46' })
    receives({ type: 'info', name: 'agentSpeaking', value: 'off' })
    receives({ type: 'info', name: 'roundTripDelayMs', value: '148' })
    receives({ type: 'dtmf', digit: '5' })
    expect(events).toEqual([
      { type: 'caller-speaking', text: '' },
      { type: 'caller-speaking', text: 'I need' },
      { type: 'caller-stopped-speaking' },
      { type: 'caller-spoke', text: 'I need help', language: 'en-US' },
      { type: 'playback-started' },
      { type: 'playback-advanced', text: 'Sure,' },
      { type: 'caller-interrupted', heardText: 'Sure', heardMs: 46 },
      { type: 'playback-finished' },
      { type: 'key-pressed', key: '5' },
    ])
  })
})

describe('messages of the carrier', () => {
  it('may be anything, and what does not fit is unknown with its reason', () => {
    for (const frame of [
      '',
      'null',
      '[]',
      '{',
      '"setup"',
      '{"type":"party"}',
      '{"type":"prompt"}',
      '{"type":"setup","callSid":7}',
      '{"type":"dtmf","digit":""}',
      '{"__proto__":{"type":"prompt"}}',
    ]) {
      const message = parseRelayMessage(frame)
      expect(message.type).toBe('unknown')
      expect(message.type === 'unknown' && message.reason).not.toBe('')
    }
  })

  it('of an interruption stop the agent, however its time is told', () => {
    for (const durationUntilInterruptMs of [460, '460', 'soon', null, [], {}]) {
      const message = JSON.stringify({ type: 'interrupt', durationUntilInterruptMs })
      expect(parseRelayMessage(message)).toMatchObject({ type: 'interrupt' })
    }
  })

  it('may carry fields that we have never heard of', () => {
    const setup = { type: 'setup', sessionId: 'VX1', callSid: 'CA1', brandNew: { a: 1 } }
    expect(parseRelayMessage(JSON.stringify(setup)).type).toBe('setup')
  })
})
