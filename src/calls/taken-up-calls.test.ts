import { describe, expect, it } from 'vitest'
import {
  answeredCall,
  createTestSwitchboard,
  everythingSettles,
  notice,
  sid,
} from '../../test/fakes/answered-call.ts'
import { createFakeLine } from '../../test/fakes/caller-line.ts'
import { calls, createGate, says } from '../../test/fakes/scripted-brain.ts'
import { defaultAgent } from '../agents/default-agent.ts'
import { standingWords } from '../agents/standing-words.ts'
import { createTransferCall } from '../tools/transfer-call.ts'
import type { EndedSession } from './next-step.ts'

const { nobodyTookTheCall, reconnected, reconnectedGoingOn } = standingWords()
const broken: EndedSession = { how: 'broken', reason: '64105' }
type Setting = Parameters<typeof createTestSwitchboard>[0]
type Before = Pick<Awaited<ReturnType<typeof answeredCall>>, 'clock' | 'local' | 'stores'>

/** Another process on the same records, whom the carrier asks how the call goes on. */
async function takenUp(before: Before, setting: Setting = {}) {
  const process = createTestSwitchboard({ ...setting, before })
  const step = await process.switchboard.goOn(sid, broken)
  const line = createFakeLine((event) => conversation?.receive(event))
  const conversation = process.switchboard.connect(sid, line)
  await everythingSettles()
  const opening = step.do === 'talk' ? step.answered.opening.words : `(${step.do})`
  return { ...process, step, opening, line, conversation }
}

async function recordOf({ stores }: Before) {
  const record = await stores.archive.find(sid)
  if (!record) throw new Error('The call has no record')
  return record
}

const question = 'My code word is walnut. When do you open?'
const message = { name: 'Ada', reason: 'the tap drips' }

