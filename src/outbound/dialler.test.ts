import { describe, expect, it, vi } from 'vitest'
import type { OutboundRules } from '../agents/agent.ts'
import { createTestSwitchboard } from '../../test/fakes/answered-call.ts'
import { createFakePhoneNetwork } from '../../test/fakes/phone-network.ts'
import { createDialler, type DiallerParts } from './dialler.ts'

const ourNumber = '+12125550000'
const ada = '+12125557890'

/** A dialler on a Monday at ten in New York, on a real network unless a test says otherwise. */
function office({
  outbound = { countries: ['US'], from: '08:00', until: '21:00' },
  ...changes
}: Partial<DiallerParts> & { outbound?: OutboundRules } = {}) {
  const exchange = createTestSwitchboard({ agent: { outbound } })
  const { agent, clock, stores, switchboard } = exchange
  const phoneNetwork = createFakePhoneNetwork()
  const dialler = createDialler({
    agents: stores.agents,
    archive: stores.archive,
    clock,
    doNotCallList: stores.doNotCall,
    newId: () => crypto.randomUUID(),
    phoneNetwork,
    switchboard,
    from: ourNumber,
    fictionalNumbers: 'refused',
    ...changes,
  })
  /** The carrier's name of a call to this number, or why there was none. */
  async function call(to: string): Promise<string> {
    const dialled = await dialler.placeCall({ to })
    return dialled.placed ? dialled.call.sid : dialled.code
  }
  return { ...exchange, agent, call, dialler, phoneNetwork }
}

describe('calling somebody', () => {
  it('rings their phone from our number, and knows the call before it is picked up', async () => {
    const { agent, dialler, phoneNetwork, stores, switchboard } = office()
    const dialled = await dialler.placeCall({
      to: '(212) 555-7890',
      opening: 'It is about the tap.',
    })
    if (!dialled.placed) throw new Error(dialled.reason)
    const { call } = dialled
    expect(phoneNetwork.placed).toMatchObject([
      { to: ada, from: ourNumber, callId: call.id, ringSeconds: 30 },
    ])
    expect(call).toMatchObject({
      direction: 'outbound',
      from: ourNumber,
      to: ada,
      agentId: agent.id,
      status: 'active',
      phase: 'ringing',
    })
    expect(switchboard.summaries().map(({ sid }) => sid)).toEqual([call.sid])
    expect(await stores.archive.find(call.id)).toMatchObject({ sid: call.sid, status: 'active' })
  })

  it('opens with the words that were given, or as the agent always does', async () => {
    const { dialler, switchboard } = office()
    const expected = vi.spyOn(switchboard, 'expect')
    await dialler.placeCall({ to: ada, opening: 'It is about the tap.' })
    await dialler.placeCall({ to: '+12125557891' })
    expect(expected.mock.calls.map(([{ openingWords }]) => openingWords)).toEqual([
      'It is about the tap.',
      undefined,
    ])
  })
})

describe('somebody who picks up at once', () => {
  it('is met with the words that were given, though the carrier has not answered us yet', async () => {
    const { dialler, phoneNetwork, switchboard } = office()
    const sid = 'CA9'
    vi.spyOn(phoneNetwork, 'place').mockImplementation(async ({ callId, from, to }) => {
      await switchboard.answer({ sid, direction: 'outbound', from, to, placedAs: callId })
      return { placed: true, callSid: sid }
    })
    const dialled = await dialler.placeCall({ to: ada, opening: 'It is about the tap.' })
    const answered = await switchboard.answer({
      sid,
      direction: 'outbound',
      from: ourNumber,
      to: ada,
    })
    expect(answered).toMatchObject({
      call: { id: dialled.placed && dialled.call.id },
      opening: { words: expect.stringContaining('It is about the tap.') as string },
    })
  })
})

describe('nobody is called', () => {
  it.each([
    ['whose number cannot be read', 'somebody', 'number-not-readable'],
    ['by a short number', '911', 'number-short'],
    ['in another country than those that are allowed', '+18765557890', 'country-not-allowed'],
    ['at the price that they name', '+19005557890', 'kind-not-allowed'],
    ['who does not exist', '+12125550123', 'number-fictional'],
    ['who is ourselves', '+1 212 555 0000', 'own-number'],
    ['while it is too early for them', '+13105557890', 'outside-hours'],
  ])('%s: %s', async (_why, to, code) => {
    const { call, phoneNetwork } = office()
    expect(await call(to)).toBe(code)
    expect(phoneNetwork.placed).toEqual([])
  })

  it('who has asked not to be called, whatever else there is to say', async () => {
    const { call, dialler, phoneNetwork, stores } = office()
    const { id: callId, epoch } = (
      await stores.calls.open({
        id: crypto.randomUUID(),
        sid: 'CA1',
        direction: 'inbound',
        channel: 'relay',
        from: ada,
        to: ourNumber,
        agentId: '',
        startedAt: new Date(),
      })
    ).call
    await stores.doNotCall.add({ phoneNumber: ada, callId, epoch, at: new Date() })
    expect(await call('212 555 7890')).toBe('do-not-call')
    expect(await dialler.placeCall({ to: ada })).toMatchObject({
      reason: 'Somebody at this number has asked not to be called any more.',
    })
    expect(phoneNetwork.placed).toEqual([])
  })

  it('while it cannot be known whether they asked not to be', async () => {
    const has = () => Promise.reject(new Error('The records are away'))
    const { call, phoneNetwork } = office({ doNotCallList: { has } })
    await expect(call(ada)).rejects.toThrow('The records are away')
    expect(phoneNetwork.placed).toEqual([])
  })

  it('outside the hours that the owner allows, and the reason says what time it is there', async () => {
    const { dialler } = office({ outbound: { countries: ['US'], from: '12:00', until: '13:00' } })
    expect(await dialler.placeCall({ to: ada })).toEqual({
      placed: false,
      code: 'outside-hours',
      reason:
        'It is 10:00 where this number is (America/New_York), and people may be called there from 12:00 to 13:00.',
    })
  })

  it('without a number to call from, or by a server that is stopping', async () => {
    expect(await office({ from: undefined }).call(ada)).toBe('no-number')
    const stopping = office()
    await stopping.switchboard.close()
    expect(await stopping.call(ada)).toBe('closing')
  })

  it('when the carrier does not want to, and its reason is handed on', async () => {
    const { dialler, phoneNetwork, switchboard } = office()
    phoneNetwork.refuses(ada)
    expect(await dialler.placeCall({ to: ada })).toEqual({
      placed: false,
      code: 'carrier-refused',
      reason: 'That is no number that can be called',
    })
    expect(switchboard.summaries()).toEqual([])
  })

  it('when the carrier cannot be reached, which is told apart from a refusal', async () => {
    const { call, phoneNetwork } = office()
    phoneNetwork.isBroken = true
    await expect(call(ada)).rejects.toMatchObject({ code: 'carrier-unavailable', retryable: true })
  })
})

