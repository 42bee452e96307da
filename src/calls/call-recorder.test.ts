import { beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { AppError } from '../lib/errors.ts'
import type { CallJournal, JournalBatch } from './call-journal.ts'
import { createCallRecorder, type RecordingState } from './call-recorder.ts'
import type { JournalEvent } from './journal-event.ts'

type Answer = 'written' | 'taken-over' | Error

/** A journal whose every answer is given by the test. */
function answeringJournal() {
  const asked: { batch: JournalBatch; answer: (answer: Answer) => void }[] = []
  const journal: CallJournal = {
    append(batch) {
      const { promise, resolve, reject } = Promise.withResolvers<'written' | 'taken-over'>()
      const answer = (given: Answer) => (given instanceof Error ? reject(given) : resolve(given))
      asked.push({ batch, answer })
      return promise
    },
    read: () => Promise.resolve([]),
  }
  return { journal, asked }
}

const said = (text: string): JournalEvent => ({
  kind: 'caller-said',
  payload: { turn: 1, text, language: undefined },
})
const wordsOf = (batch: JournalBatch | undefined) =>
  batch?.entries.map((entry) => (entry.kind === 'caller-said' ? entry.payload.text : entry.kind))
const turnOfLoop = () => new Promise((resolve) => setImmediate(resolve))

let clock = createManualClock()
let states: RecordingState[] = []
let { journal, asked } = answeringJournal()

function recorder() {
  clock = createManualClock()
  states = []
  ;({ journal, asked } = answeringJournal())
  return createCallRecorder({
    journal,
    clock,
    openCall: () => Promise.resolve({ id: 'call-1', epoch: 3, lastSeq }),
    onRecorded: () => undefined,
    onStateChanged: (state) => states.push(state),
  })
}

let lastSeq = 0
let writing = recorder()
beforeEach(() => (writing = recorder()))

describe('writing a call down', () => {
  it('numbers the events from one and names the epoch', async () => {
    const recorded = writing.record(said('Hello'))
    await turnOfLoop()
    expect(asked[0]?.batch).toMatchObject({ callId: 'call-1', epoch: 3, entries: [{ seq: 1 }] })
    asked[0]?.answer('written')
    expect(await recorded).toBe('durable')
  })

  it('writes what came in the meantime as the next batch, in order', async () => {
    void writing.record(said('one'))
    await turnOfLoop()
    void writing.record(said('two'))
    const third = writing.record(said('three'))
    asked[0]?.answer('written')
    await turnOfLoop()
    expect(wordsOf(asked[1]?.batch)).toEqual(['two', 'three'])
    asked[1]?.answer('written')
    expect(await third).toBe('durable')
  })

  it('goes on from memory when the journal fails, and loses nothing', async () => {
    const first = writing.record(said('one'))
    await turnOfLoop()
    asked[0]?.answer(new Error('the disk is full'))
    expect(await first).toBe('memory-only')
    expect(await writing.record(said('two'))).toBe('memory-only')
    expect(writing.state).toBe('not-recorded')

    clock.advance(1_000)
    await turnOfLoop()
    expect(wordsOf(asked.at(-1)?.batch)).toEqual(['one', 'two'])
    asked.at(-1)?.answer('written')
    await turnOfLoop()
    expect(states).toEqual(['not-recorded', 'recorded'])
  })

  it('does not wait for ever for a journal that does not answer', async () => {
    const recorded = writing.record(said('one'))
    await turnOfLoop()
    clock.advance(2_000)
    expect(await recorded).toBe('memory-only')
    asked[0]?.answer('written')
    await turnOfLoop()
    expect(writing.state).toBe('recorded')
  })

  it('goes on after the entries that the call has already', async () => {
    lastSeq = 7
    void writing.record(said('one'))
    await turnOfLoop()
    lastSeq = 0
    expect(asked[0]?.batch.entries.map(({ seq }) => seq)).toEqual([8])
  })

  it('asks a journal that is away once a second, however much there is to write', async () => {
    void writing.record(said('one'))
    await turnOfLoop()
    asked[0]?.answer(new Error('away'))
    await turnOfLoop()
    for (const words of ['two', 'three', 'four']) void writing.record(said(words))
    await turnOfLoop()
    expect(asked).toHaveLength(1)
    clock.advance(1_000)
    await turnOfLoop()
    expect(wordsOf(asked[1]?.batch)).toEqual(['one', 'two', 'three', 'four'])
  })

  it('gives up a call whose record contradicts it, instead of trying for ever', async () => {
    class Contradiction extends AppError {
      override readonly code = 'journal-contradiction'
    }
    const recorded = writing.record(said('one'))
    await turnOfLoop()
    asked[0]?.answer(new Contradiction('Other entries'))
    expect(await recorded).toBe('taken-over')
    clock.advance(60_000)
    await turnOfLoop()
    expect(asked).toHaveLength(1)
  })

  it('writes nothing more once another process has taken the call over', async () => {
    const recorded = writing.record(said('one'))
    await turnOfLoop()
    asked[0]?.answer('taken-over')
    expect(await recorded).toBe('taken-over')
    expect(await writing.record(said('two'))).toBe('taken-over')
    expect(asked).toHaveLength(1)
  })
})