describe('a caller whose server has died', () => {
  it('is answered by the next one with everything that was said, and greeted by nobody', async () => {
    const call = await answeredCall({ scripts: [says('At nine.')] })
    call.hearsTheOpening()
    call.says(question)
    await everythingSettles()
    call.hears('At nine.')
    await everythingSettles()
    const next = await takenUp(call, { scripts: [says('Your word is walnut.')] })
    expect(next.opening).toBe(reconnected)
    next.line.happens({ type: 'playback-advanced', text: reconnected })
    next.line.happens({ type: 'caller-spoke', text: 'What is my word?', language: undefined })
    await everythingSettles()
    expect(next.line.sent).toEqual(['Your word is walnut.', '|'])
    expect(next.brain.requests[0]?.transcript).toMatchObject([
      { speaker: 'agent', turn: 0 },
      { speaker: 'caller', text: question },
      { speaker: 'agent', text: 'At nine.' },
      { speaker: 'agent', text: reconnected, standing: true },
      { speaker: 'caller', text: 'What is my word?' },
    ])
  })

  it('is answered what they had asked, without having to ask once more', async () => {
    const gate = createGate()
    const call = await answeredCall({ scripts: [[{ step: 'wait', gate }]] })
    call.hearsTheOpening()
    call.says(question)
    await gate.reached
    const next = await takenUp(call, { scripts: [says('At nine.')] })
    expect(next.opening).toBe(reconnectedGoingOn)
    expect(next.line.sent).toEqual(['At nine.', '|'])
    expect(next.brain.requests[0]).toMatchObject({
      saidAlready: '',
      transcript: [{ speaker: 'agent' }, { speaker: 'caller', text: question }],
    })
  })

  it('hears the rest of an answer that broke off, and the record keeps what was heard of it', async () => {
    const answer = ['We open at nine. ', 'We close at five.']
    const call = await answeredCall({ scripts: [says(...answer)] })
    call.hearsTheOpening()
    call.says(question)
    await everythingSettles()
    call.hears('We open at nine.')
    await everythingSettles()
    const next = await takenUp(call, { scripts: [says('And we close at five.')] })
    expect(next.brain.requests[0]).toMatchObject({ saidAlready: 'We open at nine.' })
    expect(next.line.sent).toEqual(['And we close at five.', '|'])
    const { messages, flags } = await recordOf(call)
    expect(messages.map(({ content }) => content)).toContain('We open at nine.')
    expect(flags).toContain('heard-in-doubt')
  })

  it('hears the notice when it was not heard before', async () => {
    const call = await answeredCall()
    call.hears('You are speaking')
    await everythingSettles()
    const next = await takenUp(call)
    expect(next.opening).toContain(notice)
  })

  it('is greeted as at first when not a word was heard', async () => {
    const parts = createTestSwitchboard()
    await parts.answered()
    const next = await takenUp(parts)
    expect(next.opening).toBe(`${notice} How can I help you?`)
  })

  it('has a message taken once that was being taken, and is told so', async () => {
    const gate = createGate()
    const call = await answeredCall({
      scripts: [calls('take-message', message), [{ step: 'wait', gate }]],
      journal: (journal) => ({
        ...journal,
        // The message is written, and the process dies before the journal says so.
        append: (batch) =>
          batch.entries.some(({ kind }) => kind === 'tool-done')
            ? new Promise(() => undefined)
            : journal.append(batch),
      }),
    })
    call.hearsTheOpening()
    call.says('Please tell them that the tap drips')
    await everythingSettles()
    expect((await call.stores.tasks.list({ limit: 10 })).items).toHaveLength(1)
    const next = await takenUp(call, { scripts: [says('That is written down.')] })
    expect((await call.stores.tasks.list({ limit: 10 })).items).toHaveLength(1)
    expect(next.brain.requests[0]?.transcript.at(-1)).toMatchObject({
      speaker: 'tool',
      result: { ok: true, receipt: { kind: 'message-taken' } },
    })
    expect(next.line.sent).toEqual(['That is written down.', '|'])
  })

  it('ends the call with the goodbye that was cut off', async () => {
    const call = await answeredCall({ scripts: [calls('end-call', {}), says('Goodbye, Ada.')] })
    call.hearsTheOpening()
    call.says('That is all')
    await everythingSettles()
    const next = await takenUp(call, { scripts: [says('Goodbye, Ada.')] })
    next.line.happens({ type: 'playback-advanced', text: reconnectedGoingOn })
    next.line.happens({ type: 'playback-advanced', text: 'Goodbye, Ada.' })
    await everythingSettles()
    expect(next.line.sent).toEqual(['Goodbye, Ada.', '|', '[end]'])
  })

  it.each([
    ['relay', ''],
    ['gather', 'Goodbye.'],
  ] as const)(
    'in the moment after the goodbye, on %s, is not asked to go on',
    async (channel, words) => {
      const { voice } = defaultAgent({ id: 'a', timeZone: 'UTC' })
      const agent = { voice: { ...voice, channel } }
      const call = await answeredCall({ agent, scripts: [calls('end-call', {}), says('Goodbye.')] })
      call.hearsTheOpening()
      // The process dies before it can end the call.
      call.line.end = () => undefined
      call.says('That is all.')
      await everythingSettles()
      call.hears('Goodbye.')
      await everythingSettles()
      const { step } = await takenUp(call, { agent })
      expect(step).toEqual({ do: 'hang-up', words })
      const { entries } = await recordOf(call)
      expect(entries.at(-1)).toMatchObject({ kind: 'ended', payload: { endedBy: 'agent' } })
    },
  )

  it('and who has hung up meanwhile has one end in the record, after what was begun for them', async () => {
    const call = await answeredCall({
      scripts: [calls('take-message', message)],
      journal: (journal) => ({
        ...journal,
        // The process dies before the tool has acted.
        append: (batch) =>
          journal
            .append(batch)
            .then((answer) =>
              batch.entries.some(({ kind }) => kind === 'tool-intended')
                ? new Promise<never>(() => undefined)
                : answer,
            ),
      }),
    })
    call.hearsTheOpening()
    call.says('Please tell them that the tap drips')
    await everythingSettles()
    const next = createTestSwitchboard({ before: call })
    const hungUp = { sid, status: 'completed', durationSeconds: 9, at: next.clock.now() } as const
    const end = {
      ...hungUp,
      direction: 'inbound',
      from: '+12025550123',
      to: '+15550100000',
    } as const
    await next.switchboard.settle(end)
    await next.switchboard.settle(end)
    const { entries } = await recordOf(call)
    expect(entries.filter(({ kind }) => kind === 'ended')).toMatchObject([
      { payload: { status: 'completed', endedBy: 'carrier', outcome: 'message-taken' } },
    ])
    expect((await call.stores.tasks.list({ limit: 10 })).items).toHaveLength(1)
  })

  it('is let go when nothing can be known of the call, and answered anew by whoever is asked', async () => {
    const process = createTestSwitchboard()
    expect(await process.switchboard.takeUp(sid)).toBe(false)
    expect(await process.switchboard.goOn(sid, broken)).toEqual({ do: 'unknown' })
  })

  it('is not called back to life when the call is over', async () => {
    const call = await answeredCall()
    await call.hangsUp()
    const process = createTestSwitchboard({ before: call })
    expect(await process.switchboard.takeUp(sid)).toBe(false)
  })

  it('gets the simpler channel when servers keep dying under the call', async () => {
    const call = await answeredCall()
    call.hearsTheOpening()
    await everythingSettles()
    const channels: string[] = []
    for (let times = 0; times < 3; times += 1) {
      const { step } = await takenUp(call)
      channels.push(step.do === 'talk' ? step.answered.channel : step.do)
    }
    expect(channels).toEqual(['relay', 'relay', 'gather'])
  })
})

