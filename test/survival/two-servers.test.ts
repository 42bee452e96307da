import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answers, phrases } from './attentive-brain.ts'
import type { HeldServer } from './held-server.ts'
import { oneCall } from './one-call.ts'
import { createRawCall } from './raw-carrier.ts'
import { openSurvivalOffice, type SurvivalOffice } from './survival-office.ts'
import { readAll, readUntil, type WrittenCall } from './written-down.ts'

const callSid = `CA${'1'.repeat(32)}`
const failed = { SessionStatus: 'failed', ErrorCode: '39001', ErrorMessage: 'Network' }

let office: SurvivalOffice
let first: HeldServer
let second: HeldServer
beforeEach(async () => {
  office = await openSurvivalOffice()
  first = office.server
  second = await office.openSecond()
})
afterEach(() => office[Symbol.asyncDispose]())

/** Entries of an owner that came after those of the next one. */
function writtenByZombies({ entries }: WrittenCall): readonly string[] {
  return entries
    .filter(({ epoch }, index) => entries.slice(0, index).some((before) => before.epoch > epoch))
    .map(({ kind }) => kind)
}

/** A call that talks with the first server, and of whose line the carrier then tells the second that it broke. */
async function callTakenOver() {
  const call = createRawCall(callSid)
  await call.post(first.url, '/webhooks/voice', { CallStatus: 'ringing' })
  const before = await call.connect(first.url, 'VX1')
  before.says(phrases.codeWord('xbaba'))
  await before.hears(answers.codeWord('xbaba'))
  return { call, before }
}

describe('two servers on one database', () => {
  it('told of one call at the same moment write one record and give one answer', async () => {
    const call = createRawCall(callSid)
    const replies = await Promise.all(
      [first, second].map(({ url }) =>
        call.post(url, '/webhooks/voice', { CallStatus: 'ringing' }),
      ),
    )
    expect(replies.map(({ status }) => status)).toEqual([200, 200])
    expect(replies[1]?.twiml).toBe(replies[0]?.twiml)
    expect((await readAll(office.database.database)).calls).toHaveLength(1)
  })

  it.each(['relay', 'gather'] as const)(
    'the other one goes on when the first is killed, on %s',
    async (channel) => {
      await using installation = await openSurvivalOffice({ channel })
      const other = await installation.openSecond()
      const { findings, call } = await oneCall(installation, async (caller) => {
        await caller.tells('xbago')
        installation.server.isLast = true
        installation.reach(other)
        await installation.server.kill()
        await caller.wishes('callback', 'xbaku')
        await caller.checksMemory()
      })
      expect(findings).toEqual([])
      expect(call?.entries.at(-1)?.epoch).toBe(2)
    },
  )

  it('the first one is told off by its line when it goes on with a call that the other has', async () => {
    const { call, before } = await callTakenOver()
    const { twiml } = await call.post(second.url, '/webhooks/voice/resume', failed)
    expect(twiml).toContain('<ConversationRelay')
    const after = await call.connect(second.url, 'VX2')
    before.says(phrases.codeWord('xbade'))
    expect(await before.closed).toBe(4409)
    expect(before.heard).not.toContain(answers.codeWord('xbade'))
    after.says(phrases.recall)
    await after.hears(answers.recall)
    expect(after.heard).toContain('xbaba')
    expect(after.heard).not.toContain('xbade')
  })

  it('one that was frozen and comes back writes nothing, and says nothing', async () => {
    const { call, before } = await callTakenOver()
    first.freeze()
    before.says(phrases.message('xbafi'))
    await call.post(second.url, '/webhooks/voice/resume', failed)
    const after = await call.connect(second.url, 'VX2')
    after.says(phrases.codeWord('xbago'))
    await after.hears(answers.codeWord('xbago'))
    first.thaw()
    expect(await before.closed).toBe(4409)
    await call.post(second.url, '/webhooks/voice/status', {
      CallStatus: 'completed',
      CallDuration: '9',
    })
    const { calls, tasks } = await readUntil(office.database.database, ({ calls: [one] }) =>
      Boolean(one?.entries.some(({ kind }) => kind === 'ended')),
    )
    expect(calls.flatMap(writtenByZombies)).toEqual([])
    expect(JSON.stringify(calls)).not.toContain('xbafi')
    expect(tasks).toEqual([])
    expect(before.heard).not.toContain('xbafi')
  })
})
