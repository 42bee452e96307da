import { describe, expect, it } from 'vitest'
import { defaultAgent } from '../agents/default-agent.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import type { Brain, BrainEvent, BrainRequest } from './brain.ts'
import { BrainFailed } from './brain-failed.ts'
import { think, type Thought } from './think.ts'
import type { ToolTurn } from './transcript.ts'
import type { ToolCall } from './use-tool.ts'

const agent = defaultAgent({ id: 'agent-1', timeZone: 'America/New_York' })
const wordsEnd: BrainEvent = { type: 'reply-end', reason: 'finished' }
const toolsEnd: BrainEvent = { type: 'reply-end', reason: 'tools' }
const words = (text: string): BrainEvent => ({ type: 'text-delta', text })
const callsTool: BrainEvent = {
  type: 'tool-call',
  toolCallId: 'call-1',
  tool: 'take-message',
  arguments: {},
}

/** Answers each round with the next of these lists; an Error is thrown. */
function brainOf(...rounds: (BrainEvent | Error | 'silence')[][]): Brain {
  return {
    name: 'test brain',
    async *reply(_request: BrainRequest, signal: AbortSignal) {
      for (const event of rounds.shift() ?? [callsTool, toolsEnd]) {
        if (event instanceof Error) throw event
        if (event === 'silence')
          await new Promise((resolve) => signal.addEventListener('abort', resolve))
        else yield event
      }
    },
  }
}

function thinkingWith(brain: Brain) {
  const clock = createManualClock()
  const used: string[] = []
  const thinking = {
    brain,
    clock,
    turn: 1,
    request: () => ({
      agent,
      caller: { phoneNumber: '+15550100001', name: undefined },
      transcript: [],
      tools: [],
      now: clock.now(),
    }),
    async useTool(call: ToolCall): Promise<ToolTurn> {
      used.push(call.tool)
      const result = { ok: false, reason: 'failed', detail: 'for the test' } as const
      return { speaker: 'tool', ...call, result, at: clock.now() }
    },
  }
  return { clock, thinking, used }
}

async function allOf(thoughts: AsyncIterable<Thought>): Promise<string[]> {
  const seen: string[] = []
  for await (const thought of thoughts) {
    seen.push(thought.type === 'words' ? thought.text : thought.type)
  }
  return seen
}

const never = new AbortController().signal

describe('thinking about an answer', () => {
  it('gives the words as they come', async () => {
    const { thinking } = thinkingWith(brainOf([words('We open '), words('at nine.'), wordsEnd]))
    expect(await allOf(think(thinking, never))).toEqual(['We open ', 'at nine.'])
  })

  it('tells the brain after its tools what it said before them, so that nobody hears it twice', async () => {
    const { thinking } = thinkingWith(brainOf([words('Goodbye.'), callsTool, toolsEnd], [wordsEnd]))
    const told: string[] = []
    const request = (said: string) => {
      told.push(said)
      return thinking.request()
    }
    await allOf(think({ ...thinking, request }, never))
    expect(told).toEqual(['', 'Goodbye.'])
  })

  it('uses the tools that the brain calls for and asks it again', async () => {
    const { thinking, used } = thinkingWith(
      brainOf([words('One moment. '), callsTool, toolsEnd], [words('Done.'), wordsEnd]),
    )
    const seen = await allOf(think(thinking, never))
    expect(seen).toEqual(['One moment. ', 'tool-started', 'tool-finished', 'Done.'])
    expect(used).toEqual(['take-message'])
  })

  it('stops a brain that never comes to an end', async () => {
    const { thinking, used } = thinkingWith(brainOf())
    await expect(allOf(think(thinking, never))).rejects.toThrow(BrainFailed)
    expect(used.length).toBeLessThan(10)
  })

  it('calls every failure of a brain by one name', async () => {
    const { thinking } = thinkingWith(brainOf([new TypeError('boom')]))
    await expect(allOf(think(thinking, never))).rejects.toThrow(BrainFailed)
  })

  it('does not wait longer than the deadline for a silent brain', async () => {
    const { thinking, clock } = thinkingWith(brainOf(['silence']))
    const thoughts = allOf(think(thinking, never))
    clock.advance(10_000)
    await expect(thoughts).rejects.toThrow(BrainFailed)
  })

  it('ends without an error as soon as the caller speaks', async () => {
    const { thinking } = thinkingWith(brainOf([words('We open '), 'silence']))
    const caller = new AbortController()
    const seen: string[] = []
    for await (const thought of think(thinking, caller.signal)) {
      seen.push(thought.type)
      caller.abort()
    }
    expect(seen).toEqual(['words'])
  })

  it('still gives the result of a tool that had begun when the caller spoke', async () => {
    const { thinking, used } = thinkingWith(
      brainOf([callsTool, toolsEnd], [words('Done.'), wordsEnd]),
    )
    const caller = new AbortController()
    const seen: string[] = []
    for await (const thought of think(thinking, caller.signal)) {
      seen.push(thought.type)
      if (thought.type === 'tool-started') caller.abort()
    }
    expect(seen).toEqual(['tool-started', 'tool-finished'])
    expect(used).toEqual(['take-message'])
  })
})
