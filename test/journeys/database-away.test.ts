import { afterEach, describe, expect, it } from 'vitest'
import type { LocalJournal } from '../../src/calls/local-journal.ts'
import type { CallDetail, Health } from '../../src/contract/index.ts'
import { createAwayDatabase, type AwayDatabase } from '../fakes/away-database.ts'
import { createMemoryLocalJournal } from '../fakes/local-journal.ts'
import { calls, createScriptedBrain, says, type BrainScript } from '../fakes/scripted-brain.ts'
import { openOffice, type Office } from './office.ts'
import { oneClock } from './one-clock.ts'

const hours = 'We open at nine and close at five.'
const minuteMs = 60_000

let office: Office
let database: AwayDatabase
let clock: ReturnType<typeof oneClock>['clock']
let local: LocalJournal | undefined
afterEach(() => office[Symbol.asyncDispose]())

async function open({
  isDiskFull = false,
  scripts = [],
}: { isDiskFull?: boolean; scripts?: readonly BrainScript[] } = {}) {
  database = createAwayDatabase()
  const one = oneClock(database)
  clock = one.clock
  office = await openOffice(
    {
      brain: createScriptedBrain({ scripts, whenOutOfScripts: says(hours) }),
      clock,
      stores: one.stores,
      localJournal(own) {
        const full = createMemoryLocalJournal()
        full.isFull = true
        local = isDiskFull ? full : own
        return one.localJournal(local)
      },
    },
    { clock },
  )
}

const asks = async (caller: Awaited<ReturnType<typeof callerOnTheLine>>) => {
  await caller.says('When are you open?')
  await caller.hears(hours)
  await caller.waitsForSilence()
}

async function callerOnTheLine(from = '+12025550123') {
  const caller = office.carrier.placeCall({ from })
  await caller.hears('How can I help you?')
  await caller.waitsForSilence()
  return caller
}

async function heals() {
  database.is = 'there'
  await clock.advance(5_000)
  await clock.settle()
}

/** What the journal and the transcript owe to a caller after everything. */
function expectWhole(record: CallDetail, questions: number) {
  expect(record.events.map(({ seq }) => seq)).toEqual(record.events.map((_, at) => at + 1))
  const said = record.messages.filter(({ role }) => role === 'user')
  expect(said.map(({ content }) => content)).toEqual(
    Array.from({ length: questions }, () => 'When are you open?'),
  )
  expect(record.flags).toEqual([])
  expect(record.messages.filter(({ content }) => content === hours)).toHaveLength(questions)
}

const modesOf = ({ events }: CallDetail) =>
  events.flatMap(({ kind, payload }) => (kind === 'mode-changed' ? [payload['mode']] : []))

describe('when the database is away for minutes in the middle of a call', () => {
  it('the caller notices nothing, and the record is whole afterwards', async () => {
    await open()
    const caller = await callerOnTheLine()
    await asks(caller)
    database.is = 'refuses'
    for (let minute = 0; minute < 3; minute += 1) {
      await asks(caller)
      await clock.advance(10_000)
    }
    expect((await office.get<Health>('/health')).reasons).toContain(
      'One call is written to this machine until the database is back',
    )
    await heals()
    await asks(caller)
    await caller.hangsUp()
    await clock.settle()
    const record = await office.callRecord(caller.callSid)
    expectWhole(record, 5)
    expect(record).toMatchObject({ status: 'completed' })
    expect(modesOf(record)).toEqual(['kept-locally', 'recorded'])
    expect(await local?.callSids()).toEqual([])
    expect((await office.get<Health>('/health')).reasons).toEqual([])
  })

  it('and the call ends meanwhile, its end is in the record as well', async () => {
    await open()
    const caller = await callerOnTheLine()
    database.is = 'refuses'
    await asks(caller)
    await caller.hangsUp()
    await clock.advance(5 * minuteMs)
    expect((await office.get<Health>('/health')).reasons).toContain(
      'One call is written to this machine until the database is back',
    )
    await heals()
    const record = await office.callRecord(caller.callSid)
    expectWhole(record, 1)
    expect(record).toMatchObject({ status: 'completed', outcome: 'talked' })
    expect(await local?.callSids()).toEqual([])
  })
})

describe('a call that comes in while the database is away', () => {
  it('is answered as always, and is in the database with its caller later', async () => {
    await open()
    await asks(await callerOnTheLine('+12025550199'))
    database.is = 'refuses'
    const caller = await callerOnTheLine()
    await asks(caller)
    await clock.advance(minuteMs / 2)
    await heals()
    await asks(caller)
    await caller.hangsUp()
    await clock.settle()
    const record = await office.callRecord(caller.callSid)
    expectWhole(record, 2)
    expect(record.customerId).not.toBeNull()
    expect(record.status).toBe('completed')
  })
})

describe('a message that a caller leaves while the database is away', () => {
  const message = {
    name: 'Ada',
    phoneNumber: '+12025550123',
    reason: 'a leaking tap',
    urgency: 'normal',
  }
  const taken = 'I have written your message down.'

  it('is really taken: the team has it, once, as soon as the database is back', async () => {
    await open({ scripts: [calls('take-message', message), says(taken)] })
    const caller = await callerOnTheLine()
    database.is = 'refuses'
    await caller.says('Tell them that my tap is leaking')
    await caller.hears(taken)
    await caller.waitsForSilence()
    await clock.advance(5_000)
    expect((await office.get<Health>('/health')).reasons).toContain(
      'One message or callback is on this machine until the database is back',
    )
    await heals()
    expect(await office.tasks()).toMatchObject([
      { type: 'message', status: 'pending', name: 'Ada', reason: 'a leaking tap' },
    ])
    await caller.hangsUp()
    await clock.advance(minuteMs)
    expect(await office.tasks()).toHaveLength(1)
    const record = await office.callRecord(caller.callSid)
    expect(record).toMatchObject({ outcome: 'message-taken', flags: [] })
    expect((await office.get<Health>('/health')).reasons).toEqual([])
  })
})

describe('a commit whose answer was lost', () => {
  it('is looked at again, and nothing stands in the record twice', async () => {
    await open()
    const caller = await callerOnTheLine()
    database.is = 'loses-answers'
    await asks(caller)
    database.is = 'refuses'
    await asks(caller)
    await heals()
    await asks(caller)
    await caller.hangsUp()
    await clock.settle()
    expectWhole(await office.callRecord(caller.callSid), 3)
  })
})

describe('when the disk of this machine is full as well', () => {
  it('calls go on from memory, are flagged, and lose nothing', async () => {
    await open({ isDiskFull: true })
    const caller = await callerOnTheLine()
    database.is = 'refuses'
    await asks(caller)
    expect((await office.get<Health>('/health')).reasons).toContain(
      'One call cannot be written down at the moment',
    )
    await heals()
    await caller.hangsUp()
    await clock.settle()
    const record = await office.callRecord(caller.callSid)
    expect(record.flags).toEqual(['not-recorded'])
    expectWhole({ ...record, flags: [] }, 1)
    expect(modesOf(record)).toEqual(['not-recorded', 'recorded'])
  })
})
