import { describe, expect, it } from 'vitest'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import { standingWords } from '../../src/agents/standing-words.ts'
import { BrainFailed } from '../../src/calls/brain-failed.ts'
import type { Brain, BrainEvent, BrainRequest } from '../../src/calls/brain.ts'
import { teamOf } from '../fakes/tool-office.ts'

/** What a brain's suite needs. */
export interface BrainUnderTest {
  /** Answers any request with words. */
  readonly brain: Brain
  /** A brain that has begun an answer and waits. `undefined`: this one never waits. */
  readonly waiting?: Brain
  /** A brain whose vendor does not answer. `undefined`: nothing behind this one can fail. */
  readonly failing?: Brain
}

/** What every brain must honour, see `Brain`. */
export function brainContract(name: string, create: () => BrainUnderTest): void {
  describe(`${name} as a brain`, () => {
    it('has a name for the record of a call', () => {
      expect(create().brain.name).toMatch(/^[a-z0-9][a-z0-9.-]*$/)
    })

    it('ends its answer with exactly one reply-end and yields nothing after it', async () => {
      const { brain } = create()
      for (const request of sampleRequests()) {
        const events = await replyOf(brain, request)
        expect(events.filter(({ type }) => type === 'reply-end')).toHaveLength(1)
        expect(events.at(-1)?.type).toBe('reply-end')
      }
    })

    it('says words, or waits for the results of tools', async () => {
      const { brain } = create()
      for (const request of sampleRequests()) {
        const events = await replyOf(brain, request)
        const calledTools = events.some(({ type }) => type === 'tool-call')
        expect(spoken(events) !== '' || calledTools).toBe(true)
        const end = events.at(-1)
        expect(end?.type === 'reply-end' && end.reason === 'tools').toBe(calledTools)
      }
    })

    it('calls only tools that it was offered, each with an id of its own', async () => {
      const { brain } = create()
      for (const request of sampleRequests()) {
        const calls = (await replyOf(brain, request)).filter((event) => event.type === 'tool-call')
        const offered = request.tools.map((offer) => offer.name)
        for (const call of calls) expect(offered).toContain(call.tool)
        expect(new Set(calls.map((call) => call.toolCallId)).size).toBe(calls.length)
      }
    })

    it('answers each of two calls at the same time', async () => {
      const { brain } = create()
      const requests = [requestWith(['Where are you?']), requestWith(['When do you open?'])]
      const replies = await Promise.all(requests.map((request) => replyOf(brain, request)))
      for (const events of replies) expect(events.at(-1)?.type).toBe('reply-end')
    })

    it('stops within 200 ms when it is told to', async () => {
      const { brain, waiting = brain } = create()
      const stop = new AbortController()
      const reply = drain(waiting.reply(requestWith(['Hello']), stop.signal))
      await Promise.resolve()
      const stoppedAtMs = performance.now()
      stop.abort(new Error('the caller spoke'))
      await reply.catch(() => undefined)
      expect(performance.now() - stoppedAtMs).toBeLessThan(200)
    })

    it('yields no words when it is stopped before it begins', async () => {
      const { brain } = create()
      const events: BrainEvent[] = []
      try {
        for await (const event of brain.reply(requestWith(['Hello']), AbortSignal.abort())) {
          events.push(event)
        }
      } catch {
        // Throwing the reason of the signal is one of the two ways to stop.
      }
      expect(spoken(events)).toBe('')
    })

    it('throws that it failed when it cannot answer', async () => {
      const { failing } = create()
      if (failing === undefined) return
      await expect(replyOf(failing, requestWith(['Hello']))).rejects.toBeInstanceOf(BrainFailed)
    })
  })
}

const toolNames = [
  'take-message',
  'schedule-callback',
  'save-contact-details',
  'transfer-call',
  'stop-calls',
  'end-call',
]

/** A request with these words of the caller, each answered by nothing that was heard. */
export function requestWith(callerTexts: readonly string[]): BrainRequest {
  const at = new Date('2026-06-03T14:00:00Z')
  return {
    agent: defaultAgent({ id: 'front-desk', timeZone: 'America/New_York' }),
    caller: { phoneNumber: '+12025550123', name: undefined },
    transcript: callerTexts.map((text, index) => ({
      speaker: 'caller',
      turn: index + 1,
      text,
      at,
    })),
    tools: toolNames.map((name) => ({
      name,
      description: name,
      parameters: { type: 'object' },
    })),
    now: at,
  }
}

/** All events of an answer. */
export function replyOf(brain: Brain, request: BrainRequest): Promise<BrainEvent[]> {
  return drain(brain.reply(request, new AbortController().signal))
}

/** The words of an answer. */
export function spoken(events: readonly BrainEvent[]): string {
  return events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')
}

async function drain(events: AsyncIterable<BrainEvent>): Promise<BrainEvent[]> {
  const all: BrainEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

function sampleRequests(): BrainRequest[] {
  return [
    requestWith([]),
    requestWith(['Hello']),
    requestWith(['']),
    requestWith(['I would like to leave a message, my name is Ann Lee', 'It is about the boiler']),
    requestWith(['Goodbye']),
    requestWith(['Stop calling me']),
    withTeam(requestWith(['Can I speak to Sam?'])),
    afterHouseWords(requestWith(['Hello', 'Yes, please'])),
    { ...requestWith(['Please call me back tomorrow']), tools: [] },
  ]
}

function withTeam(request: BrainRequest): BrainRequest {
  return { ...request, agent: { ...request.agent, team: teamOf('Sam', 'Ann') } }
}

/** The house has spoken, as it does while no brain is asked, before the caller's last words. */
function afterHouseWords(request: BrainRequest): BrainRequest {
  const [, words] = standingWords().silent
  const said = { turn: 2, text: words, planned: words, interrupted: false, standing: true }
  const turn = { speaker: 'agent', ...said, at: request.now } as const
  const last = request.transcript.slice(-1).map((one) => ({ ...one, turn: 3 }))
  return { ...request, transcript: [...request.transcript.slice(0, -1), turn, ...last] }
}
