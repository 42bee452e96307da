import { expect, it } from 'vitest'
import type { HeardTurn } from '../callers/heard-turn.ts'
import type { ModelRequest } from '../fakes/model-server.ts'
import { figuresOf, type Window } from './window-figures.ts'

function turn(changes: Partial<HeardTurn> = {}): HeardTurn {
  return {
    tag: 'Q1-1',
    promptMs: 1000,
    firstTokenMs: 1303,
    interruptMs: undefined,
    finishedMs: 2000,
    staleTokens: 0,
    isBad: false,
    ...changes,
  }
}

function request(changes: Partial<ModelRequest> = {}): ModelRequest {
  return { tag: 'Q1-1', receivedMs: 1001, firstTokenMs: 1301, abandonedMs: undefined, ...changes }
}

function figures(changes: Partial<Window>) {
  return figuresOf({
    calls: 2,
    crowd: { turns: [turn()], lost: [] },
    requests: [request()],
    seconds: 10,
    idle: { cpuMs: 0, rssBytes: 100 * 1024 * 1024 },
    before: { cpuMs: 500, rssBytes: 0 },
    after: { cpuMs: 1500, rssBytes: 101 * 1024 * 1024 },
    databaseCpuMs: undefined,
    ...changes,
  })
}

it('counts only the processor time of the measured stretch, a turn and a core', () => {
  const crowd = { turns: [turn(), turn({ tag: 'Q1-2' })], lost: [] }
  const counted = figures({ crowd, databaseCpuMs: 30 })
  expect(counted).toMatchObject({ turns: 2, cpuMsPerTurn: 500, coreUsed: 0.1 })
  expect(counted.databaseCpuMsPerTurn).toBe(15)
})

it('takes what the model took, by its own clock, off the time to the first word', () => {
  expect(figures({}).addedMs).toEqual({ p50: 3, p99: 3 })
})

it('leaves turns out of the latency whose request the model never saw', () => {
  expect(figures({ requests: [] }).addedMs).toEqual({ p50: undefined, p99: undefined })
})

it('measures an interruption up to the end of the request, and counts those that were left open', () => {
  const interrupted = [turn({ interruptMs: 1500 }), turn({ tag: 'Q1-2', interruptMs: 1500 })]
  const requests = [request({ abandonedMs: 1502 }), request({ tag: 'Q1-2' })]
  const counted = figures({ crowd: { turns: interrupted, lost: [] }, requests })
  expect(counted.closedMs).toEqual({ p50: 2, p99: 2 })
  expect(counted.leftOpen).toBe(1)
})

it('divides the memory that came with the calls among them', () => {
  expect(figures({})).toMatchObject({ rssMb: 101, kbPerCall: 512 })
})

it('hides no turn that went wrong and no line that broke', () => {
  const turns = [turn({ isBad: true }), turn({ staleTokens: 3 })]
  const counted = figures({ crowd: { turns, lost: ['closed with 1006'] } })
  expect(counted).toMatchObject({ badTurns: 1, staleTokens: 3, lostLines: 1 })
})
