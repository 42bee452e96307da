import { beforeEach, describe, expect, it } from 'vitest'
import { keptCall } from '../../test/contracts/local-journal.contract.ts'
import { createMemoryLocalJournal } from '../../test/fakes/local-journal.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { AppError } from '../lib/errors.ts'
import type { CallJournal, JournalBatch } from './call-journal.ts'
import { createCallRecorder, type CallRecorderParts, type RecordingState } from './call-recorder.ts'
import type { JournalEntry, JournalEvent } from './journal-event.ts'

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
const textOf = (entry: JournalEntry) =>
  entry.kind === 'caller-said' ? entry.payload.text : entry.kind
const wordsOf = (batch: JournalBatch | undefined) => batch?.entries.map(textOf)
const turnOfLoop = () => new Promise((resolve) => setImmediate(resolve))

let clock = createManualClock()
let states: RecordingState[] = []
let { journal, asked } = answeringJournal()

let local = createMemoryLocalJournal()
const call = keptCall({ id: 'call-1', epoch: 3 })

function recorder(parts: Partial<CallRecorderParts> = {}) {
  clock = createManualClock()
  states = []
  local = createMemoryLocalJournal()
  ;({ journal, asked } = answeringJournal())
  return createCallRecorder({
    journal,
    local,
    clock,
    call: () => call,
    openCall: () => Promise.resolve({ id: 'call-1', epoch: 3, lastSeq }),
    onRecorded: () => undefined,
    onStateChanged: (state) => states.push(state),
    ...parts,
  })
}

const inFile = async () =>
  (await local.read(call.sid))?.entries.map((one) => [one.seq, textOf(one)] as const)

let lastSeq = 0
let writing = recorder()
beforeEach(() => (writing = recorder()))

