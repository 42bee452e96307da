import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createToolOffice } from '../../test/fakes/tool-office.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { createScheduleCallback } from '../tools/schedule-callback.ts'
import { createTakeMessage } from '../tools/take-message.ts'
import { createToolBox } from '../tools/tool-box.ts'
import type { CallRecorder } from './call-recorder.ts'
import type { JournalEvent } from './journal-event.ts'
import type { Tool, ToolResult } from './tool.ts'
import type { ToolTurn, TranscriptTurn } from './transcript.ts'
import { createTurnTools, type TurnTools } from './turn-tools.ts'
import type { ToolCall } from './use-tool.ts'

const message = { name: 'Ann Lee', reason: 'The boiler is cold', urgency: 'normal' }
const question = 'One moment. Shall we call you back tomorrow at 2 p.m.?'
const callback = { reason: 'An offer', when: 'tomorrow afternoon' }

/** A call whose turns are answered with these tools, one after the other. */
async function callWith(more: readonly Tool[] = []) {
  const office = await createToolOffice()
  const clock = createManualClock(office.context.now)
  const events: JournalEvent[] = []
  const turns: TranscriptTurn[] = []
  const recorder: Pick<CallRecorder, 'record'> = {
    record(event) {
      events.push(event)
      return Promise.resolve('durable')
    },
  }
  const tools = [createTakeMessage(office), createScheduleCallback(office), ...more]
  const allowedTools = tools.map(({ name }) => name)
  let turn = 0
  let present: TurnTools

  /** `heard`: what the caller had heard of the agent's words by then. */
  function says(text: string, { heard = question }: { heard?: string } = {}) {
    const said = { turn, text: heard, planned: question, interrupted: heard !== question }
    if (turn > 0) turns.push({ speaker: 'agent', ...said, at: clock.now() })
    turn += 1
    turns.push({ speaker: 'caller', turn, text, at: clock.now() })
    answersAgain()
  }
  /** Another process, or another brain, begins with the answer to the same turn. */
  function answersAgain() {
    present = createTurnTools({
      toolBox: createToolBox({ tools }).forAgent({ allowedTools }),
      recorder: { ...recorder } as CallRecorder,
      clock,
      context: () => ({ ...office.context, now: clock.now() }),
      turns: () => turns,
    })
    present.offers()
  }
  async function calls(
    tool: string,
    args: unknown,
    how: Pick<ToolCall, 'readBack'> = {},
  ): Promise<ToolResult> {
    const toolCallId = `call-${events.length}`
    const used: ToolTurn = await present.use({ turn, toolCallId, tool, arguments: args, ...how })
    turns.push(used)
    return used.result
  }
  return {
    answersAgain,
    calls,
    clock,
    events,
    newRound: () => present.offers(),
    office,
    says,
    tasks: office.tasks,
    turns,
  }
}

const unconfirmed = { ok: false, reason: 'unconfirmed' }

describe('a call back that a model asks for', () => {
  it('is read back first, and written down once the caller has answered', async () => {
    const { calls, says, tasks } = await callWith()
    says('Call me tomorrow afternoon')
    expect(await calls('schedule-callback', callback)).toMatchObject({
      ...unconfirmed,
      detail:
        'Shall we call you back at 2 0 2, 5 5 5, 0 1 2 3, tomorrow, Thursday, June 4, at 2 p.m.?',
    })
    expect(await tasks()).toEqual([])
    says('Yes please')
    const other = { ...callback, when: 'Thursday at 2 p.m.', reason: 'The offer for a roof' }
    expect(await calls('schedule-callback', other)).toMatchObject({ ok: true })
    expect(await tasks()).toHaveLength(1)
  })

  it('is not written down by asking twice without the caller', async () => {
    const { calls, newRound, says, tasks } = await callWith()
    says('Call me tomorrow afternoon')
    await calls('schedule-callback', callback)
    newRound()
    expect(await calls('schedule-callback', callback)).toMatchObject(unconfirmed)
    says('')
    expect(await calls('schedule-callback', callback)).toMatchObject(unconfirmed)
    expect(await tasks()).toEqual([])
  })

  it.each([
    ['has heard nothing of it', '', unconfirmed],
    ['has heard only how it began', 'One moment.', unconfirmed],
    ['has heard enough to answer', 'One moment. Shall we call you back tomorrow', { ok: true }],
  ])('is not taken for agreed to by a caller who fell in: %s', async (_what, heard, result) => {
    const { calls, says } = await callWith()
    says('Call me tomorrow afternoon')
    await calls('schedule-callback', callback)
    says('Yes, and my boiler is loud', { heard })
    expect(await calls('schedule-callback', callback)).toMatchObject(result)
  })

  it('is read back anew when it has become another one', async () => {
    const { calls, says, tasks } = await callWith()
    says('Call me tomorrow afternoon')
    await calls('schedule-callback', callback)
    says('No, on Friday afternoon')
    const friday = { ...callback, when: 'Friday afternoon' }
    expect(await calls('schedule-callback', friday)).toMatchObject(unconfirmed)
    expect(await tasks()).toEqual([])
  })

  it('is one, however often and in whatever words the turn is answered again', async () => {
    const { answersAgain, calls, says, tasks } = await callWith()
    says('Call me tomorrow afternoon')
    await calls('schedule-callback', callback)
    says('Yes')
    await calls('schedule-callback', callback)
    answersAgain()
    const again = await calls('schedule-callback', { ...callback, reason: 'Wants an offer' })
    expect(again).toMatchObject({ ok: true, receipt: { facts: { reason: 'An offer' } } })
    expect(again.ok && again.receipt.summary).toContain('Already written down')
    expect(await tasks()).toHaveLength(1)
  })

  it('needs a new yes once it is done', async () => {
    const { calls, says } = await callWith()
    for (const words of ['Call me tomorrow afternoon', 'Yes']) {
      says(words)
      await calls('schedule-callback', callback)
    }
    says('Bye')
    expect(await calls('schedule-callback', callback)).toMatchObject(unconfirmed)
  })

  it('is written down at once where code has read it back', async () => {
    const { calls, events, says, tasks } = await callWith()
    says('Yes')
    const result = await calls('schedule-callback', callback, { readBack: true })
    expect(result).toMatchObject({ ok: true })
    expect(await tasks()).toHaveLength(1)
    expect(events[0]).toMatchObject({ kind: 'tool-intended', payload: { readBack: true } })
  })

  it('asks back what is not clear instead of proposing it', async () => {
    const { calls, says } = await callWith()
    says('Call me next Friday')
    const result = await calls('schedule-callback', { ...callback, when: 'next friday' })
    expect(result).toMatchObject({ ok: false, reason: 'ambiguous' })
  })
})

