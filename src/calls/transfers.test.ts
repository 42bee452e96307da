import { describe, expect, it, vi } from 'vitest'
import { standingWords } from '../agents/standing-words.ts'
import { createTransferCall } from '../tools/transfer-call.ts'
import { answeredCall, everythingSettles, sid } from '../../test/fakes/answered-call.ts'
import { calls, says } from '../../test/fakes/scripted-brain.ts'
import type { TriedTransfer } from './next-step.ts'

const words = standingWords()
const sam = { name: 'Sam', phoneNumber: '+12025550150', alsoCalled: [] }
const kim = { name: 'Kim', phoneNumber: '+12025550151', alsoCalled: [] }
const puttingThrough = 'I will put you through. One moment.'

async function callerPutThrough({ person = 'anyone', from = '+12025550123' } = {}) {
  const call = await answeredCall({
    agent: {
      team: { members: [sam, kim], order: 'in-order', ringSeconds: 20, alsoWhenClosed: false },
    },
    tools: [createTransferCall()],
    scripts: [
      calls('transfer-call', { person, reason: 'a leaking tap' }),
      says(puttingThrough),
      says('I will pass it on.'),
    ],
    from,
  })
  call.hearsTheOpening()
  call.says('I want to speak to a person.')
  await everythingSettles()
  expect(call.line.sent).toEqual([puttingThrough, '|'])
  call.hears(puttingThrough)
  await everythingSettles()
  expect(call.line.sent.at(-1)).toBe('[end]')
  call.line.happens({ type: 'line-closed', by: 'agent' })
  await everythingSettles()
  const tried = (attempt: number, outcome: TriedTransfer['outcome'], talkedSeconds = 0) =>
    call.switchboard.transferTried(sid, { attempt, outcome, talkedSeconds })
  return { ...call, tried, ring: () => call.switchboard.goOn(sid, { how: 'ended' }) }
}

describe('a caller who is put through', () => {
  it('hears so first, and then the person’s phone rings', async () => {
    const call = await callerPutThrough()
    expect(await call.ring()).toMatchObject({
      do: 'ring',
      target: { name: 'Sam', phoneNumber: sam.phoneNumber },
      attempt: 1,
      ringSeconds: 20,
      reason: 'a leaking tap',
      words: '',
    })
    expect(call.switchboard.summaries()).toMatchObject([{ phase: 'transferring' }])
  })

  it('has been helped when somebody takes the call', async () => {
    const call = await callerPutThrough()
    await call.ring()
    expect(await call.tried(1, 'connected', 61)).toEqual({ do: 'hang-up', words: '' })
    const record = await call.record()
    expect(record).toMatchObject({ status: 'completed', outcome: 'transferred' })
    expect(record.entries.filter(({ kind }) => kind.startsWith('transfer-'))).toMatchObject([
      { kind: 'transfer-started', payload: { to: 'Sam', attempt: 1 } },
      {
        kind: 'transfer-ended',
        payload: { to: 'Sam', attempt: 1, outcome: 'connected', talkedSeconds: 61 },
      },
    ])
    expect((await call.stores.tasks.list({ limit: 10 })).items).toEqual([])
  })

  it('is told when the next person is tried', async () => {
    const call = await callerPutThrough()
    await call.ring()
    expect(await call.tried(1, 'busy')).toMatchObject({
      do: 'ring',
      target: { name: 'Kim' },
      attempt: 2,
      words: words.tryingNext({ missed: 'Sam', next: 'Kim' }),
    })
  })

  it('is told once, however often the carrier reports the same', async () => {
    const call = await callerPutThrough()
    await call.ring()
    const next = await call.tried(1, 'no-answer')
    expect(await call.tried(1, 'no-answer')).toEqual(next)
    expect(await call.ring()).toEqual(next)
  })

  it('is back with the agent when nobody takes the call, and a callback is written down', async () => {
    const call = await callerPutThrough()
    await call.ring()
    await call.tried(1, 'no-answer')
    const back = await call.tried(2, 'declined')
    const apology = words.nobodyTookTheCall({ name: undefined, callback: true })
    expect(back).toMatchObject({
      do: 'talk',
      answered: { opening: { notice: '', words: apology } },
    })
    expect((await call.stores.tasks.list({ limit: 10 })).items).toMatchObject([
      { type: 'callback', payload: { phoneNumber: '+12025550123' } },
    ])
    const again = call.connect()
    again.line.happens({ type: 'playback-advanced', text: apology })
    again.line.happens({ type: 'caller-spoke', text: 'My tap leaks.', language: undefined })
    await everythingSettles()
    expect(again.line.sent).toEqual(['I will pass it on.', '|'])
    const transcript = call.brain.requests.at(-1)?.transcript ?? []
    expect(transcript.filter(({ speaker }) => speaker === 'tool')).toMatchObject([
      { tool: 'transfer-call', result: { ok: true } },
      { tool: 'transfer-call', result: { ok: false, reason: 'nobody-answered' } },
      { tool: 'transfer-call', result: { ok: false, reason: 'nobody-answered' } },
      { tool: 'schedule-callback', result: { ok: true } },
    ])
    expect(transcript.at(-1)).toMatchObject({ speaker: 'caller', text: 'My tap leaks.' })
  })

  it('is not kept waiting for records that do not answer, and is promised nothing', async () => {
    const call = await callerPutThrough({ person: 'Kim' })
    await call.ring()
    vi.spyOn(call.stores.tasks, 'add').mockReturnValue(new Promise(() => undefined))
    const back = call.tried(1, 'busy')
    await everythingSettles()
    call.clock.advance(3_000)
    const apology = words.nobodyTookTheCall({ name: 'Kim', callback: false })
    expect(await back).toMatchObject({ answered: { opening: { words: apology } } })
  })

  it('is told the same when the carrier reports the last attempt twice at once', async () => {
    const call = await callerPutThrough({ person: 'Kim' })
    await call.ring()
    const [one, other] = await Promise.all([call.tried(1, 'busy'), call.tried(1, 'busy')])
    expect(one).toMatchObject({ do: 'talk', answered: { opening: { notice: '' } } })
    expect(other).toEqual(one)
  })

  it('is named the one person who was tried', async () => {
    const call = await callerPutThrough({ person: 'Kim' })
    await call.ring()
    expect(await call.tried(1, 'no-answer')).toMatchObject({
      answered: {
        opening: { words: words.nobodyTookTheCall({ name: 'Kim', callback: true }) },
      },
    })
  })

  it('is promised no callback when nobody knows the number', async () => {
    const call = await callerPutThrough({ person: 'Kim', from: 'anonymous' })
    await call.ring()
    expect(await call.tried(1, 'no-answer')).toMatchObject({
      answered: {
        opening: { words: words.nobodyTookTheCall({ name: 'Kim', callback: false }) },
      },
    })
  })

  it('is called back when they hang up while it rings', async () => {
    const call = await callerPutThrough()
    await call.ring()
    const at = call.clock.now()
    const end = { sid, status: 'completed', durationSeconds: 20, at } as const
    await call.switchboard.settle({ ...end, direction: 'inbound', from: '+1', to: '+2' })
    expect((await call.stores.tasks.list({ limit: 10 })).items).toHaveLength(1)
    expect(await call.record()).toMatchObject({ outcome: 'callback-scheduled' })
  })

  it('is called back once, also when both ends of the call are reported', async () => {
    const call = await callerPutThrough()
    await call.ring()
    expect(await call.tried(1, 'canceled')).toEqual({ do: 'hang-up', words: '' })
    await call.tried(1, 'canceled')
    expect((await call.stores.tasks.list({ limit: 10 })).items).toHaveLength(1)
    expect((await call.record()).status).toBe('completed')
  })
})

