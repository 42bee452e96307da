import { describe, expect, it } from 'vitest'
import { aLine } from '../testing/builders.ts'
import { silentCall, withLiveEvent, type LiveCall } from './live-call.ts'

const callSid = 'CA1'

function told(events: readonly Parameters<typeof withLiveEvent>[1][]): LiveCall {
  return events.reduce<LiveCall>((call, event) => withLiveEvent(call, event), silentCall)
}

function line(text: string, about: Parameters<typeof aLine>[0] = {}) {
  return { type: 'transcript', callSid, final: true, line: aLine({ text, ...about }) } as const
}

function tool(state: 'running' | 'done', summary = '') {
  return { type: 'tool', callSid, tool: 'take-message', state, summary } as const
}

describe('a call as the live socket tells it', () => {
  it('replaces the line of a turn and speaker by its newer form', () => {
    const { lines } = told([line('We'), line('We are open.')])
    expect(lines.map(({ text }) => text)).toEqual(['We are open.'])
  })

  it('keeps the order of the talk whatever the order of arrival', () => {
    const caller = { speaker: 'caller' } as const
    const { lines } = told([
      line('Yes.', { turn: 2 }),
      line('Hello.', { turn: 0 }),
      line('Open now?', { turn: 2, ...caller }),
      line('Hi.', { turn: 1, ...caller }),
    ])
    expect(lines.map(({ text }) => text)).toEqual(['Hello.', 'Hi.', 'Open now?', 'Yes.'])
  })

  it('ends the running use of a tool with its result', () => {
    const { tools } = told([tool('running'), tool('done', 'Taken.')])
    expect(tools).toEqual([{ tool: 'take-message', state: 'done', summary: 'Taken.' }])
  })

  it('does not count a result twice that is told twice', () => {
    const { tools } = told([tool('running'), tool('done', 'Taken.'), tool('done', 'Taken.')])
    expect(tools).toHaveLength(1)
  })
})
