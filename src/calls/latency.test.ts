import { describe, expect, it } from 'vitest'
import { answeredCall, everythingSettles } from '../../test/fakes/answered-call.ts'
import { calls, createGate, says } from '../../test/fakes/scripted-brain.ts'
import { slowTool } from '../../test/fakes/slow-tool.ts'

const hours = 'We open at nine.'

/** A caller whose answer is thought about for half a second, and played a tenth later. */
async function callerWhoAsks({ stoppedBeforeMs }: { stoppedBeforeMs?: number } = {}) {
  const gate = createGate()
  const call = await answeredCall({ scripts: [[{ step: 'wait', gate }, ...says(hours)]] })
  call.hearsTheOpening()
  if (stoppedBeforeMs !== undefined) {
    call.line.happens({ type: 'caller-speaking', text: '' })
    call.line.happens({ type: 'caller-stopped-speaking' })
    call.clock.advance(stoppedBeforeMs)
  }
  call.says('When do you open?')
  await gate.reached
  call.clock.advance(500)
  gate.open()
  await everythingSettles()
  call.clock.advance(100)
  return {
    ...call,
    async latency() {
      const { entries } = await call.record()
      return entries.flatMap((one) => (one.kind === 'turn-measured' ? [one.payload] : []))
    },
  }
}

describe('how long the caller waited', () => {
  it('counts from the end of their speech to the first word that they hear', async () => {
    const call = await callerWhoAsks({ stoppedBeforeMs: 700 })
    call.line.happens({ type: 'playback-started' })
    call.clock.advance(1_000)
    call.hears(hours)
    await call.hangsUp()
    expect(await call.latency()).toMatchObject([
      { turn: 1, brainFirstWordMs: 500, firstWordSentMs: 500, firstWordHeardMs: 1_300 },
    ])
  })

  it('counts from the words where the line does not tell when the speech ended', async () => {
    const call = await callerWhoAsks()
    call.hears(hours)
    await call.hangsUp()
    expect(await call.latency()).toMatchObject([{ firstWordSentMs: 500, firstWordHeardMs: 600 }])
  })

  it('is told share by share, where the line tells when the speech ended', async () => {
    const call = await callerWhoAsks({ stoppedBeforeMs: 700 })
    call.line.happens({ type: 'playback-started' })
    await call.hangsUp()
    expect(await call.latency()).toMatchObject([
      { detectionMs: 700, firstWordSentMs: 500, playbackMs: 100, firstWordHeardMs: 1_300 },
    ])
  })

  it('counts to the answer, and tells apart when a filler before it was heard', async () => {
    const gate = createGate()
    const call = await answeredCall({ scripts: [[{ step: 'wait', gate }, ...says(hours)]] })
    call.hearsTheOpening()
    call.says('When do you open?')
    await gate.reached
    await everythingSettles()
    call.clock.advance(1_200)
    await everythingSettles()
    const filler = call.line.sent.join('')
    call.clock.advance(100)
    call.line.happens({ type: 'playback-started' })
    gate.open()
    await everythingSettles()
    call.clock.advance(900)
    call.hears(filler)
    call.clock.advance(200)
    call.hears(` ${hours}`)
    await call.hangsUp()
    const { entries } = await call.record()
    const measured = entries.flatMap((one) => (one.kind === 'turn-measured' ? [one.payload] : []))
    expect(measured).toMatchObject([
      { fillerHeardMs: 1_300, firstWordSentMs: 1_300, firstWordHeardMs: 2_400, playbackMs: 1_100 },
    ])
  })

  it('is not made up where nothing of the answer was played', async () => {
    const call = await callerWhoAsks({ stoppedBeforeMs: 700 })
    await call.hangsUp()
    const [measured] = await call.latency()
    expect(measured).toMatchObject({ firstWordSentMs: 500 })
    expect(measured?.firstWordHeardMs).toBeUndefined()
  })
})

it('the time of a tool is told apart from that of the brain', async () => {
  const tool = slowTool()
  const scripts = [calls('look-up', { what: 'it' }), says(hours)]
  const call = await answeredCall({ agent: { allowedTools: ['look-up'] }, tools: [tool], scripts })
  call.hearsTheOpening()
  call.says('When do you open?')
  await everythingSettles()
  call.clock.advance(400)
  tool.finish()
  await everythingSettles()
  call.hears(hours)
  await call.hangsUp()
  const { entries } = await call.record()
  const measured = entries.flatMap((one) => (one.kind === 'turn-measured' ? [one.payload] : []))
  expect(measured).toMatchObject([{ toolsMs: 400, brainFirstWordMs: 400 }])
})

it('a cough is not the end of the speech of keys pressed later', async () => {
  const call = await answeredCall({ scripts: [says('Thanks.')] })
  call.hearsTheOpening()
  call.line.happens({ type: 'caller-speaking', text: '' })
  call.line.happens({ type: 'caller-stopped-speaking' })
  call.clock.advance(5_000)
  call.line.happens({ type: 'key-pressed', key: '1' })
  call.line.happens({ type: 'key-pressed', key: '#' })
  await everythingSettles()
  call.hears('Thanks.')
  await call.hangsUp()
  const { entries } = await call.record()
  const waits = entries.flatMap((one) =>
    one.kind === 'turn-measured' ? [one.payload.firstWordHeardMs] : [],
  )
  expect(waits).toEqual([0])
})
