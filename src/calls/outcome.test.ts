import { expect, it } from 'vitest'
import { outcomeOf } from './outcome.ts'
import type { ReceiptKind, ToolResult } from './tool.ts'
import type { CallerTurn, ToolTurn } from './transcript.ts'

const hello: CallerTurn = { speaker: 'caller', turn: 1, text: 'Hello', at: new Date(0) }

it('is no conversation until the caller has said something', () => {
  expect(outcomeOf([])).toBe('no-conversation')
  expect(outcomeOf([hello])).toBe('talked')
})

it.each([
  ['message-taken', 'message-taken'],
  ['callback-scheduled', 'callback-scheduled'],
  ['contact-saved', 'details-saved'],
  ['call-ending', 'talked'],
] as const)('after a receipt for %s it is %s', (kind, outcome) => {
  expect(outcomeOf([hello, receipt(kind)])).toBe(outcome)
})

it('is the weightiest of several effects', () => {
  const both = [receipt('contact-saved'), receipt('message-taken'), receipt('callback-scheduled')]
  expect(outcomeOf([hello, ...both])).toBe('callback-scheduled')
  expect(outcomeOf([hello, ...both, receipt('message-taken', 'emergency')])).toBe('emergency')
})

it('is not set by a tool that refused', () => {
  expect(outcomeOf([hello, toolTurn({ ok: false, reason: 'failed', detail: 'gone' })])).toBe(
    'talked',
  )
})

function receipt(kind: ReceiptKind, urgency = 'normal'): ToolTurn {
  const facts = { urgency }
  return toolTurn({ ok: true, receipt: { kind, reference: 'task-1', summary: 'Done', facts } })
}

function toolTurn(result: ToolResult): ToolTurn {
  const [toolCallId, tool] = ['one', 'any-tool']
  return { speaker: 'tool', turn: 1, toolCallId, tool, arguments: {}, result, at: new Date(0) }
}
