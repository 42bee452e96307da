import { expect, it } from 'vitest'
import { createCall } from './call.ts'
import { calleeOf } from './callee.ts'
import { defaultQuirks } from './quirks.ts'
import { createSteppedClock } from './stepped-clock.ts'
import { createWitness } from './witness.ts'

function ringingCall() {
  const clock = createSteppedClock()
  const call = createCall({
    sid: `CA${'1'.repeat(32)}`,
    direction: 'inbound',
    clock,
    from: '+15550107001',
    to: '+15550100000',
    witness: createWitness({ clock }),
    quirks: defaultQuirks,
  })
  return { call, clock, finished: Promise.resolve() }
}

it.each(['answers', 'declines', 'busy', 'failed', 'voicemail'] as const)(
  'a call that is over leaves nothing behind at a callee who "%s"',
  async (profile) => {
    const placed = ringingCall()
    const decision = calleeOf(profile).rings({ ...placed })
    expect(placed.call.pacing.nextDueMs()).toBeDefined()
    placed.call.end('caller-hung-up')
    await decision
    await placed.clock.settle()
    expect(placed.call.pacing.nextDueMs()).toBeUndefined()
  },
)
