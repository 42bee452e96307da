import { beforeEach, describe, expect, it } from 'vitest'
import { callerSaid, ended, entry } from '../../test/contracts/call-builders.ts'
import { keptCall } from '../../test/contracts/local-journal.contract.ts'
import { everythingSettles } from '../../test/fakes/answered-call.ts'
import { keptMessage } from '../../test/contracts/local-tasks.contract.ts'
import { createMemoryLocalJournal } from '../../test/fakes/local-journal.ts'
import { createMemoryLocalTasks } from '../../test/fakes/local-tasks.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { createMemoryStores } from '../../test/fakes/memory-stores.ts'
import { silentLogger } from '../lib/logger.ts'
import { createKeptCallsReplay } from './kept-calls-replay.ts'
import { createLostEndsSweep } from './lost-ends.ts'

function createPlace() {
  const stores = createMemoryStores()
  const local = createMemoryLocalJournal()
  const localTasks = createMemoryLocalTasks()
  const clock = createManualClock()
  const state = {
    isAway: false,
    refused: '',
    live: new Set<string>(),
    opened: 0,
    log: [] as string[],
  }
  const away = () => Promise.reject(new Error('connection refused'))
  const keepWords = (_: unknown, sentence: string) => void state.log.push(sentence)
  const replay = createKeptCallsReplay({
    local,
    localTasks,
    tasks: stores.tasks,
    calls: {
      open(call) {
        state.opened += 1
        return state.isAway || state.refused === call.sid ? away() : stores.calls.open(call)
      },
    },
    journal: {
      ...stores.journal,
      append: (batch) => (state.isAway ? away() : stores.journal.append(batch)),
    },
    clock,
    isLive: (sid) => state.live.has(sid),
    log: { ...silentLogger, warn: keepWords, error: keepWords },
  })
  return { stores, local, localTasks, clock, state, replay }
}

let place: ReturnType<typeof createPlace>
beforeEach(() => {
  place = createPlace()
})

const talk = [
  entry(1, callerSaid('Hello')),
  entry(2, callerSaid('My tap is leaking', 2)),
  entry(3, ended('talked')),
]

async function kept(entries = talk) {
  const call = keptCall()
  await place.local.keep({ call, entries })
  return call
}

async function looksAgain() {
  place.clock.advance(3_000)
  await everythingSettles()
}

