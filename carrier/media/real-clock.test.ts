import { expect, it } from 'vitest'
import { realClock } from '../clock.ts'
import { answersWords, streamCall } from '../testing/stream-call.ts'

it('a caller on a media stream speaks, is answered and interrupts in real time too', async () => {
  await using call = await streamCall({
    clock: realClock,
    script: answersWords((words) => (words === 'Hi?' ? 'Yes, we are open.' : 'Bye.')),
  })
  await call.caller.says('Hi?')
  await call.caller.interruptsAfter('yes', 'Thx')
  await call.caller.hears('bye')
  expect(call.caller.heardSoFar()).not.toContain('open')
  const timestamps = call
    .peer()
    .ofEvent('media')
    .map(({ media }) => Number(media?.timestamp))
  expect(timestamps).toEqual(timestamps.map((_, at) => (at + 1) * 20))
  await call.caller.hangsUp()
  expect(call.carrier.violations).toEqual([])
})
