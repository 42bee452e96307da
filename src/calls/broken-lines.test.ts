import { describe, expect, it } from 'vitest'
import { standingWords } from '../agents/standing-words.ts'
import { answeredCall, everythingSettles, notice, sid } from '../../test/fakes/answered-call.ts'
import { createFakeLine } from '../../test/fakes/caller-line.ts'
import { createGate, says } from '../../test/fakes/scripted-brain.ts'
import type { NextStep } from './next-step.ts'

const { reconnected } = standingWords()
const broken = { how: 'broken', reason: '39001' } as const

function openingOf(step: NextStep): string {
  return step.do === 'talk' ? step.answered.opening.words : `(${step.do})`
}

describe('a caller whose line broke', () => {
  it('is not forgotten: the call goes on with everything that was said', async () => {
    const call = await answeredCall({ scripts: [says('At nine.'), says('On Mondays too.')] })
    call.hearsTheOpening()
    call.says('When do you open?')
    await everythingSettles()
    call.hears('At nine.')
    call.line.happens({ type: 'line-closed', by: 'fault' })
    await everythingSettles()
    expect((await call.record()).status).toBe('active')
    const step = await call.switchboard.goOn(sid, broken)
    expect(openingOf(step)).toBe(reconnected)
    const again = call.connect()
    again.line.happens({ type: 'playback-advanced', text: reconnected })
    again.line.happens({ type: 'caller-spoke', text: 'On Mondays?', language: undefined })
    await everythingSettles()
    expect(again.line.sent).toEqual(['On Mondays too.', '|'])
    expect(call.brain.requests.at(-1)?.transcript).toMatchObject([
      { speaker: 'agent', turn: 0 },
      { speaker: 'caller', turn: 1 },
      { speaker: 'agent', turn: 1, text: 'At nine.' },
      { speaker: 'agent', turn: 2, text: reconnected, standing: true },
      { speaker: 'caller', turn: 3 },
    ])
  })

  it('hears the notice once more when it was not heard before', async () => {
    const call = await answeredCall()
    call.line.happens({ type: 'playback-advanced', text: 'You are speaking' })
    call.line.happens({ type: 'line-closed', by: 'fault' })
    await everythingSettles()
    expect(openingOf(await call.switchboard.goOn(sid, broken))).toBe(`${notice} ${reconnected}`)
  })

  it('is greeted as at first when the line never came up', async () => {
    const call = await answeredCall()
    call.line.happens({ type: 'line-closed', by: 'fault' })
    await everythingSettles()
    expect(openingOf(await call.switchboard.goOn(sid, broken))).toContain(notice)
  })

  it('comes to the same place however often the carrier asks', async () => {
    const call = await answeredCall()
    call.hearsTheOpening()
    call.line.happens({ type: 'line-closed', by: 'fault' })
    await everythingSettles()
    const first = await call.switchboard.goOn(sid, { how: 'ended' })
    expect(await call.switchboard.goOn(sid, { how: 'ended' })).toEqual(first)
  })

  it('is also picked up when the carrier notices before we do', async () => {
    const call = await answeredCall()
    call.hearsTheOpening()
    const step = await call.switchboard.goOn(sid, broken)
    expect(openingOf(step)).toBe(reconnected)
    expect(call.connect().line.sent).toEqual([])
  })

  it('goes on by the simpler channel when the line keeps breaking, and is let go in the end', async () => {
    const call = await answeredCall()
    call.hearsTheOpening()
    const channels: string[] = []
    for (let times = 0; times < 5; times += 1) {
      const step = await call.switchboard.goOn(sid, broken)
      channels.push(step.do === 'talk' ? step.answered.channel : step.do)
    }
    expect(channels).toEqual(['relay', 'gather', 'gather', 'gather', 'hang-up'])
    expect((await call.record()).status).toBe('completed')
  })

  it('has lost one line when both the socket and the carrier tell of it', async () => {
    const call = await answeredCall()
    call.hearsTheOpening()
    call.line.happens({ type: 'line-closed', by: 'fault' })
    await everythingSettles()
    expect(await call.switchboard.goOn(sid, { ...broken, session: 'VX1' })).toMatchObject({
      answered: { channel: 'relay' },
    })
  })

  it('has lost one line when the carrier tells of it twice', async () => {
    const call = await answeredCall()
    call.hearsTheOpening()
    const first = await call.switchboard.goOn(sid, { ...broken, session: 'VX1' })
    expect(await call.switchboard.goOn(sid, { ...broken, session: 'VX1' })).toEqual(first)
    expect(first).toMatchObject({ answered: { channel: 'relay' } })
  })

  it('is not cut off by late news of the session before', async () => {
    const call = await answeredCall({ scripts: [says('At nine.')] })
    await call.switchboard.goOn(sid, { ...broken, session: 'VX0' })
    call.line.happens({ type: 'line-closed', by: 'fault' })
    await everythingSettles()
    const line = createFakeLine((event) => conversation?.receive(event))
    const conversation = call.switchboard.connect(sid, line, { session: 'VX2' })
    for (const how of ['ended', 'broken'] as const) {
      const step = await call.switchboard.goOn(sid, { how, session: 'VX1' })
      expect(step).toMatchObject({ do: 'talk' })
    }
    line.happens({ type: 'caller-spoke', text: 'When do you open?', language: undefined })
    await everythingSettles()
    expect(line.sent.join('')).toContain('At nine.')
    expect(await call.switchboard.goOn(sid, { how: 'ended', session: 'VX2' })).toMatchObject({
      do: 'hang-up',
    })
  })

  it('is told so, when it is let go', async () => {
    const call = await answeredCall()
    const steps: NextStep[] = []
    for (let times = 0; times < 5; times += 1) steps.push(await call.switchboard.goOn(sid, broken))
    expect(steps.at(-1)).toEqual({ do: 'hang-up', words: standingWords().connectionLost })
  })

  it('leaves a mark for people where the carrier had to fall back', async () => {
    const call = await answeredCall()
    await call.switchboard.goOn(sid, { ...broken, instead: 'gather', flag: 'fallback-used' })
    await call.hangsUp()
    expect((await call.record()).flags).toEqual(['fallback-used'])
  })

  it('is on the channel that the carrier can still do', async () => {
    const call = await answeredCall()
    const step = await call.switchboard.goOn(sid, { ...broken, instead: 'gather' })
    expect(step).toMatchObject({ do: 'talk', answered: { channel: 'gather' } })
  })

  it('is given up when the carrier never asks', async () => {
    const call = await answeredCall()
    call.line.happens({ type: 'line-closed', by: 'fault' })
    await everythingSettles()
    call.clock.advance(30_000)
    await everythingSettles()
    expect(await call.record()).toMatchObject({ status: 'completed' })
    expect(await call.switchboard.goOn(sid, broken)).toEqual({ do: 'unknown' })
  })

  it('has hung up when the carrier says so', async () => {
    const call = await answeredCall()
    call.line.happens({ type: 'line-closed', by: 'fault' })
    await everythingSettles()
    const at = call.clock.now()
    const end = { sid, status: 'completed', durationSeconds: 7, at } as const
    await call.switchboard.settle({ ...end, direction: 'inbound', from: '+1', to: '+2' })
    expect(await call.record()).toMatchObject({ status: 'completed', durationSeconds: 7 })
    expect(call.switchboard.summaries()).toEqual([])
  })
})

it('a filler is not said again as the next one when the line broke in between', async () => {
  const [first, second] = [createGate(), createGate()]
  const waits = (gate: typeof first) => [{ step: 'wait' as const, gate }, ...says('Nine.')]
  const call = await answeredCall({ scripts: [waits(first), waits(second)] })
  call.hearsTheOpening()
  call.says('When?')
  await first.reached
  await everythingSettles()
  call.clock.advance(1_200)
  await everythingSettles()
  first.open()
  await everythingSettles()
  call.line.happens({ type: 'line-closed', by: 'fault' })
  await everythingSettles()
  await call.switchboard.goOn(sid, { how: 'broken' })
  const again = call.connect()
  again.line.happens({ type: 'caller-spoke', text: 'When?', language: undefined })
  await second.reached
  await everythingSettles()
  call.clock.advance(1_200)
  await everythingSettles()
  expect(again.line.sent.at(-1)).not.toBe(call.line.sent[0])
})