describe('writing a call down', () => {
  it('writes what was planned together with what was heard of it, or after some seconds', async () => {
    const planned: JournalEvent = {
      kind: 'agent-planned',
      payload: { turn: 1, text: 'At nine.', brain: 'claude' },
    }
    void writing.record(planned)
    await turnOfLoop()
    expect(asked).toEqual([])
    void writing.record(said('And on Mondays?'))
    await turnOfLoop()
    expect(wordsOf(asked[0]?.batch)).toEqual(['agent-planned', 'And on Mondays?'])
    asked[0]?.answer('written')
    await turnOfLoop()
    void writing.record(planned)
    clock.advance(5_000)
    await turnOfLoop()
    expect(wordsOf(asked[1]?.batch)).toEqual(['agent-planned'])
  })

  it('lets what was planned wait for what is heard of it, also when it comes while something is written', async () => {
    void writing.record(said('When do you open?'))
    await turnOfLoop()
    void writing.record({
      kind: 'agent-planned',
      payload: { turn: 1, text: 'At nine.', brain: 'claude' },
    })
    asked[0]?.answer('written')
    await turnOfLoop()
    expect(asked.length).toBe(1)
    void writing.record(said('And on Mondays?'))
    await turnOfLoop()
    expect(wordsOf(asked[1]?.batch)).toEqual(['agent-planned', 'And on Mondays?'])
  })

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

  it('goes on from memory when journal and disk fail, and loses nothing', async () => {
    local.isFull = true
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

describe('a journal that hesitates', () => {
  it('keeps nobody waiting: the words are on the disk of this machine instead', async () => {
    const recorded = writing.record(said('one'))
    await turnOfLoop()
    clock.advance(150)
    expect(await recorded).toBe('durable')
    expect(await inFile()).toEqual([[1, 'one']])
  })

  it('is no absence: nothing is said of it, and the file is gone once it has answered', async () => {
    void writing.record(said('one'))
    await turnOfLoop()
    clock.advance(150)
    const second = writing.record(said('two'))
    expect(await second).toBe('durable')
    asked[0]?.answer('written')
    await turnOfLoop()
    expect(wordsOf(asked[1]?.batch)).toEqual(['two'])
    expect(await inFile()).toEqual([
      [1, 'one'],
      [2, 'two'],
    ])
    asked[1]?.answer('written')
    await turnOfLoop()
    expect(await inFile()).toBeUndefined()
    expect(states).toEqual([])
  })

  it('is waited for when the disk is full as well, but not for ever', async () => {
    local.isFull = true
    const recorded = writing.record(said('one'))
    await turnOfLoop()
    clock.advance(1_999)
    await turnOfLoop()
    expect(states).toEqual([])
    clock.advance(1)
    expect(await recorded).toBe('memory-only')
    asked[0]?.answer('written')
    await turnOfLoop()
    expect(states).toEqual(['not-recorded', 'recorded'])
  })

  it('is away after two seconds, and back when it has answered', async () => {
    void writing.record(said('one'))
    await turnOfLoop()
    clock.advance(2_000)
    await turnOfLoop()
    expect(writing.state).toBe('kept-locally')
    asked[0]?.answer('written')
    await turnOfLoop()
    expect(writing.state).toBe('recorded')
    expect(await inFile()).toBeUndefined()
  })
})

describe('a journal that is away', () => {
  async function away() {
    const first = writing.record(said('one'))
    await turnOfLoop()
    asked[0]?.answer(new Error('connection refused'))
    expect(await first).toBe('durable')
  }

  it('costs no word its place on a disk, and no caller any time', async () => {
    await away()
    expect(writing.state).toBe('kept-locally')
    expect(await writing.record(said('two'))).toBe('durable')
    expect(await inFile()).toEqual([
      [1, 'one'],
      [2, 'two'],
    ])
    expect(asked).toHaveLength(1)
  })

  it('gets everything in order when it is back, and the file is forgotten then only', async () => {
    await away()
    await writing.record(said('two'))
    clock.advance(1_000)
    await turnOfLoop()
    expect(asked[1]?.batch.entries.map((one) => [one.seq, textOf(one)])).toEqual(await inFile())
    void writing.record(said('three'))
    asked[1]?.answer('written')
    await turnOfLoop()
    expect(wordsOf(asked[2]?.batch)).toEqual(['three'])
    expect(await inFile()).toHaveLength(3)
    asked[2]?.answer('written')
    await turnOfLoop()
    expect(await inFile()).toBeUndefined()
    expect(states).toEqual(['kept-locally', 'recorded'])
    expect(writing.hasUnwritten).toBe(false)
  })

  it('does not keep from the next process what was said before', async () => {
    void writing.record(said('zero'))
    await turnOfLoop()
    asked[0]?.answer('written')
    await turnOfLoop()
    const first = writing.record(said('one'))
    await turnOfLoop()
    asked[1]?.answer(new Error('connection refused'))
    expect(await first).toBe('durable')
    expect(await inFile()).toEqual([
      [1, 'zero'],
      [2, 'one'],
    ])
  })

  it('that has written and could not say so is told the same again, under the same numbers', async () => {
    await away()
    clock.advance(1_000)
    await turnOfLoop()
    expect(asked[1]?.batch.entries).toEqual(asked[0]?.batch.entries)
  })

  it('before it knew of the call is given numbers from one, in the first epoch', async () => {
    let isAway = true
    const opened = { id: 'call-1', epoch: 1, lastSeq: 0 }
    const openCall = () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(opened))
    writing = recorder({ openCall, call: () => ({ ...call, epoch: 1 }) })
    expect(await writing.record(said('one'))).toBe('durable')
    expect(asked).toEqual([])
    isAway = false
    clock.advance(1_000)
    await turnOfLoop()
    expect(asked[0]?.batch).toMatchObject({ epoch: 1, entries: [{ seq: 1 }] })
  })

  it('that has given the call to somebody else refuses ours, and the file stays for a person', async () => {
    await away()
    clock.advance(1_000)
    await turnOfLoop()
    asked[1]?.answer('taken-over')
    await turnOfLoop()
    expect(writing.state).toBe('taken-over')
    expect(await writing.record(said('two'))).toBe('taken-over')
    expect(await inFile()).toEqual([[1, 'one']])
  })

  it('makes a call go on from memory when the disk fills up, and from the disk when it has room', async () => {
    await away()
    local.isFull = true
    expect(await writing.record(said('two'))).toBe('memory-only')
    expect(writing.state).toBe('not-recorded')
    local.isFull = false
    clock.advance(1_000)
    await turnOfLoop()
    asked[1]?.answer(new Error('connection refused'))
    await turnOfLoop()
    expect(await inFile()).toEqual([
      [1, 'one'],
      [2, 'two'],
    ])
    expect(states).toEqual(['kept-locally', 'not-recorded', 'kept-locally'])
  })

  it('takes what has gathered for hours in several pieces', async () => {
    await away()
    for (let nth = 2; nth <= 600; nth += 1) void writing.record(said(`${nth}`))
    await turnOfLoop()
    clock.advance(1_000)
    await turnOfLoop()
    asked[1]?.answer('written')
    await turnOfLoop()
    asked[2]?.answer('written')
    await turnOfLoop()
    const written = asked.slice(1).flatMap(({ batch }) => batch.entries.map(({ seq }) => seq))
    expect(asked).toHaveLength(3)
    expect(written).toEqual(Array.from({ length: 600 }, (_, at) => at + 1))
    expect(await inFile()).toBeUndefined()
  })
})

describe('a call that is taken up with what a dead process kept of it', () => {
  it('writes that first, in its own epoch, and goes on after it', async () => {
    const kept: JournalEntry[] = [5, 6].map((seq) => ({ ...said(`${seq}`), seq, at: new Date() }))
    writing = recorder({ kept })
    await local.keep({ call, entries: kept })
    await turnOfLoop()
    expect(asked[0]?.batch).toMatchObject({ epoch: 3, entries: kept })
    void writing.record(said('still there?'))
    asked[0]?.answer('written')
    await turnOfLoop()
    expect(asked[1]?.batch.entries.map(({ seq }) => seq)).toEqual([7])
    expect(await inFile()).toBeUndefined()
  })
})
