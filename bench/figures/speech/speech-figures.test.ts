import { describe, expect, it } from 'vitest'
import type { LoadReport } from '../../load/speech-load.ts'
import type { TallyCounts } from '../../sound/tally.ts'
import { middleOfSpeech, speechFiguresOf } from './speech-figures.ts'
import type { SpeechWindow } from './speech-window.ts'

/** In hundredths of a millisecond. */
function took(...steps: readonly number[]): TallyCounts {
  return { steps: steps.map((step) => [step, 1] as const), beyond: [] }
}

const report: LoadReport = {
  toModel: { sent: 100, lost: 0, disordered: 0, took: took(10, 11, 12) },
  toCaller: { sent: 10, lost: 0, disordered: 0, took: took(20, 21, 22) },
  interruptions: [],
  truncations: [],
  answers: 3,
  stalePieces: 0,
  leftLate: took(50),
  strangePieces: 0,
  refused: {},
  lostLines: [],
}

function figures(changes: Partial<SpeechWindow> = {}) {
  return speechFiguresOf({
    calls: 2,
    seconds: 30,
    report,
    idle: { cpuMs: 0, rssBytes: 100 * 1024 * 1024 },
    before: { cpuMs: 500, rssBytes: 0 },
    after: { cpuMs: 1500, rssBytes: 101 * 1024 * 1024 },
    databaseCpuMs: undefined,
    loadCpuMs: 3000,
    ...changes,
  })
}

function figuresOfReport(changes: Partial<LoadReport>) {
  return figures({ report: { ...report, ...changes } })
}

describe('the figures of a window of speech', () => {
  it('divide the processor time of the measured stretch among the minutes of calls', () => {
    const { cost } = figures({ databaseCpuMs: 100 })
    expect(cost).toMatchObject({ cpuSecondsPerCallMinute: 1, databaseCpuSecondsPerCallMinute: 0.1 })
    expect(cost.coreUsed).toBeCloseTo(1 / 30)
    expect(cost.coreUsedByLoad).toBe(0.1)
  })

  it('divide the memory that came with the calls among them', () => {
    expect(figures().cost).toMatchObject({ rssMb: 101, kbPerCall: 512 })
  })

  it('tell of a server with nothing to do what it uses, and nothing a call', () => {
    const { cost } = figures({ calls: 0 })
    expect(cost).toMatchObject({ rssMb: 101, kbPerCall: undefined })
    expect(cost.cpuSecondsPerCallMinute).toBeUndefined()
  })

  it('keep the two directions of sound apart', () => {
    const { frames } = figures()
    expect(frames.toModelMs.p50).toBeCloseTo(0.12)
    expect(frames.toCallerMs.p50).toBeCloseTo(0.22)
    expect(frames.loadLateMs.p99).toBeCloseTo(0.51)
  })

  it('add up what was lost and out of order in both directions, and which share was late', () => {
    const { frames } = figuresOfReport({
      toModel: { sent: 100, lost: 2, disordered: 1, took: took(10, 11, 2100) },
      toCaller: { sent: 10, lost: 1, disordered: 4, took: { steps: [], beyond: [150] } },
    })
    expect(frames).toMatchObject({ lost: 3, disordered: 5, lateShare: 0.5 })
  })

  it('measure interruptions up to the drop of the sound, and count those without', () => {
    const { interruptions } = figuresOfReport({
      interruptions: [
        { startedMs: 1000, clearedMs: 1000.5 },
        { startedMs: 2000, clearedMs: undefined },
      ],
    })
    expect(interruptions).toMatchObject({
      interruptions: 2,
      clearedMs: { p50: 0.5, p99: 0.5 },
      uncleared: 1,
    })
  })

  it('take the error of a truncation for what it is, too much or too little', () => {
    const cut = { clearedMs: 1000, heardMs: 500, unheardMs: 900 }
    const { interruptions } = figuresOfReport({
      truncations: [
        { ...cut, toldMs: 497 },
        { ...cut, toldMs: 503 },
        { ...cut, toldMs: undefined },
      ],
    })
    expect(interruptions).toMatchObject({ truncationErrorMs: { p50: 3, p99: 3 }, untold: 1 })
  })

  it('hide nothing that should not have been', () => {
    const { interruptions, trouble } = figuresOfReport({
      stalePieces: 2,
      strangePieces: 3,
      lostLines: ['closed with 1006'],
      refused: { item_not_found: 4 },
    })
    expect(interruptions.stalePieces).toBe(2)
    expect(trouble).toEqual({
      answers: 3,
      strangePieces: 3,
      lostLines: 1,
      refused: { item_not_found: 4 },
    })
  })

  it('are those in the middle of several runs, and the sum of what must not be', () => {
    const lossy = { ...report, toModel: { ...report.toModel, lost: 5 }, refused: { odd: 1 } }
    const slow = { cpuMs: 9500, rssBytes: 0 }
    const middle = middleOfSpeech([
      figures(),
      figures({ after: slow }),
      figures({ report: lossy }),
      figures({ report: lossy }),
    ])
    expect(middle.cost.cpuSecondsPerCallMinute).toBe(1)
    expect(middle.frames.lost).toBe(10)
    expect(middle.trouble).toMatchObject({ answers: 12, refused: { odd: 2 } })
  })
})