describe('a message that a model takes', () => {
  it('is one for its turn, in whatever words the turn is answered again', async () => {
    const { answersAgain, calls, says, tasks } = await callWith()
    says('My boiler is cold')
    await calls('take-message', message)
    answersAgain()
    await calls('take-message', { ...message, reason: 'Ann says that her boiler does not heat' })
    expect((await tasks()).map(({ payload }) => payload.reason)).toEqual(['The boiler is cold'])
  })

  it('is another one beside it in the same answer, and in the next turn', async () => {
    const { calls, says, tasks } = await callWith()
    says('Tell Sam that it is cold, and Ann that it is loud')
    await calls('take-message', message)
    await calls('take-message', message)
    await calls('take-message', { ...message, reason: 'It is loud' })
    says('And that I am out on Monday')
    await calls('take-message', { ...message, reason: 'Out on Monday' })
    expect(await tasks()).toHaveLength(3)
  })
})

describe('a model that asks wrongly', () => {
  it('may put it right once, and then has to ask the caller', async () => {
    const { calls, newRound, says, tasks } = await callWith()
    says('My boiler is cold')
    expect(newRound()).toHaveLength(2)
    expect(await calls('take-message', { reason: 7 })).toMatchObject({ reason: 'wrong-arguments' })
    expect(newRound()).toHaveLength(2)
    const second = await calls('take-message', {})
    expect(second.ok ? '' : second.detail).toContain('ask the caller')
    expect(newRound()).toEqual([])
    expect(await calls('take-message', message)).toMatchObject({ reason: 'wrong-arguments' })
    expect(await tasks()).toEqual([])
    says('It is about the boiler')
    expect(await calls('take-message', message)).toMatchObject({ ok: true })
  })

  it.each([
    ['broken JSON', '{"reason": "The boi'],
    ['nothing', null],
    ['nothing at all', undefined],
    ['a list', [message]],
    ['a million letters', { ...message, reason: 'x'.repeat(1_000_000) }],
    ['a million other things', { ...message, ...Object.fromEntries(numbered(100_000)) }],
  ])('is told so in few words for %s, and nothing is done', async (_what, args) => {
    const { calls, events, says, tasks, turns } = await callWith()
    says('My boiler is cold')
    expect(await calls('take-message', args)).toMatchObject({
      ok: false,
      reason: 'wrong-arguments',
    })
    expect(await tasks()).toEqual([])
    expect(JSON.stringify([events, turns]).length).toBeLessThan(2_000)
  })

  it('cannot use a tool that it made up, whatever its name', async () => {
    const { calls, says, turns } = await callWith()
    says('Do it')
    expect(await calls('drop table; '.repeat(100_000), {})).toMatchObject({
      reason: 'unknown-tool',
    })
    expect(JSON.stringify(turns).length).toBeLessThan(1_000)
  })
})

describe('a tool that answers with nothing that can be told', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty answer', {}],
    ['a receipt without a reference', { ok: true, receipt: { kind: 'message-taken' } }],
    ['the receipt of another call', endingOf('another-call')],
  ])('has failed: %s', async (_what, answered) => {
    const { calls, says } = await callWith([toolThatAnswers(answered as ToolResult)])
    says('Look it up')
    expect(await calls('look-up', {})).toMatchObject({ ok: false, reason: 'failed' })
  })

  it('has failed when it answers with the task of another caller', async () => {
    const office = await createToolOffice()
    const foreign = createTakeMessage({
      taskBook: {
        async add(task) {
          const added = await office.taskBook.add(task)
          return added.added ? { ...added, task: { ...added.task, callId: 'other' } } : added
        },
      },
    })
    const result = await office.run(foreign, message)
    expect(result).toMatchObject({ ok: false, reason: 'failed' })
    expect(JSON.stringify(result)).not.toContain('boiler')
  })

  it('is cut where it says more than a brain can take in', async () => {
    const detail = 'x'.repeat(1_000_000)
    const { calls, says } = await callWith([
      toolThatAnswers({ ok: false, reason: 'failed', detail }),
    ])
    says('Look it up')
    expect(JSON.stringify(await calls('look-up', {})).length).toBeLessThan(1_000)
  })
})

function numbered(count: number): [string, number][] {
  return Array.from({ length: count }, (_, at) => [`field${at}`, at])
}

function endingOf(reference: string): ToolResult {
  return { ok: true, receipt: { kind: 'call-ending', reference, summary: 'It ends', facts: {} } }
}

function toolThatAnswers(result: ToolResult): Tool {
  return {
    name: 'look-up',
    description: 'Looks something up for the caller',
    parameters: z.object({}),
    effectKey: () => undefined,
    run: () => Promise.resolve(result),
  }
}
