import { describe, expect, it } from 'vitest'
import { answersHours, relayCall } from '../testing/relay-call.ts'
import type { FaultRule } from './fault.ts'

function faultyCall(...faults: FaultRule[]) {
  return relayCall({ attributes: '', script: answersHours, faults })
}

const resume = '/webhooks/voice/resume'

describe('a relay session that a fault strikes', () => {
  it('may never come to be, which its action is told', async () => {
    await using call = await faultyCall({ kind: 'relay-refused' })
    await call.caller.ended()
    expect(call.server.upgrades).toEqual([])
    expect(call.server.requestsTo(resume)).toMatchObject([
      { form: { SessionStatus: 'failed', ErrorCode: '39001', CallStatus: 'in-progress' } },
    ])
  })

  it.each([1000, 1001, 1011] as const)(
    'is closed in the middle of an answer by %i',
    async (code) => {
      await using call = await faultyCall({ kind: 'relay-closed', code, at: 'token-received' })
      await call.caller.says('Hours?')
      await call.caller.ended()
      expect(call.peer().closedWith?.code).toBe(code)
      expect(call.server.requestsTo(resume)).toMatchObject([
        { form: { SessionStatus: 'failed', ErrorCode: '39001' } },
      ])
    },
  )

  it('breaks without a word, after its second prompt', async () => {
    await using call = await faultyCall({
      kind: 'relay-closed',
      code: 1006,
      at: 'prompt-sent',
      nth: 2,
    })
    await call.caller.says('Hours?')
    await call.caller.hears('We open')
    await call.caller.waitsForSilence()
    await call.caller.says('And on Sunday?')
    await call.caller.ended()
    await expect.poll(() => call.peer().closedWith?.code).toBe(1006)
    expect(call.server.requestsTo(resume)).toHaveLength(1)
  })

  it('stands and is dead, until the caller gives up', async () => {
    await using call = await faultyCall({ kind: 'relay-stalled', at: 'connected' })
    await call.caller.says('Hours?')
    await call.caller.staysSilent(30_000)
    expect(call.peer().ofType('prompt')).toEqual([])
    expect(call.caller.heardSoFar()).toBe('')
    expect(await call.caller.hangsUp()).toMatchObject({ reason: 'caller-hung-up' })
    expect(call.server.requestsTo(resume)).toMatchObject([{ form: { SessionStatus: 'completed' } }])
  })

  it('brings in one burst what a stall held up', async () => {
    await using call = await faultyCall({
      kind: 'relay-stalled',
      at: 'token-received',
      nth: 2,
      forMs: 5000,
    })
    await call.caller.says('One?')
    await call.caller.hears('close at five')
    await call.caller.waitsForSilence()
    await call.caller.says('Two?')
    await call.caller.says('Three?')
    expect(call.peer().ofType('prompt')).toHaveLength(1)
    await call.carrier.advance(5000)
    await expect
      .poll(() =>
        call
          .peer()
          .ofType('prompt')
          .map(({ voicePrompt }) => voicePrompt),
      )
      .toEqual(['One?', 'Two?', 'Three?'])
  })

  it('hears everything twice', async () => {
    await using call = await faultyCall({ kind: 'prompt-duplicated' })
    await call.caller.says('Hours?')
    expect(call.peer().ofType('prompt')).toHaveLength(2)
  })

  it('hears nothing in what was said', async () => {
    await using call = await faultyCall({ kind: 'prompt-emptied', nth: 1 })
    await call.caller.says('Hours?')
    expect(call.peer().ofType('prompt')).toMatchObject([{ voicePrompt: '', last: true }])
  })

  it('gets a message that is no JSON', async () => {
    await using call = await faultyCall()
    call.carrier.faults.add({ kind: 'relay-message-garbled', nth: 1, path: '/relay' })
    await call.caller.answered()
    await call.carrier.advance(0)
    expect(call.peer().received).toMatchObject([{ type: 'no-json' }])
  })
})
