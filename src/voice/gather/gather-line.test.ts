import { describe, expect, it } from 'vitest'
import { callerLineContract } from '../../../test/contracts/caller-line.contract.ts'
import { createManualClock } from '../../../test/fakes/manual-clock.ts'
import type { LineEvent } from '../../calls/caller-line.ts'
import { createGatherLine } from './gather-line.ts'

function lineUnderTest() {
  const events: LineEvent[] = []
  const clock = createManualClock()
  const gather = createGatherLine({ clock, onEvent: (event) => events.push(event) })
  const callerSays = (text: string) =>
    gather.received({ type: 'caller-spoke', text, language: undefined })
  return { callerSays, clock, events, gather }
}

callerLineContract('a caller on Gather', () => {
  const { callerSays, events, gather } = lineUnderTest()
  return {
    line: gather.line,
    events,
    said: () =>
      gather.waiting.flatMap(({ text, last }) => [...(text ? [text] : []), ...(last ? ['|'] : [])]),
    callerSays,
    callerHangsUp: () => gather.closed('caller'),
    breaks: () => gather.closed('fault'),
  }
})

describe('a caller on Gather', () => {
  it('gets everything that was said until it is their turn, in one piece', async () => {
    const { callerSays, gather } = lineUnderTest()
    callerSays('When are you open?')
    const allSaid = gather.untilAllIsSaid(3_500)
    gather.line.say({ text: 'One moment.', last: true })
    gather.line.say({ text: 'We open ', last: false })
    gather.line.say({ text: 'at nine.', last: true })
    gather.line.listen()
    await allSaid
    expect(gather).toMatchObject({ isCallersTurn: true, isEnding: false })
    expect(gather.take()).toBe('One moment. We open at nine.')
    expect(gather.take()).toBe('')
  })

  it('is not kept waiting for longer than allowed, and gets the rest later', async () => {
    const { callerSays, clock, gather } = lineUnderTest()
    callerSays('When are you open?')
    gather.line.say({ text: 'One moment.', last: false })
    const inTime = gather.untilAllIsSaid(3_500)
    clock.advance(3_500)
    await inTime
    expect(gather.isCallersTurn).toBe(false)
    expect(gather.take()).toBe('One moment.')
    gather.line.say({ text: ' We open at nine.', last: true })
    gather.line.listen()
    await gather.untilAllIsSaid(0)
    expect(gather.take()).toBe('We open at nine.')
  })

  it('is waited for by nobody when the agent has ended the call, or the caller has', async () => {
    const ending = lineUnderTest()
    ending.callerSays('Bye')
    ending.gather.line.say({ text: 'Goodbye.', last: true })
    ending.gather.line.listen()
    ending.gather.line.end()
    await ending.gather.untilAllIsSaid(3_500)
    expect(ending.gather).toMatchObject({ isCallersTurn: false, isEnding: true })
    expect(ending.gather.take()).toBe('Goodbye.')
    const gone = lineUnderTest()
    gone.callerSays('Bye')
    const waited = gone.gather.untilAllIsSaid(3_500)
    gone.gather.closed('caller')
    await waited
    expect(gone.gather.isEnding).toBe(true)
  })

  it('who answers sooner than the words can have been played is doubted to have heard them', () => {
    const { callerSays, clock, events, gather } = lineUnderTest()
    gather.goesOut('x'.repeat(100))
    clock.advance(3_999)
    callerSays('Hello?')
    expect(events.map(({ type }) => type)).toEqual(['playback-doubted', 'caller-spoke'])
  })

  it('who answers when they can have been played is not, and neither is one who comes for more', () => {
    const { callerSays, clock, events, gather } = lineUnderTest()
    gather.goesOut('x'.repeat(100))
    clock.advance(4_000)
    callerSays('Hello?')
    gather.line.say({ text: 'x'.repeat(100), last: false })
    gather.take()
    gather.partWasPlayed()
    callerSays('Are you there?')
    expect(events.map(({ type }) => type)).toEqual(['caller-spoke', 'caller-spoke'])
  })
})
