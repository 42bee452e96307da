import { describe, expect, it } from 'vitest'
import { CallBook, type CallWatch, type Interruption, type Truncation } from './call-book.ts'

function openBook() {
  const seen = {
    heard: [] as number[],
    came: [] as number[],
    stale: 0,
    interruptions: [] as Interruption[],
    truncations: [] as Truncation[],
  }
  const watch: CallWatch = {
    onFrameHeard: (_, tookMs) => seen.heard.push(tookMs),
    onSoundCame: (_, tookMs) => seen.came.push(tookMs),
    onStaleSound: () => (seen.stale += 1),
    onAnswer: () => undefined,
    onInterrupted: (interruption) => seen.interruptions.push(interruption),
    onTruncated: (truncation) => seen.truncations.push(truncation),
  }
  return { book: new CallBook(watch), seen }
}

/** An answer of two frames, both with the caller since 1,001. */
function openAnswer() {
  const { book, seen } = openBook()
  const answer = book.answerBegins(1000)
  for (const atMs of [1000, 1000]) book.soundCame(book.soundSent(answer, atMs), 1001)
  return { answer, book, seen }
}

describe('the book of a call', () => {
  it('tells of each frame how long it took, in both directions', () => {
    const { book, seen } = openBook()
    book.frameHeard(book.toModel.send(500), 500.5)
    book.soundCame(book.soundSent(book.answerBegins(600), 600), 602)
    expect(seen).toMatchObject({ heard: [0.5], came: [2] })
  })

  it('measures an interruption from the model’s word to the carrier’s dropped sound', () => {
    const { book, seen } = openAnswer()
    book.speechStarts(1101)
    book.cleared(1101.25)
    book.cleared(1300)
    expect(seen.interruptions).toEqual([{ startedMs: 1101, clearedMs: 1101.25 }])
  })

  it('expects nothing to be dropped when hardly anything is left to be heard', () => {
    const { book, seen } = openAnswer()
    book.speechStarts(1470)
    expect(seen.interruptions).toEqual([])
  })

  it('leaves an interruption open that nobody acted on', () => {
    const { book, seen } = openAnswer()
    book.speechStarts(1101)
    expect(seen.interruptions).toEqual([{ startedMs: 1101, clearedMs: undefined }])
  })

  it('holds what the model was told about a cut against what was really heard, in whatever order', () => {
    const { answer, book, seen } = openAnswer()
    book.cleared(1101)
    book.truncated(answer, 103)
    const next = book.answerBegins(2000)
    book.soundCame(book.soundSent(next, 2000), 2000)
    book.truncated(next, 40)
    book.cleared(2042)
    expect(seen.truncations).toEqual([
      expect.objectContaining({ heardMs: 100, toldMs: 103 }),
      expect.objectContaining({ heardMs: 42, toldMs: 40 }),
    ])
    expect(book.untold()).toEqual([])
  })

  it('does not forget a cut that the model was never told about', () => {
    const { book } = openAnswer()
    book.cleared(1101)
    expect(book.untold()).toMatchObject([{ heardMs: 100, unheardMs: 380, toldMs: undefined }])
  })

  it('misses no sound of an interrupted answer, and counts what still comes after the cut as stale', () => {
    const { answer, book, seen } = openAnswer()
    book.speechStarts(1101)
    const late = [book.soundSent(answer, 1102), book.soundSent(answer, 1103)]
    book.cleared(1104)
    expect(book.toCaller.close(4)).toMatchObject({ lost: 0 })
    book.soundCame(late[0] ?? 0, 1105)
    expect(seen.stale).toBe(1)
    const next = book.answerBegins(3000)
    book.soundCame(book.soundSent(next, 3000), 3001)
    book.soundSent(next, 3060)
    expect(seen.stale).toBe(1)
    expect(book.toCaller.close(6)).toMatchObject({ lost: 1 })
  })
})