describe('a number that is nobody’s', () => {
  it('is called in a rehearsal, at any time of day', async () => {
    const { call, phoneNetwork } = office({
      fictionalNumbers: 'allowed',
      outbound: { countries: ['US'], from: '03:00', until: '03:01' },
    })
    expect(await call('+15550100901')).toMatch(/^CA/)
    expect(await call('+12125550123')).toMatch(/^CA/)
    expect(await call(ada)).toBe('outside-hours')
    expect(phoneNetwork.placed.map(({ to }) => to)).toEqual(['+15550100901', '+12125550123'])
  })
})

describe('calls that go on at the same time', () => {
  it('are three at most, also when they are asked for in the same moment', async () => {
    const { call, phoneNetwork } = office()
    const numbers = Array.from({ length: 5 }, (_, line) => `+1212555789${line}`)
    const answers = await Promise.all(numbers.map((to) => call(to)))
    expect(answers.filter((answer) => answer === 'too-many-calls')).toHaveLength(2)
    expect(phoneNetwork.placed).toHaveLength(3)
  })

  it('never ring the same phone twice, also for somebody who clicks twice', async () => {
    const { call, phoneNetwork } = office()
    const answers = await Promise.all([call(ada), call('212 555 7890')])
    expect(answers.toSorted()).toEqual([expect.stringMatching(/^CA/), 'already-calling'])
    expect(await call(ada)).toBe('already-calling')
    expect(phoneNetwork.placed).toHaveLength(1)
  })

  it('make room when one is over, and when the carrier refuses one', async () => {
    const { call, phoneNetwork, switchboard } = office({ mostAtOnce: 1 })
    const first = await call(ada)
    expect(await call(ada)).toBe('too-many-calls')
    await switchboard.settle({
      sid: first,
      status: 'busy',
      durationSeconds: 0,
      at: new Date(),
      direction: 'outbound',
      from: ourNumber,
      to: ada,
    })
    phoneNetwork.refuses('+12125557891')
    expect(await call('+12125557891')).toBe('carrier-refused')
    expect(await call(ada)).toMatch(/^CA/)
  })

  it('are counted without those that came in', async () => {
    const { answered, call } = office({ mostAtOnce: 1 })
    await answered()
    expect(await call(ada)).toMatch(/^CA/)
  })
})

describe('hanging up', () => {
  it('ends a call by our name for it or the carrier’s, also one that came in', async () => {
    const { answered, call, dialler, phoneNetwork, stores } = office()
    const placed = await call(ada)
    const { id = '' } = (await stores.archive.find(placed)) ?? {}
    const { call: incoming } = await answered()
    expect(await dialler.hangUp(id)).toBe('hanging-up')
    expect(await dialler.hangUp(incoming.sid)).toBe('hanging-up')
    expect(phoneNetwork.hungUp).toEqual([placed, incoming.sid])
  })

  it('ends also a call that another process has', async () => {
    const { dialler, phoneNetwork, stores } = office()
    const { call } = await stores.calls.open({
      id: crypto.randomUUID(),
      sid: 'CA7',
      direction: 'inbound',
      channel: 'relay',
      from: ada,
      to: ourNumber,
      agentId: '',
      startedAt: new Date(),
    })
    expect(await dialler.hangUp(call.id)).toBe('hanging-up')
    expect(phoneNetwork.hungUp).toEqual(['CA7'])
    await stores.calls.settle({
      sid: 'CA7',
      status: 'completed',
      durationSeconds: 1,
      at: new Date(),
    })
    expect(await dialler.hangUp(call.id)).toBe('over')
    expect(phoneNetwork.hungUp).toEqual(['CA7'])
  })

  it('asks nothing of the carrier for a call that nobody knows, and says when it cannot ask', async () => {
    const { call, dialler, phoneNetwork } = office()
    expect(await dialler.hangUp('CA0')).toBe('unknown-call')
    const sid = await call(ada)
    phoneNetwork.isBroken = true
    await expect(dialler.hangUp(sid)).rejects.toMatchObject({ code: 'carrier-unavailable' })
  })
})
