import { afterEach, describe, expect, it } from 'vitest'
import type { CallJournal } from '../../src/calls/call-journal.ts'
import type { Health } from '../../src/contract/index.ts'
import { createMemoryLocalJournal } from '../fakes/local-journal.ts'
import { calls, createScriptedBrain, says } from '../fakes/scripted-brain.ts'
import { openOffice, type Office } from './office.ts'

const hours = 'We open at nine and close at five.'
const message = {
  name: 'Ada',
  phoneNumber: '+12025550123',
  reason: 'a leaking tap',
  urgency: 'normal',
}

let office: Office
afterEach(() => office[Symbol.asyncDispose]())

/** The journal of a database whose disk is full until the test makes room; files find none on it either. */
function fullDisk() {
  let isFull = true
  const noSpace = Object.assign(new Error('could not extend file: No space left on device'), {
    code: '53100',
  })
  return {
    makeRoom: () => (isFull = false),
    journalOn: (journal: CallJournal): CallJournal => ({
      ...journal,
      append: (batch) => (isFull ? Promise.reject(noSpace) : journal.append(batch)),
    }),
  }
}

describe('when the disk is full', () => {
  it('the call goes on, promises nothing, and everything is written down later', async () => {
    const disk = fullDisk()
    const brain = createScriptedBrain({
      scripts: [
        says(hours),
        calls('take-message', message),
        says('I am sorry, I cannot write anything down at the moment.'),
      ],
    })
    office = await openOffice({
      brain,
      stores: (stores) => ({ ...stores, journal: disk.journalOn(stores.journal) }),
      localJournal: () => Object.assign(createMemoryLocalJournal(), { isFull: true }),
    })
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.waitsForSilence()
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.says('Take a message please')
    await caller.hears('I cannot write anything down')
    const health = await office.get<Health>('/health')
    expect(health).toMatchObject({ status: 'degraded' })
    expect(health.reasons.join()).toContain('cannot be written down')
    expect(await office.tasks()).toEqual([])

    disk.makeRoom()
    await expect
      .poll(async () => (await office.callRecord(caller.callSid)).messages.length, {
        timeout: 10_000,
      })
      .toBeGreaterThanOrEqual(4)
    await caller.hangsUp()
    const record = await office.callRecord(caller.callSid)
    expect(record).toMatchObject({ status: 'completed', flags: ['not-recorded'] })
    expect(record.events.map(({ seq }) => seq)).toEqual(record.events.map((_, at) => at + 1))
    expect(record.events.map(({ kind }) => kind)).toContain('mode-changed')
    expect((await office.get<Health>('/health')).status).toBe('healthy')
  })
})

describe('when the records are away as a call comes in', () => {
  it('the caller is answered all the same', async () => {
    office = await openOffice({
      brain: createScriptedBrain({ scripts: [says(hours)] }),
      stores: (stores) => ({
        ...stores,
        calls: { ...stores.calls, open: () => Promise.reject(new Error('connection refused')) },
        agents: {
          ...stores.agents,
          forNumber: () => Promise.reject(new Error('connection refused')),
        },
      }),
    })
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.hangsUp()
  })
})
