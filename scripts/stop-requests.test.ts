import { expect, it } from 'vitest'
import { createStopRequests } from './stop-requests.ts'

it('takes signals of the same moment for one press, and a later one for a second', () => {
  let nowMs = 5000
  const requests = createStopRequests({ monotonicMs: () => nowMs })
  expect(requests.isRepeated()).toBe(false)
  nowMs += 3
  expect(requests.isRepeated()).toBe(false)
  nowMs += 2000
  expect(requests.isRepeated()).toBe(true)
})
