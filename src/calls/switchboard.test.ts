import { describe, expect, it } from 'vitest'
import {
  answeredCall,
  createTestSwitchboard,
  everythingSettles,
  sid,
} from '../../test/fakes/answered-call.ts'
import { createFakeLine } from '../../test/fakes/caller-line.ts'
import { createGate } from '../../test/fakes/scripted-brain.ts'

const completed = {
  sid,
  status: 'completed',
  durationSeconds: 42,
  direction: 'inbound',
  from: '+12025550123',
  to: '+12025550100',
} as const

describe('answering calls', () => {
  it('answers a call once, however often the carrier asks', async () => {
    const { answered, stores } = createTestSwitchboard()
    const answers = await Promise.all([answered(), answered(), answered()])
    expect(new Set(answers.map(({ call }) => call.id)).size).toBe(1)
    expect((await stores.archive.list({ limit: 10 })).items).toHaveLength(1)
  })

  it('knows only calls that it answered', () => {
    const { switchboard } = createTestSwitchboard()
    expect(
      switchboard.connect(
        'CA0',
        createFakeLine(() => undefined),
      ),
    ).toBeUndefined()
  })

  it('joins a call to one line only', async () => {
    const { switchboard } = await answeredCall()
    expect(
      switchboard.connect(
        sid,
        createFakeLine(() => undefined),
      ),
    ).toBeUndefined()
  })

  it('answers also when the records are away, and opens the record later', async () => {
    const parts = createTestSwitchboard()
    const { calls: callBook } = parts.stores
    const open = callBook.open.bind(callBook)
    let isAway = true
    Object.assign(callBook, {
      open: (call: Parameters<typeof open>[0]) =>
        isAway ? Promise.reject(new Error('connection refused')) : open(call),
    })
    const { call } = await parts.answered()
    expect(call.from).toBe('+12025550123')
    const line = createFakeLine((event) => conversation?.receive(event))
    const conversation = parts.switchboard.connect(sid, line)
    line.happens({ type: 'key-pressed', key: '1' })
    await everythingSettles()
    isAway = false
    parts.clock.advance(1_000)
    await everythingSettles()
    const record = await parts.stores.archive.find(sid)
    expect(record?.entries.map(({ kind }) => kind)).toContain('key-pressed')
  })
})

describe('the end of a call, as the carrier tells it', () => {
  it('ends a conversation that is still going on', async () => {
    const { clock, conversation, record, switchboard } = await answeredCall()
    await switchboard.settle({ ...completed, at: clock.now() })
    await conversation.ended
    expect(await record()).toMatchObject({ status: 'completed', durationSeconds: 42 })
    expect(switchboard.summaries()).toEqual([])
  })

  it('changes nothing when it is told twice', async () => {
    const { clock, hangsUp, record, switchboard } = await answeredCall()
    await hangsUp()
    await switchboard.settle({ ...completed, at: clock.now() })
    const once = await record()
    await switchboard.settle({ ...completed, at: clock.now() })
    expect(await record()).toEqual(once)
  })

  it('is not taken before the call that has just ended here is written down', async () => {
    let isSlow = false
    const slow = Promise.withResolvers<undefined>()
    const call = await answeredCall({
      journal: (journal) => ({
        ...journal,
        append: async (batch) => {
          if (isSlow) await slow.promise
          return journal.append(batch)
        },
      }),
    })
    isSlow = true
    await call.hangsUp()
    const settling = call.switchboard.settle({ ...completed, at: call.clock.now() })
    await everythingSettles()
    // A process that dies now leaves a call that the next one finds open, and ends.
    expect(await call.record()).toMatchObject({ status: 'active' })
    slow.resolve(undefined)
    await settling
    const { entries, status } = await call.record()
    expect(status).toBe('completed')
    expect(entries.at(-1)?.kind).toBe('ended')
  })

  it('is also taken for a call whose line never came', async () => {
    const { answer, clock, stores, switchboard } = createTestSwitchboard()
    await answer()
    await switchboard.settle({ ...completed, durationSeconds: 0, at: clock.now() })
    expect(await stores.archive.find(sid)).toMatchObject({
      status: 'completed',
      outcome: 'no-conversation',
    })
  })

  it('does not have to come for a call whose line never came', async () => {
    const { answer, clock, stores, switchboard } = createTestSwitchboard()
    await answer()
    clock.advance(60_000)
    await everythingSettles()
    expect(switchboard.summaries()).toEqual([])
    expect((await stores.archive.find(sid))?.status).toBe('completed')
  })

  it('makes a record of a call that never reached us', async () => {
    const { clock, stores, switchboard } = createTestSwitchboard()
    expect(await switchboard.settle({ ...completed, at: clock.now() })).toBe('settled')
    expect(await stores.archive.find(sid)).toMatchObject({
      status: 'completed',
      durationSeconds: 42,
      from: '+12025550123',
      direction: 'inbound',
    })
  })
})

