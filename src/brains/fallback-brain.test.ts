import { describe, expect, it } from 'vitest'
import { brainContract, requestWith, spoken } from '../../test/contracts/brain.contract.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { createModelFake, type ModelFake } from '../../test/fakes/model-brain.ts'
import {
  calls,
  createGate,
  createScriptedBrain,
  fails,
  says,
  type BrainScript,
} from '../../test/fakes/scripted-brain.ts'
import type { BrainEvent } from '../calls/brain.ts'
import { BrainFailed } from '../calls/brain-failed.ts'
import { createFallbackBrain } from './fallback-brain.ts'
import { createReceptionist } from './receptionist.ts'

brainContract('a chain whose models fail', () => ({
  brain: chainOf({ first: fails(), second: fails(), last: createReceptionist() }).chain,
  failing: chainOf({ first: fails(), second: fails(), last: createScriptedBrain() }).chain,
  waiting: chainOf({ first: [{ step: 'wait', gate: createGate() }] }).chain,
}))

brainContract('a chain without models', () => ({
  brain: createFallbackBrain({
    brains: [],
    lastResort: createReceptionist(),
    clock: createManualClock(),
    firstWordWithinMs: 1_200,
  }),
}))

const waits = { step: 'wait', gate: createGate() } as const
const used: BrainEvent = {
  type: 'used',
  brain: 'claude',
  usage: { model: 'c', inputTokens: 9, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 1 },
}

describe('an answer of the chain', () => {
  it('is the first brain’s, word for word, when nothing goes wrong', async () => {
    const { ask, second } = chainOf({ first: says('We open ', 'at nine.') })
    expect(await ask()).toMatchObject({ words: 'We open at nine.', switches: [] })
    expect(second.script.requests).toEqual([])
  })

  it.each<[string, BrainScript, string]>([
    ['fails', fails('overloaded (529)'), 'error'],
    ['refuses', [{ step: 'refuse' }], 'refused'],
    ['says nothing', [], 'empty'],
    ['says nothing that can be spoken', says('…', ' '), 'empty'],
    [
      'never ends its answer',
      [...says('We '), { step: 'send', event: endOf('tools') }],
      'malformed',
    ],
    ['says what nobody can hear to its end', says('word '.repeat(200_000)), 'malformed'],
  ])('comes from the second brain when the first %s', async (_how, first, reason) => {
    const { ask } = chainOf({ first, second: says('We open at nine.') })
    const { words, switches } = await ask()
    expect(words).toMatch(/We open at nine\.$/)
    expect(switches).toMatchObject([{ from: 'claude', to: 'openai', reason }])
  })

  it('begins in time, or the next brain is asked', async () => {
    const { ask, clock, second } = chainOf({ first: [waits], second: says('Nine.') })
    const asked = ask()
    await turned(clock, 1_199)
    expect(second.script.requests).toEqual([])
    await turned(clock, 1)
    expect(await asked).toMatchObject({ words: 'Nine.', switches: [{ reason: 'too-slow' }] })
  })

  it('comes within six seconds also from slow models with a patient owner', async () => {
    const { ask, clock, chain } = chainOf({
      first: [waits],
      second: [waits],
      firstWordWithinMs: 5_000,
    })
    const asked = ask()
    await turned(clock, 5_000)
    await turned(clock, 500)
    expect(await asked).toMatchObject({ words: 'Here is the last.' })
    // Half a second was no fair try for the second.
    expect(chain.resting().map(({ name }) => name)).toEqual(['claude'])
  })

  it('goes on from what was said when a brain stalls in the middle', async () => {
    const { ask, clock, first, second } = chainOf({
      first: [...says('We open'), waits],
      second: says('at nine.'),
    })
    const asked = ask()
    await turned(clock, 2_000)
    expect(await asked).toMatchObject({
      words: 'We open at nine.',
      switches: [{ reason: 'stalled' }],
    })
    expect(second.script.requests[0]?.saidAlready).toBe('We open')
    expect(first.script.stopped).toBe(1)
  })

  it('is whole when the brain was cut off after its last word', async () => {
    const { ask } = chainOf({ first: [...says('At nine.'), ...fails()], second: [] })
    expect(await ask()).toMatchObject({ words: 'At nine.', switches: [{ to: 'openai' }] })
  })

  it('runs no tool of a brain that fails after it called one', async () => {
    const { ask } = chainOf({
      first: [...calls('take-message', {}), ...fails()],
      second: says('What is it about?'),
    })
    expect(await ask()).toMatchObject({ words: 'What is it about?', tools: [] })
  })

  it('waits for long arguments of a tool as long as they are being written', async () => {
    const gates = [createGate(), createGate()]
    const writing = gates.flatMap((gate): BrainScript => [...says(''), { step: 'wait', gate }])
    const { ask, clock } = chainOf({ first: [...writing, ...calls('take-message', {})] })
    const asked = ask()
    for (const gate of gates) {
      await turned(clock, 1_500)
      gate.open()
    }
    expect(await asked).toMatchObject({ switches: [], tools: [{ tool: 'take-message' }] })
  })

  it('never says for a model that the caller has agreed to anything', async () => {
    const [call] = calls('schedule-callback', {})
    const claimed: BrainScript = call?.step === 'call' ? [{ ...call, readBack: true }] : []
    const { ask } = chainOf({ first: claimed })
    const { tools } = await ask()
    expect(tools).toHaveLength(1)
    expect(tools[0]).not.toHaveProperty('readBack')
  })

  it('keeps what a brain cost that did not win', async () => {
    const first: BrainScript = [{ step: 'send', event: used }, ...fails()]
    const { ask } = chainOf({ first, second: says('Nine.') })
    expect((await ask()).events).toContainEqual(used)
  })

  it('is the last resort’s in its own time when all models fail', async () => {
    const last = createScriptedBrain({ scripts: [says('I take messages.')] })
    const { ask } = chainOf({ first: fails(), second: fails(), last })
    const { words, switches } = await ask()
    expect(words).toBe('I take messages.')
    expect(switches.map(({ to }) => to)).toEqual(['openai', 'scripted'])
  })

  it('ends without any failure when the caller speaks', async () => {
    const { chain, first } = chainOf({ first: [...says('We open '), waits] })
    const stop = new AbortController()
    const events: BrainEvent[] = []
    for await (const event of chain.reply(requestWith(['When?']), stop.signal)) {
      events.push(event)
      stop.abort()
    }
    expect(spoken(events)).toBe('We open ')
    expect(chain.resting()).toEqual([])
    expect(first.script.stopped).toBe(1)
  })
})