describe('a caller whose database is away, on a server that was started again', () => {
  it('is known from the file of this machine', async () => {
    let isAway = false
    const call = await answeredCall({
      scripts: [says('At nine.')],
      journal: (journal) => ({
        ...journal,
        append: (batch) => (isAway ? Promise.reject(new Error('away')) : journal.append(batch)),
      }),
    })
    isAway = true
    call.hearsTheOpening()
    call.says(question)
    await everythingSettles()
    const stores = {
      ...call.stores,
      calls: { ...call.stores.calls, findBySid: () => Promise.reject(new Error('away')) },
    }
    const next = await takenUp({ ...call, stores }, { scripts: [says('At nine.')] })
    expect(next.line.sent).toEqual(['At nine.', '|'])
  })
})

describe('a caller who is being put through when the server dies', () => {
  const sam = { name: 'Sam', phoneNumber: '+12025550150', alsoCalled: [] }
  const kim = { name: 'Kim', phoneNumber: '+12025550151', alsoCalled: [] }
  const setting = {
    tools: [createTransferCall()],
    agent: {
      team: {
        members: [sam, kim],
        order: 'in-order' as const,
        ringSeconds: 20,
        alsoWhenClosed: true,
      },
    },
  }

  async function putThrough() {
    const args = { person: 'anyone', reason: 'a leaking tap' }
    const scripts = [calls('transfer-call', args), says('One moment.')]
    const call = await answeredCall({ ...setting, scripts })
    call.hearsTheOpening()
    call.says('I want to speak to a person.')
    await everythingSettles()
    call.hears('One moment.')
    await everythingSettles()
    call.line.happens({ type: 'line-closed', by: 'agent' })
    await everythingSettles()
    return call
  }
  const tried = (attempt: number) => ({ attempt, outcome: 'no-answer', talkedSeconds: 0 }) as const

  it('is put through by the next one', async () => {
    const call = await putThrough()
    const next = createTestSwitchboard({ ...setting, before: call })
    expect(await next.switchboard.goOn(sid, { how: 'ended' })).toMatchObject({
      do: 'ring',
      target: { name: 'Sam' },
      attempt: 1,
    })
  })

  it('comes to the second person when the first did not answer', async () => {
    const call = await putThrough()
    await call.switchboard.goOn(sid, { how: 'ended' })
    const next = createTestSwitchboard({ ...setting, before: call })
    expect(await next.switchboard.transferTried(sid, tried(1))).toMatchObject({
      do: 'ring',
      target: { name: 'Kim' },
      attempt: 2,
    })
  })

  it('has been helped when the next one is told that a person took the call', async () => {
    const call = await putThrough()
    await call.switchboard.goOn(sid, { how: 'ended' })
    const next = createTestSwitchboard({ ...setting, before: call })
    await next.switchboard.personTookCall(sid)
    await everythingSettles()
    call.clock.advance(60_000)
    // The end is told to a process that has slept through all of this.
    const at = call.clock.now()
    await call.switchboard.settle({
      sid,
      status: 'completed',
      durationSeconds: 90,
      at,
      direction: 'inbound',
      from: '+12025550123',
      to: '+12025550100',
    })
    const { entries, outcome } = await recordOf(call)
    expect(outcome).toBe('transferred')
    expect(entries.filter(({ kind }) => kind === 'transfer-ended')).toMatchObject([
      { payload: { to: 'Sam', outcome: 'connected', talkedSeconds: 60 } },
    ])
    expect((await call.stores.tasks.list({ limit: 10 })).items).toEqual([])
  })

  it('comes to the second person, whichever process is told about the first', async () => {
    const call = await putThrough()
    await call.switchboard.goOn(sid, { how: 'ended' })
    const next = createTestSwitchboard({ ...setting, before: call })
    await next.switchboard.takeUp(sid)
    const second = { do: 'ring', target: { name: 'Kim' }, attempt: 2 }
    expect(await call.switchboard.transferTried(sid, tried(1))).toMatchObject(second)
    expect(await next.switchboard.transferTried(sid, tried(1))).toMatchObject(second)
    expect((await recordOf(call)).entries.map(({ kind }) => kind)).toContain('transfer-ended')
  })

  it('is told that nobody can take the call, and is called back once', async () => {
    const call = await putThrough()
    await call.switchboard.goOn(sid, { how: 'ended' })
    await call.switchboard.transferTried(sid, tried(1))
    await call.switchboard.transferTried(sid, tried(2))
    const next = createTestSwitchboard({ ...setting, before: call })
    const step = await next.switchboard.transferTried(sid, tried(2))
    const words = nobodyTookTheCall({ name: undefined, callback: true })
    expect(step).toMatchObject({ do: 'talk', answered: { opening: { words } } })
    expect((await call.stores.tasks.list({ limit: 10 })).items).toHaveLength(1)
  })
})