describe('a call that is kept on this machine', () => {
  it('is in the database, whole and with its end, as soon as a server starts', async () => {
    const call = await kept()
    place.replay.start()
    await everythingSettles()
    const record = await place.stores.archive.find(call.sid)
    expect(record?.entries).toEqual(talk)
    expect(record).toMatchObject({ id: call.id, status: 'completed', from: call.from })
    expect(await place.local.callSids()).toEqual([])
  })

  it('waits until the database is back, which is said once', async () => {
    const call = await kept()
    place.state.isAway = true
    place.replay.start()
    for (let look = 0; look < 5; look += 1) await looksAgain()
    expect(place.replay.callsWaiting).toBe(1)
    expect(place.state.log).toEqual(['Kept calls cannot be written to the database yet'])
    expect(await place.local.read(call.sid)).toBeDefined()
    place.state.isAway = false
    await looksAgain()
    expect((await place.stores.archive.find(call.sid))?.entries).toEqual(talk)
    expect(place.replay.callsWaiting).toBe(0)
  })

  it('is written once, also when the server dies before it has forgotten the file', async () => {
    const call = await kept()
    place.replay.start()
    await everythingSettles()
    await place.local.keep({ call, entries: talk })
    await looksAgain()
    expect((await place.stores.archive.find(call.sid))?.entries).toEqual(talk)
    expect(await place.local.callSids()).toEqual([])
  })

  it('continues what the database had before it went away', async () => {
    const call = await kept(talk.slice(1))
    const { customerId: _, epoch, ...newCall } = call
    await place.stores.calls.open(newCall)
    const before = { callId: call.id, epoch, entries: talk.slice(0, 1), phase: undefined }
    await place.stores.journal.append(before)
    place.replay.start()
    await everythingSettles()
    expect((await place.stores.archive.find(call.sid))?.entries).toEqual(talk)
  })

  it('is left to whoever has it while it goes on here', async () => {
    const call = await kept()
    place.state.live.add(call.sid)
    place.replay.start()
    await looksAgain()
    expect(place.state.opened).toBe(0)
    place.state.live.clear()
    await looksAgain()
    expect(await place.local.callSids()).toEqual([])
  })

  it('of any length is written in pieces', async () => {
    const long = Array.from({ length: 450 }, (_, at) => entry(at + 1, callerSaid(`${at}`)))
    const call = await kept(long)
    place.replay.start()
    await everythingSettles()
    expect((await place.stores.archive.find(call.sid))?.entries).toEqual(long)
  })

  it('stays in its file when the database has it in other words, and keeps no other waiting', async () => {
    const call = await kept()
    const { customerId: _, epoch, ...newCall } = call
    await place.stores.calls.open(newCall)
    const others = [entry(1, callerSaid('Something else'))]
    await place.stores.journal.append({ callId: call.id, epoch, entries: others, phase: undefined })
    const next = await kept()
    place.replay.start()
    await looksAgain()
    expect(place.replay.callsContradicting).toBe(1)
    expect(place.state.log).toEqual(['A kept call contradicts the database and stays in its file'])
    expect((await place.local.read(call.sid))?.entries).toEqual(talk)
    expect((await place.stores.archive.find(next.sid))?.entries).toEqual(talk)
  })

  it('that the database cannot take keeps no other waiting', async () => {
    const call = await kept()
    const next = await kept()
    place.state.refused = call.sid
    place.replay.start()
    await everythingSettles()
    expect(place.replay.callsWaiting).toBe(1)
    expect((await place.stores.archive.find(next.sid))?.entries).toEqual(talk)
    place.state.refused = ''
    await looksAgain()
    expect((await place.stores.archive.find(call.sid))?.entries).toEqual(talk)
  })

  it('stays in its file when another server has taken the call over and gone on without it', async () => {
    const call = await kept()
    const { customerId: _, epoch: _first, ...newCall } = call
    await place.stores.calls.open(newCall)
    const { epoch } = await place.stores.calls.takeOver(call.id)
    const others = [entry(1, { kind: 'taken-up', payload: { epoch, reason: 'gone' } })]
    await place.stores.journal.append({ callId: call.id, epoch, entries: others, phase: undefined })
    place.replay.start()
    await everythingSettles()
    expect(place.replay.callsContradicting).toBe(1)
    expect(await place.local.read(call.sid)).toBeDefined()
  })

  it('is written when somebody has taken the call over, and nobody has gone on with it', async () => {
    const call = await kept(talk.slice(1))
    const { customerId: _, epoch, ...newCall } = call
    await place.stores.calls.open(newCall)
    const before = { callId: call.id, epoch, entries: talk.slice(0, 1), phase: undefined }
    await place.stores.journal.append(before)
    await place.stores.calls.takeOver(call.id)
    place.replay.start()
    await everythingSettles()
    expect((await place.stores.archive.find(call.sid))?.entries).toEqual(talk)
    expect(await place.local.callSids()).toEqual([])
  })

  it('is forgotten when whoever took the call over has written it already', async () => {
    const call = await kept()
    const { customerId: _, epoch: _first, ...newCall } = call
    await place.stores.calls.open(newCall)
    const { epoch } = await place.stores.calls.takeOver(call.id)
    const more = [...talk, entry(4, callerSaid('Still there?'))]
    const batch = { callId: call.id, epoch, entries: more, phase: undefined }
    await place.stores.journal.append(batch)
    place.replay.start()
    await everythingSettles()
    expect(place.replay.callsContradicting).toBe(0)
    expect(await place.local.callSids()).toEqual([])
  })

  it('is not begun any more once the server stops', async () => {
    await kept()
    place.state.isAway = true
    place.replay.start()
    await place.replay.stop()
    place.state.isAway = false
    place.replay.start()
    await looksAgain()
    expect(await place.local.callSids()).toHaveLength(1)
  })
})

describe('a message that was left while the database was away', () => {
  const tasks = async () => (await place.stores.tasks.list({ limit: 10 })).items

  it('is there for the team as soon as the database is back, once', async () => {
    const message = keptMessage()
    await place.localTasks.keep(message)
    place.state.isAway = true
    place.replay.start()
    await looksAgain()
    expect(place.replay.tasksWaiting).toBe(1)
    expect(await tasks()).toEqual([])
    place.state.isAway = false
    await looksAgain()
    await place.localTasks.keep(message)
    await looksAgain()
    expect(await tasks()).toMatchObject([
      { payload: message.task.payload, callId: message.call.id },
    ])
    expect(place.replay.tasksWaiting).toBe(0)
    expect(await place.localTasks.all()).toEqual([])
  })

  it('is there also when another server has taken the call over since', async () => {
    const message = keptMessage()
    const { customerId: _, epoch: _first, ...newCall } = message.call
    await place.stores.calls.open(newCall)
    await place.stores.calls.takeOver(message.call.id)
    await place.localTasks.keep(message)
    place.replay.start()
    await everythingSettles()
    expect(await tasks()).toHaveLength(1)
  })
})

describe('a call whose process died while the database was away', () => {
  it('does not go on for ever: it is replayed, and its end is asked for', async () => {
    const call = await kept(talk.slice(0, 2))
    place.replay.start()
    await everythingSettles()
    const { archive, calls, journal } = place.stores
    expect(await archive.find(call.sid)).toMatchObject({ status: 'active', phase: 'reconnecting' })
    const clock = createManualClock(new Date(Date.now() + 10 * 60_000))
    const lostEnds = createLostEndsSweep({
      calls,
      journal,
      phoneNetwork: { lookUp: async () => ({ state: 'unknown' }) },
      clock,
      isLive: () => false,
      settle: (end) => calls.settle(end),
      log: silentLogger,
      forgottenAfterMs: 0,
    })
    lostEnds.start()
    clock.advance(60_000)
    await everythingSettles()
    expect(await archive.find(call.sid)).toMatchObject({ status: 'completed', outcome: 'talked' })
    await lostEnds.stop()
  })
})