describe('a brain that failed', () => {
  it('costs the next caller no time', async () => {
    const { ask, clock, first } = chainOf({ first: [waits], second: says('Nine.') })
    const asked = ask()
    await turned(clock, 1_200)
    await asked
    const { switches } = await ask()
    expect(switches).toMatchObject([{ from: 'claude', to: 'openai', reason: 'resting' }])
    expect(first.script.requests).toHaveLength(1)
  })

  it('is told to those who watch, with who answers meanwhile', async () => {
    const { ask, chain, changes } = chainOf({ first: fails('overloaded (529)') })
    await ask()
    expect(chain.resting()).toMatchObject([{ name: 'claude', detail: 'overloaded (529)' }])
    expect(chain.answering()).toBe('openai')
    expect(changes).toEqual([['claude']])
  })

  it('comes back after a check of its own and no sooner', async () => {
    const { ask, clock, first, chain } = chainOf({ first: fails() })
    await ask()
    await turned(clock, 14_999)
    expect([first.checks, chain.answering()]).toEqual([0, 'openai'])
    await turned(clock, 1)
    expect([first.checks, chain.answering()]).toEqual([1, 'claude'])
  })
})

function endOf(reason: 'finished' | 'tools'): BrainEvent {
  return { type: 'reply-end', reason }
}

function chainOf({
  first,
  second = says('Here is the second.'),
  last = createScriptedBrain({ whenOutOfScripts: says('Here is the last.') }),
  firstWordWithinMs = 1_200,
}: {
  first: BrainScript
  second?: BrainScript
  last?: Parameters<typeof createFallbackBrain>[0]['lastResort']
  firstWordWithinMs?: number
}) {
  const clock = createManualClock()
  const fakes = {
    first: createModelFake('claude', { whenOutOfScripts: first }),
    second: createModelFake('openai', { whenOutOfScripts: second }),
  } satisfies Record<string, ModelFake>
  const changes: string[][] = []
  const chain = createFallbackBrain({
    brains: [fakes.first, fakes.second],
    lastResort: last,
    clock,
    firstWordWithinMs,
    onRestChanged: (resting) => changes.push(resting.map(({ name }) => name)),
  })
  async function ask() {
    const events: BrainEvent[] = []
    const reply = chain.reply(requestWith(['When do you open?']), new AbortController().signal)
    for await (const event of reply) events.push(event)
    return {
      events,
      words: spoken(events),
      switches: events.filter((event) => event.type === 'switched'),
      tools: events.filter((event) => event.type === 'tool-call'),
    }
  }
  return { ...fakes, ask, chain, changes, clock }
}

/** Lets what is under way come to its wait, then turns the clock, then lets what that led to happen. */
async function turned(clock: { advance(byMs: number): void }, byMs: number): Promise<void> {
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  await settled()
  clock.advance(byMs)
  await settled()
}

describe('the last resort of a chain', () => {
  it('is a failure of the turn when even it fails', async () => {
    const { ask } = chainOf({ first: fails(), second: fails(), last: createScriptedBrain() })
    await expect(ask()).rejects.toBeInstanceOf(BrainFailed)
  })
})
