import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { JournalEntry, JournalEvent } from '../src/calls/journal-event.ts'
import { createLiveCall } from '../src/calls/live-call.ts'
import { restoreCall } from '../src/calls/restored-call.ts'
import { presentRecord } from '../src/http/present-call.ts'
import { batchesOf, lineOfBatch } from '../src/stores/kept-line.ts'
import { entry, openedCall, toolDone } from './contracts/call-builders.ts'
import { createMemoryStores } from './fakes/memory-stores.ts'

/**
 * One turn as it was spoken: `said` is empty where the words could not be made out; `isGivenUp`: they were not
 * waited for any more, and came all the same.
 */
interface SpokenTurn {
  readonly said: string | undefined
  readonly isGivenUp: boolean
  readonly usesTool: boolean
  readonly heard: string | undefined
}

const word = fc.constantFrom('yes', 'at nine', 'a tap', 'thank you')
const conversation = fc.array(
  fc.record<SpokenTurn>({
    said: fc.option(fc.oneof(word, fc.constant('')), { nil: undefined }),
    isGivenUp: fc.boolean(),
    usesTool: fc.boolean(),
    heard: fc.option(word, { nil: undefined }),
  }),
  { minLength: 1, maxLength: 6 },
)

/** For each piece, when it is written down: the pieces of the agent in a turn keep their order. */
const delays = fc.array(fc.nat({ max: 20 }), { minLength: 18, maxLength: 18 })

function callerSaid(turn: number, text: string): JournalEvent {
  const isUnheard = text === '' ? { isUnheard: true } : {}
  return { kind: 'caller-said', payload: { turn, text, language: undefined, ...isUnheard } }
}

function agentHeard(turn: number, text: string): JournalEvent {
  return { kind: 'agent-heard', payload: { turn, text, planned: text, interrupted: false } }
}

function toolUsed(turn: number): JournalEvent {
  const done = toolDone('message-taken')
  return { kind: done.kind, payload: { ...done.payload, turn } } as JournalEvent
}

function callerArrivals({
  turn,
  said,
  isGivenUp,
  at,
}: Pick<SpokenTurn, 'said' | 'isGivenUp'> & { turn: number; at: number }) {
  if (said === undefined) return []
  const words = { at, event: callerSaid(turn, said) }
  return isGivenUp && said !== '' ? [{ at: at / 2, event: callerSaid(turn, '') }, words] : [words]
}

/** What was said and done, each with when it is known. */
function arrivals(turns: readonly SpokenTurn[], late: readonly number[]) {
  return turns
    .flatMap(({ said, isGivenUp, usesTool, heard }, index) => {
      const turn = index + 1
      const [callers = 0, tools = 0, agents = 0] = late.slice(index * 3, index * 3 + 3)
      return [
        ...callerArrivals({ turn, said, isGivenUp, at: callers }),
        ...(usesTool ? [{ at: tools, event: toolUsed(turn) }] : []),
        ...(heard === undefined
          ? []
          : [{ at: Math.max(tools, agents), event: agentHeard(turn, heard) }]),
      ]
    })
    .toSorted((one, other) => one.at - other.at)
    .map(({ event }, index) => entry(index + 1, event, new Date(index * 1_000)))
}

/** Everything in the order in which it was spoken. */
function asSpoken(turns: readonly SpokenTurn[]) {
  return turns.flatMap(({ said, usesTool, heard }, index) => [
    ...(said === undefined ? [] : [`${index + 1} caller ${said}`]),
    ...(usesTool ? [`${index + 1} tool `] : []),
    ...(heard === undefined ? [] : [`${index + 1} agent ${heard}`]),
  ])
}

const inWords = (one: { turn: number; speaker: string; text?: string }) =>
  `${one.turn} ${one.speaker} ${one.text ?? ''}`

function liveAfter(entries: readonly JournalEntry[]) {
  const call = {
    id: '1',
    sid: 'CA1',
    direction: 'inbound',
    channel: 'media',
    from: '+12025550123',
    to: '+12025550100',
    agentId: '1',
    customerId: undefined,
    epoch: 1,
    startedAt: new Date(0),
  } as const
  const live = createLiveCall({
    call: () => call,
    callerName: () => undefined,
    now: () => new Date(0),
    publish: () => undefined,
  })
  for (const one of entries) {
    for (const turn of restoreCall([one]).turns) {
      if (turn.speaker === 'caller') live.heardCaller(turn)
      if (turn.speaker === 'agent') live.heardAgent(turn)
      if (turn.speaker === 'tool') live.usedTool(turn)
    }
  }
  return { call, live }
}

it('the order is that of speaking, in whatever order the words come, and wherever one looks', async () => {
  await fc.assert(
    fc.asyncProperty(conversation, delays, async (turns, late) => {
      const entries = arrivals(turns, late)
      const spoken = asSpoken(turns)
      const words = spoken.filter((one) => !one.includes('tool'))

      const restored = restoreCall(entries)
      expect(restored.turns.map(inWords)).toEqual(spoken)
      expect(restored.lines.map(inWords)).toEqual(words)

      const { call, live } = liveAfter(entries)
      expect(live.turns.map(inWords)).toEqual(spoken)
      expect(live.lines.map(inWords)).toEqual(words)

      const file = entries.map((one) => lineOfBatch({ call, entries: [one] })).join('')
      const fromFile = batchesOf(file)?.flatMap((batch) => batch.entries) ?? []
      expect(restoreCall(fromFile).turns).toEqual(restored.turns)

      const stores = createMemoryStores()
      const { id: callId, epoch } = await openedCall(stores)
      for (const one of entries) {
        await stores.journal.append({ callId, epoch, entries: [one], phase: 'listening' })
      }
      const record = await stores.archive.find(callId)
      if (!record) throw new Error('The call has no record')
      const shown = presentRecord(record)
      expect(shown.transcript.map(inWords)).toEqual(words)
      const messages = words.map((one) => one.replace(/^\d+ (caller|agent) /, ''))
      expect(shown.messages.map(({ content }) => content)).toEqual(messages)
      expect(shown.lastWords ?? undefined).toBe(messages.findLast((one) => one !== ''))
    }),
  )
})

it('words that came late were said when they were said', () => {
  const late = { turn: 1, text: 'At nine?', language: undefined, lateMs: 1_500 }
  const said = entry(2, { kind: 'caller-said', payload: late }, new Date(10_000))
  const [turn] = restoreCall([said]).turns
  expect(turn?.at).toEqual(new Date(8_500))
})
