import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defaultAgent } from '../agents/default-agent.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import type { Call } from './call.ts'
import type { CallRecorder, Recorded } from './call-recorder.ts'
import type { JournalEvent } from './journal-event.ts'
import type { Tool, ToolResult } from './tool.ts'
import { useTool } from './use-tool.ts'

const agent = defaultAgent({ id: 'agent-1', timeZone: 'America/New_York' })
const call: Call = {
  id: 'call-1',
  sid: 'CA1',
  direction: 'inbound',
  channel: 'relay',
  from: '+15550100001',
  to: '+15550100000',
  agentId: agent.id,
  customerId: undefined,
  epoch: 1,
  startedAt: new Date('2026-03-02T15:00:00Z'),
}
const done: ToolResult = {
  ok: true,
  receipt: { kind: 'message-taken', reference: 'task-1', summary: 'A message', facts: {} },
}

function bench({
  recorded = 'durable',
  run = () => Promise.resolve(done),
  effect = 'outside',
}: {
  recorded?: Recorded
  run?: Tool['run']
  effect?: 'outside' | 'none'
} = {}) {
  const clock = createManualClock()
  const events: JournalEvent[] = []
  const ran: unknown[] = []
  const tool: Tool<{ reason: string }> = {
    name: 'take-message',
    description: 'For the test',
    parameters: z.object({ reason: z.string() }),
    effectKey: () => (effect === 'outside' ? 'key' : undefined),
    run(args, context, signal) {
      ran.push(args)
      return run(args, context, signal)
    },
  }
  const recorder: CallRecorder = {
    phase: 'thinking',
    state: 'recorded',
    hasUnwritten: false,
    stop: () => Promise.resolve(),
    record(event) {
      events.push(event)
      return Promise.resolve(recorded)
    },
  }
  const use = {
    clock,
    recorder,
    context: () => ({ call, agent, now: clock.now() }),
    turns: () => [],
    toolBox: {
      offers: [],
      find: (name: string) => (name === tool.name || name === 'locked' ? tool : undefined),
      isAllowed: (name: string) => name !== 'locked',
    },
  }
  const ask = (name: string, args: unknown) =>
    useTool(use, { turn: 1, toolCallId: 'x', tool: name, arguments: args })
  return { ask, clock, events, ran }
}

describe('using a tool for the caller', () => {
  it('writes down what is intended before anything is done, and what came of it', async () => {
    const { ask, events } = bench()
    const turn = await ask('take-message', { reason: 'leak' })
    expect(turn.result).toEqual(done)
    expect(events.map((event) => event.kind)).toEqual(['tool-intended', 'tool-done'])
  })

  it('does nothing when it could not be written down first', async () => {
    const { ask, ran } = bench({ recorded: 'memory-only' })
    const { result } = await ask('take-message', { reason: 'leak' })
    expect(result).toMatchObject({ ok: false, reason: 'not-recorded' })
    expect(ran).toEqual([])
  })

  it('still ends a call when nothing can be written down', async () => {
    const { ask } = bench({ recorded: 'memory-only', effect: 'none' })
    expect((await ask('take-message', { reason: '' })).result.ok).toBe(true)
  })

  it('does not act once another process has the call', async () => {
    const { ask, ran } = bench({ recorded: 'taken-over' })
    expect((await ask('take-message', { reason: 'leak' })).result).toMatchObject({
      reason: 'taken-over',
    })
    expect(ran).toEqual([])
  })

  it('refuses a tool that does not exist, or that this agent may not use', async () => {
    const { ask, ran } = bench()
    expect((await ask('rob-bank', {})).result).toMatchObject({ reason: 'unknown-tool' })
    expect((await ask('locked', {})).result).toMatchObject({ reason: 'not-allowed' })
    expect(ran).toEqual([])
  })

  it('refuses wrong arguments in words that name them', async () => {
    const { ask, ran } = bench()
    const { result } = await ask('take-message', { reason: 7 })
    expect(result).toMatchObject({ ok: false, reason: 'wrong-arguments' })
    expect(JSON.stringify(result)).toContain('reason')
    expect(ran).toEqual([])
  })

  it('tells the caller the truth when a tool breaks', async () => {
    const { ask } = bench({ run: () => Promise.reject(new Error('the calendar is down')) })
    expect((await ask('take-message', { reason: 'leak' })).result).toEqual({
      ok: false,
      reason: 'failed',
      detail: 'the calendar is down',
    })
  })

  it('does not let the caller wait for ever', async () => {
    const stopped = Promise.withResolvers<string>()
    const { ask, clock, events } = bench({
      run(_args, _context, signal) {
        signal.addEventListener('abort', () => stopped.resolve('stopped'))
        return new Promise(() => undefined)
      },
    })
    const turn = ask('take-message', { reason: 'leak' })
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(10_000)
    expect((await turn).result).toMatchObject({ ok: false, reason: 'failed' })
    expect(await stopped.promise).toBe('stopped')
    expect(events.at(-1)?.kind).toBe('tool-done')
  })
})