describe('a late word about a call', () => {
  it('that has ended does not make it ring again', async () => {
    const { answer, clock, events, hangsUp, record } = await answeredCall()
    await hangsUp()
    const before = await record()
    const eventsBefore = events.length
    expect(await answer()).toBe('over')
    clock.advance(120_000)
    await everythingSettles()
    expect(await record()).toEqual(before)
    expect(events).toHaveLength(eventsBefore)
  })

  it('keeps what the carrier says of a call that never connected', async () => {
    const { answer, clock, stores, switchboard } = createTestSwitchboard()
    await answer()
    const canceled = { ...completed, status: 'canceled', durationSeconds: 0 } as const
    await switchboard.settle({ ...canceled, at: clock.now() })
    expect((await stores.archive.find(sid))?.status).toBe('canceled')
  })
})

describe('a call that we place', () => {
  const bob = '+12025550155'
  const placed = (parts: ReturnType<typeof createTestSwitchboard>) => ({
    callId: crypto.randomUUID(),
    sid,
    from: '+12025550100',
    to: bob,
    agent: parts.agent,
    openingWords: undefined,
    ringSeconds: 30,
  })
  const reported = { sid, direction: 'outbound', from: '+12025550100', to: bob } as const

  it('was not talked in when the carrier never tells what came of it, and its late word counts', async () => {
    const parts = createTestSwitchboard()
    await parts.switchboard.expect(placed(parts))
    parts.clock.advance(90_000)
    await everythingSettles()
    expect(parts.switchboard.summaries()).toEqual([])
    const guessed = { status: 'no-answer', durationSeconds: 0 }
    expect(await parts.stores.archive.find(sid)).toMatchObject(guessed)
    const at = parts.clock.now()
    await parts.switchboard.settle({ ...reported, status: 'busy', durationSeconds: 0, at })
    expect(await parts.stores.archive.find(sid)).toMatchObject({ status: 'busy' })
  })

  it('was picked up when the carrier asked what to say, also if no line came of it', async () => {
    const parts = createTestSwitchboard()
    await parts.switchboard.expect(placed(parts))
    await parts.switchboard.answer(reported)
    parts.clock.advance(90_000)
    await everythingSettles()
    expect(await parts.stores.archive.find(sid)).toMatchObject({ status: 'completed' })
  })
})

describe('a switchboard that is closing', () => {
  it('takes no more calls, and ends those that have no line yet', async () => {
    const { answer, stores, switchboard } = createTestSwitchboard()
    await answer()
    await switchboard.close()
    expect(switchboard.isClosing).toBe(true)
    expect(await answer()).toBe('closing')
    expect(
      switchboard.connect(
        sid,
        createFakeLine(() => undefined),
      ),
    ).toBeUndefined()
    expect((await stores.archive.find(sid))?.status).toBe('completed')
  })

  it('writes down the end of every call that was going on, however long an answer takes', async () => {
    const gate = createGate()
    const call = await answeredCall({ scripts: [[{ step: 'wait', gate }]] })
    call.hearsTheOpening()
    call.says('When do you open?')
    await gate.reached
    const closed = call.switchboard.close()
    await everythingSettles()
    expect((await call.record()).status).toBe('active')
    call.clock.advance(25_000)
    await closed
    expect((await call.record()).status).toBe('completed')
  })

  it('counts a call as kept on this machine until the database has it, also when it is over', async () => {
    let isAway = false
    const call = await answeredCall({
      journal: (journal) => ({
        ...journal,
        append: (batch) => (isAway ? Promise.reject(new Error('away')) : journal.append(batch)),
      }),
    })
    isAway = true
    await call.hangsUp()
    expect(call.switchboard.callsKeptLocally).toBe(1)
    expect(call.switchboard.isBeingWritten(sid)).toBe(true)
    isAway = false
    call.clock.advance(1_000)
    await everythingSettles()
    expect(call.switchboard.callsKeptLocally).toBe(0)
    expect(call.switchboard.isBeingWritten(sid)).toBe(false)
  })

  it('tries a last time to write down what is in memory only, and then lets go', async () => {
    let isAway = false
    let tries = 0
    const call = await answeredCall({
      journal: (journal) => ({
        ...journal,
        append(batch) {
          tries += 1
          return isAway ? Promise.reject(new Error('away')) : journal.append(batch)
        },
      }),
    })
    isAway = true
    call.local.isFull = true
    await call.hangsUp()
    expect((await call.record()).status).toBe('active')
    expect(call.switchboard.callsNotRecorded).toBe(1)
    isAway = false
    await call.switchboard.close()
    expect((await call.record()).status).toBe('completed')
    expect(call.switchboard.callsNotRecorded).toBe(0)
    const triesAtTheEnd = tries
    call.clock.advance(60_000)
    await everythingSettles()
    expect(tries).toBe(triesAtTheEnd)
  })
})