describe('two processes that get the same call', () => {
  it('tell the carrier the same, and only the one with the line writes', async () => {
    const one = createTestSwitchboard()
    const first = await one.answered()
    const other = createTestSwitchboard({ before: one })
    const second = await other.answered()
    expect(second.opening).toEqual(first.opening)
    expect(second.call.id).toBe(first.call.id)
    expect(other.switchboard.summaries()).toEqual([])
    const line = createFakeLine(() => undefined)
    expect(one.switchboard.connect(sid, line)).toBeDefined()
    other.clock.advance(120_000)
    await everythingSettles()
    expect((await recordOf(one)).status).toBe('active')
  })

  it('are told apart by the epoch: the one that had it lets go of its line and writes nothing more', async () => {
    const call = await answeredCall()
    call.hearsTheOpening()
    await everythingSettles()
    await takenUp(call)
    const before = (await recordOf(call)).entries.length
    call.says('Are you still there?')
    await everythingSettles()
    expect(call.line.sent).toEqual(['[taken-over]'])
    expect((await recordOf(call)).entries).toHaveLength(before)
  })

  it('leave a call that a silent process gives up alone', async () => {
    const call = await answeredCall()
    call.hearsTheOpening()
    await everythingSettles()
    const next = await takenUp(call)
    call.line.happens({ type: 'line-closed', by: 'fault' })
    call.clock.advance(31_000)
    await everythingSettles()
    expect((await recordOf(call)).status).toBe('active')
    expect(next.line.sent).not.toContain('[taken-over]')
  })
})
