import type { LineEvent } from '../../src/calls/caller-line.ts'
import { callerLineContract } from '../contracts/caller-line.contract.ts'
import { createFakeLine } from './caller-line.ts'

callerLineContract('the fake line', () => {
  const events: LineEvent[] = []
  const line = createFakeLine((event) => events.push(event))
  return {
    line,
    events,
    said: () => line.sent.filter((one) => !one.startsWith('[')),
    callerSays: (text) => line.happens({ type: 'caller-spoke', text, language: undefined }),
    callerHangsUp: line.callerHangsUp,
    breaks: () => line.happens({ type: 'line-closed', by: 'fault' }),
  }
})