describe('a caller whom nobody could take, and who coughed while being put through', () => {
  it('is not put through to the same people again', async () => {
    const call = await answeredCall({
      agent: {
        team: { members: [sam], order: 'in-order', ringSeconds: 20, alsoWhenClosed: true },
      },
      tools: [createTransferCall()],
      scripts: [
        calls('transfer-call', { person: 'anyone', reason: 'a leaking tap' }),
        says(puttingThrough),
      ],
    })
    call.hearsTheOpening()
    call.says('I want to speak to a person.')
    await everythingSettles()
    call.interruptsAfter('I will put')
    call.clock.advance(4_000)
    expect(call.line.sent.at(-1)).toBe('[end]')
    call.line.happens({ type: 'line-closed', by: 'agent' })
    await everythingSettles()
    await call.switchboard.goOn(sid, { how: 'ended' })
    await call.switchboard.transferTried(sid, {
      attempt: 1,
      outcome: 'no-answer',
      talkedSeconds: 0,
    })
    const { line } = call.connect()
    await everythingSettles()
    line.happens({
      type: 'playback-advanced',
      text: words.nobodyTookTheCall({ name: 'Sam', callback: true }),
    })
    await everythingSettles()
    expect(line.sent).toEqual([])
    expect(line.listening).toBe(1)
  })
})

describe('a caller whose transfer the carrier cannot do', () => {
  it('is put through to the next person instead of to the same again', async () => {
    const call = await callerPutThrough()
    await call.ring()
    const fallback = { how: 'broken', instead: 'gather', flag: 'fallback-used' } as const
    expect(await call.switchboard.goOn(sid, fallback)).toMatchObject({
      do: 'ring',
      target: { name: 'Kim' },
      attempt: 2,
    })
  })

  it('is put through after all when it was our answer that failed', async () => {
    const call = await callerPutThrough()
    const fallback = { how: 'broken', instead: 'gather', flag: 'fallback-used' } as const
    expect(await call.switchboard.goOn(sid, fallback)).toMatchObject({
      do: 'ring',
      target: { name: 'Sam' },
      attempt: 1,
    })
  })
})

describe('a caller who speaks while the agent puts them through', () => {
  it('is listened to, and not put through', async () => {
    const call = await answeredCall({
      agent: {
        team: { members: [sam], order: 'in-order', ringSeconds: 20, alsoWhenClosed: false },
      },
      tools: [createTransferCall()],
      scripts: [
        calls('transfer-call', { person: 'Sam', reason: 'a tap' }),
        says(puttingThrough),
        says('Of course.'),
      ],
    })
    call.hearsTheOpening()
    call.says('Sam, please.')
    await everythingSettles()
    call.interruptsAfter('I will put')
    call.says('No, wait, I will call again. Thank you.')
    await everythingSettles()
    call.hears('Of course.')
    await everythingSettles()
    expect(call.line.sent).not.toContain('[end]')
    await call.hangsUp()
    expect((await call.record()).entries.map(({ kind }) => kind)).not.toContain('transfer-started')
  })
})
