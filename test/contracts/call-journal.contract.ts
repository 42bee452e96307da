import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JournalBatch } from '../../src/calls/call-journal.ts'
import type { Call, CallFlag } from '../../src/calls/call.ts'
import type { JournalEvent } from '../../src/calls/journal-event.ts'
import { storableText } from '../../src/stores/storable.ts'
import { agentHeard, callerSaid, ended, entry, openedCall, written } from './call-builders.ts'
import type { MakeStores, Stores } from './stores.ts'

/** What every journal owes to calls. */
export function callJournalContract(makeStores: MakeStores): void {
  let stores: Stores
  let call: Call
  beforeAll(async () => {
    stores = await makeStores()
  })
  afterAll(() => stores[Symbol.asyncDispose]())

  async function newCall(): Promise<Call> {
    call = await openedCall(stores)
    return call
  }

  function batch(entries: JournalBatch['entries'], differences: Partial<JournalBatch> = {}) {
    const { id: callId, epoch } = call
    return stores.journal.append({ callId, epoch, entries, phase: 'listening', ...differences })
  }

  async function record() {
    const found = await stores.archive.find(call.id)
    if (found === undefined) throw new Error('The call is gone')
    return found
  }

  describe('entries', () => {
    it('come back in order, as they were written', async () => {
      await newCall()
      const at = new Date('2026-03-01T10:00:00.123Z')
      const second = entry(2, agentHeard('We open at nine'), at)
      const first = entry(1, callerSaid('When do you open?'), at)
      expect(await batch([second])).toBe('written')
      expect(await batch([first])).toBe('written')
      expect(await stores.journal.read(call.id)).toEqual([first, second])
    })

    it('of a call that nobody knows are none', async () => {
      expect(await stores.journal.read(crypto.randomUUID())).toEqual([])
      expect(await stores.journal.read('no id at all')).toEqual([])
    })

    it('cannot be added to a call that nobody knows', async () => {
      await newCall()
      const lost = batch([entry(1, callerSaid('Hello'))], { callId: crypto.randomUUID() })
      await expect(lost).rejects.toMatchObject({ code: 'unknown-call' })
    })

    it('keep words of any script and length, and replace only what no store can keep', async () => {
      await newCall()
      let seq = 0
      const words = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: fc.constantFrom('\0', '\uD83D', '\uDE00', '\\', 'u0000', '"') }),
      )
      await fc.assert(
        fc.asyncProperty(words, async (text) => {
          seq += 1
          expect(await batch([entry(seq, callerSaid(text))])).toBe('written')
          const last = (await stores.journal.read(call.id)).at(-1)
          expect(last?.payload).toMatchObject({ text: storableText(text) })
        }),
        { numRuns: 60 },
      )
    }, 60_000)

    it('keep a speech of a million characters', async () => {
      await newCall()
      const speech = 'Ça alors! 你好 '.repeat(80_000)
      await batch([entry(1, callerSaid(speech))])
      expect((await record()).messages[0]?.content).toBe(speech)
    })

    it('keep whatever a model gave as arguments of a tool', async () => {
      await newCall()
      let seq = 0
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async (args) => {
          seq += 1
          const intended = { turn: 1, toolCallId: 'c', tool: 't', arguments: args, effectKey: 'k' }
          await batch([entry(seq, { kind: 'tool-intended', payload: intended })])
          const last = (await stores.journal.read(call.id)).at(-1)
          expect(last).toMatchObject({ seq, kind: 'tool-intended' })
        }),
        { numRuns: 30 },
      )
    }, 60_000)
  })

  describe('a batch', () => {
    it('that was written already is answered as written, and stands there once', async () => {
      await newCall()
      const entries = [entry(1, callerSaid('Hello')), entry(2, agentHeard('Good morning'))]
      expect(await batch(entries)).toBe('written')
      expect(await batch(entries)).toBe('written')
      expect(await stores.journal.read(call.id)).toEqual(entries)
      expect((await record()).messages).toHaveLength(2)
    })

    it('that overlaps with one written before adds what is missing', async () => {
      await newCall()
      const entries = [1, 2, 3].map((seq) => entry(seq, callerSaid(`Sentence ${seq}`, seq)))
      await batch(entries.slice(0, 2))
      await batch(entries)
      expect(await stores.journal.read(call.id)).toEqual(entries)
    })

    it('that comes ten times at once stands there once', async () => {
      await newCall()
      const entries = [entry(1, callerSaid('Hello')), entry(2, agentHeard('Good morning'))]
      const answers = await Promise.all(Array.from({ length: 10 }, () => batch(entries)))
      expect(new Set(answers)).toEqual(new Set(['written']))
      expect(await stores.journal.read(call.id)).toEqual(entries)
      expect((await record()).messages.map(({ content }) => content)).toEqual([
        'Hello',
        'Good morning',
      ])
    })

    it('loses nothing when others are written at the same time', async () => {
      await newCall()
      const entries = Array.from({ length: 24 }, (_, at) => entry(at + 1, callerSaid(`${at + 1}`)))
      await Promise.all(entries.map((one) => batch([one])))
      const { messages, lastWords } = await record()
      expect(messages.map(({ content }) => content)).toEqual(entries.map(({ seq }) => `${seq}`))
      expect(lastWords).toBe('24')
    })

    it('with words of the caller that come late puts them where they were said', async () => {
      await newCall()
      const at = new Date('2026-03-01T10:00:10.000Z')
      const late = (turn: number, text: string) =>
        ({ turn, text, language: undefined, lateMs: 4_000 }) as const
      const gap = { ...late(1, ''), isUnheard: true }
      await batch([entry(1, agentHeard('Good morning', 0), at)])
      await batch([entry(2, agentHeard('At nine', 1), at), entry(3, agentHeard('Yes', 2), at)])
      await batch([entry(4, { kind: 'caller-said', payload: late(2, 'On Mondays?') }, at)])
      await batch([entry(5, { kind: 'caller-said', payload: gap }, at)])
      const { messages, lastWords } = await record()
      const saidAt = new Date('2026-03-01T10:00:06.000Z')
      expect(messages).toMatchObject([
        { role: 'assistant', content: 'Good morning', timestamp: at },
        { role: 'user', content: '', timestamp: saidAt, isUnheard: true },
        { role: 'assistant', content: 'At nine', timestamp: at },
        { role: 'user', content: 'On Mondays?', timestamp: saidAt },
        { role: 'assistant', content: 'Yes', timestamp: at },
      ])
      expect(messages.filter((one) => 'isUnheard' in one)).toHaveLength(1)
      expect(lastWords).toBe('Yes')
    })

    it('with words that were given up, and came after all, puts them in the place of their gap', async () => {
      await newCall()
      const gap = (turn: number): JournalEvent => ({
        kind: 'caller-said',
        payload: { turn, text: '', language: undefined, isUnheard: true },
      })
      await batch([entry(1, callerSaid('Hello', 1)), entry(2, gap(2))])
      await batch([entry(3, agentHeard('I see', 2))])
      await batch([entry(4, callerSaid('At nine', 2)), entry(5, gap(3))])
      await batch([entry(6, gap(4)), entry(7, callerSaid('Goodbye', 4))])
      const { messages, lastWords } = await record()
      expect(messages.map(({ content }) => content)).toEqual([
        'Hello',
        'At nine',
        'I see',
        '',
        'Goodbye',
      ])
      expect(lastWords).toBe('Goodbye')
    })

    it('whose last words could not be made out leaves those before them in lists', async () => {
      await newCall()
      const gap = { turn: 2, text: '', language: undefined, isUnheard: true }
      await batch([entry(1, callerSaid('Hello')), entry(2, { kind: 'caller-said', payload: gap })])
      expect((await record()).lastWords).toBe('Hello')
    })

    it('is refused whole when one of its numbers says something else already', async () => {
      await newCall()
      const first = entry(1, callerSaid('Hello'))
      await batch([first])
      const contradicting = [entry(1, callerSaid('Goodbye')), entry(2, callerSaid('Hello?'))]
      await expect(batch(contradicting)).rejects.toMatchObject({ code: 'journal-contradiction' })
      expect(await stores.journal.read(call.id)).toEqual([first])
    })
  })

  describe('a call that was taken over', () => {
    it('refuses its former owner and writes nothing of theirs', async () => {
      await newCall()
      await stores.calls.takeOver(call.id)
      expect(await batch([entry(1, callerSaid('Hello'))])).toBe('taken-over')
      expect(await stores.journal.read(call.id)).toEqual([])
      expect((await record()).phase).toBe('ringing')
    })

    it('is written by its new owner', async () => {
      await newCall()
      await batch([entry(1, callerSaid('Hello'))])
      const { epoch } = await stores.calls.takeOver(call.id)
      expect(await batch([entry(2, callerSaid('Still there?'))], { epoch })).toBe('written')
      expect(await stores.journal.read(call.id)).toHaveLength(2)
    })

    it('holds exactly what its former owner was told is written', async () => {
      await newCall()
      const attempts = Array.from({ length: 30 }, (_, at) => entry(at + 1, callerSaid(`${at}`)))
      const answers = attempts.map(async (one) => ({ seq: one.seq, answer: await batch([one]) }))
      const takenOver = stores.calls.takeOver(call.id)
      const acknowledged = (await Promise.all(answers))
        .filter(({ answer }) => answer === 'written')
        .map(({ seq }) => seq)
      await takenOver
      const kept = await stores.journal.read(call.id)
      expect(kept.map(({ seq }) => seq)).toEqual(acknowledged)
    })
  })

  describe('what a call shows', () => {
    it('are the words of both sides, as they were heard', async () => {
      await newCall()
      await written(stores, {
        call,
        events: [
          { kind: 'notice-heard', payload: { text: 'This is an AI assistant' } },
          callerSaid('When do you open?'),
          { kind: 'agent-planned', payload: { turn: 1, text: 'We open at nine', brain: 'b' } },
          agentHeard('We open'),
          agentHeard(''),
        ],
      })
      const { messages, lastWords } = await record()
      expect(messages.map(({ role, content }) => ({ role, content }))).toEqual([
        { role: 'user', content: 'When do you open?' },
        { role: 'assistant', content: 'We open' },
      ])
      expect(lastWords).toBe('We open')
    })

    it('is what the agent does as of the last entry, whatever comes late', async () => {
      await newCall()
      await batch([entry(2, agentHeard('Good morning'))], { phase: 'speaking' })
      await batch([entry(1, callerSaid('Hello'))], { phase: 'thinking' })
      expect((await record()).phase).toBe('speaking')
    })

    it.each(['transferring', 'reconnecting'] as const)('may be that it is %s', async (phase) => {
      await newCall()
      await batch([entry(1, { kind: 'line-lost', payload: { reason: 'gone' } })], { phase })
      expect((await record()).phase).toBe(phase)
    })

    it('are its flags, each once', async () => {
      await newCall()
      await batch([entry(1, flagged('not-recorded')), entry(2, flagged('not-recorded'))])
      await batch([entry(3, flagged('claim-without-receipt')), entry(4, flagged('not-recorded'))])
      expect((await record()).flags.toSorted()).toEqual(['claim-without-receipt', 'not-recorded'])
    })

    it('is its end', async () => {
      await newCall()
      const at = new Date('2026-03-01T10:02:00.000Z')
      await batch([entry(1, ended('message-taken', 61.4), at)], { phase: undefined })
      expect(await record()).toMatchObject({
        status: 'completed',
        phase: undefined,
        outcome: 'message-taken',
        endedAt: at,
        durationSeconds: 61,
      })
    })

    it('stays ended when something is written late', async () => {
      await newCall()
      await batch([entry(1, ended('talked'))], { phase: undefined })
      await batch([entry(2, callerSaid('Bye'))], { phase: 'listening' })
      expect(await record()).toMatchObject({ status: 'completed', phase: undefined })
    })
  })
}

function flagged(flag: CallFlag): JournalEvent {
  return { kind: 'flagged', payload: { flag, turn: 1, detail: '' } }
}
