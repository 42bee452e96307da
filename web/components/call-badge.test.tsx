import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { aCall } from '../testing/builders.ts'
import { CallBadge } from './call-badge.tsx'

afterEach(cleanup)

it.each([
  ['transferred', 'Put through'],
  ['do-not-call', 'Does not want calls'],
  ['message-taken', 'Message taken'],
] as const)('a call whose outcome is %s says so in words', (outcome, words) => {
  render(<CallBadge call={aCall({ outcome })} />)
  expect(screen.getByText(words)).toBeDefined()
})

it.each([
  ['busy', 'Busy'],
  ['no-answer', 'No answer'],
  ['failed', 'Failed'],
  ['canceled', 'Cancelled'],
] as const)('a call that ended %s says so in words, whatever else is known', (status, words) => {
  render(<CallBadge call={aCall({ status, outcome: 'no-conversation' })} />)
  expect(screen.getByText(words)).toBeDefined()
})
