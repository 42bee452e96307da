import type { Clock, Timer } from '../lib/clock.ts'
import type { CallerLine } from './caller-line.ts'
import { continuesPlan, coversAll, heardPrefix } from './heard-prefix.ts'

/** What is being said to the caller, and how much of it was really heard. */
export interface Speaker {
  /** Words of a turn's utterance; a new turn closes the one before. */
  say(turn: number, text: string): void
  /** No more words come for the present utterance. */
  close(): void
  /** The line has begun to speak these words by itself, such as a greeting in its set-up. */
  alreadySpeaking(turn: number, text: string): void
  playbackStarted(): void
  playbackAdvanced(text: string): void
  playbackFinished(): void
  /** The caller fell in: the rest is dropped. `heardText` is of the utterance that was playing. */
  interrupted(heardText: string): void
  /** The line is gone: what was heard so far is all there will be. */
  stop(): void
  readonly isSpeaking: boolean
  /** What has been sent and not yet heard to its end: it will be heard, unless the caller falls in. */
  readonly pending: readonly Utterance[]
}

export interface SpeakerParts {
  readonly line: CallerLine
  readonly clock: Clock
  /** The first audible word of an utterance. */
  readonly onFirstHeard: (turn: number) => void
  /** More was heard of an utterance. */
  readonly onHearing: (utterance: Utterance) => void
  /** An utterance is over: heard to its end, or cut. */
  readonly onHeard: (utterance: Utterance) => void
}

export interface Utterance {
  readonly turn: number
  readonly planned: string
  readonly heard: string
  readonly interrupted: boolean
}

export function createSpeaker(parts: SpeakerParts): Speaker {
  return new LineSpeaker(parts)
}

interface OpenUtterance {
  readonly turn: number
  /** When its first words were sent, or could first be played, on the monotonic clock. */
  readonly beganMs: number
  planned: string
  played: string
  closed: boolean
  audible: boolean
  /** The line's last report was of words that are not in the plan: it cannot be counted on. */
  unmatched: boolean
}

/**
 * A line may lose a report of what it played. After the longest time that the words can take, they count
 * as heard: about 12 characters a second spoken slowly, and a margin for the network.
 */
const slowestMsPerCharacter = 85
const playbackMarginMs = 5_000
/** Where a line tells nothing of the playback, what was heard is estimated: about 15 characters a second. */
const usualMsPerCharacter = 66
const speechStartMs = 300

class LineSpeaker implements Speaker {
  readonly #parts: SpeakerParts
  #open: readonly OpenUtterance[] = []
  /** Whether the line has ever told of the playback, or its words had to be taken as played. */
  #reports: 'awaited' | 'coming' | 'missing' = 'awaited'
  #lastFinishedMs = 0
  #overdue: Timer | undefined

  constructor(parts: SpeakerParts) {
    this.#parts = parts
  }

  get isSpeaking(): boolean {
    return this.#open.length > 0
  }

  get pending(): readonly Utterance[] {
    return this.#open.map((one) => {
      const planned = one.planned.trim()
      return { turn: one.turn, planned, heard: planned, interrupted: false }
    })
  }

  say(turn: number, text: string): void {
    if (this.#open.at(-1)?.turn !== turn) this.close()
    const last = this.#open.at(-1)
    const utterance = last && last.turn === turn && !last.closed ? last : this.#begin(turn)
    utterance.planned += text
    this.#parts.line.say({ text, last: false })
  }

  close(): void {
    const current = this.#open.at(-1)
    if (!current || current.closed) return
    current.closed = true
    this.#parts.line.say({ text: '', last: true })
    this.#finishThoseHeard()
    this.#waitNoLongerThanPlaybackTakes()
    this.#countAsHeardWhereNothingIsReported()
  }

  alreadySpeaking(turn: number, text: string): void {
    Object.assign(this.#begin(turn), { planned: text, closed: true })
    this.#waitNoLongerThanPlaybackTakes()
    this.#countAsHeardWhereNothingIsReported()
  }

  playbackStarted(): void {
    const next = this.#open.find((utterance) => !utterance.audible)
    if (next) this.#becameAudible(next)
  }

  playbackAdvanced(text: string): void {
    this.#reports = 'coming'
    const playing = this.#open.find((utterance) => !utterance.closed || !coversAll(utterance))
    if (!playing) return
    // Reports of an utterance that was cut can still arrive while the next one plays.
    const fits = continuesPlan(playing, text)
    playing.unmatched = !fits
    if (fits) playing.played += text
    this.#becameAudible(playing)
    const { turn, planned } = playing
    this.#parts.onHearing({ turn, planned, heard: heardPrefix(playing), interrupted: false })
    this.#finishThoseHeard()
  }

  playbackFinished(): void {
    // Silence between two sentences of one utterance also ends a playback: only reports of words tell
    // that it was heard whole.
    const unreported = this.#open.filter((one) => one.closed && one.unmatched)
    for (const utterance of unreported) this.#finishWhole(utterance)
    this.#finishThoseHeard()
  }

  interrupted(heardText: string): void {
    const [playing, ...queued] = this.#open
    if (!playing) return
    if (!this.#open.at(-1)?.closed) this.#parts.line.say({ text: '', last: true })
    const played = heardText.length > playing.played.length ? heardText : playing.played
    this.#finishCut(playing, played)
    for (const utterance of queued) this.#finishCut(utterance, '')
  }

  stop(): void {
    this.#overdue?.cancel()
    const isReported = this.#reports !== 'missing'
    for (const utterance of this.#open) {
      this.#finishCut(utterance, isReported ? utterance.played : this.#estimated(utterance))
    }
  }

  #estimated({ beganMs, planned }: OpenUtterance): string {
    const startedMs = Math.max(beganMs, this.#lastFinishedMs) + speechStartMs
    const playedMs = Math.max(0, this.#parts.clock.monotonicMs() - startedMs)
    return planned.slice(0, Math.floor(playedMs / usualMsPerCharacter))
  }

  #begin(turn: number): OpenUtterance {
    const silent = { planned: '', played: '', closed: false, audible: false, unmatched: false }
    const utterance = { turn, beganMs: this.#parts.clock.monotonicMs(), ...silent }
    this.#open = [...this.#open, utterance]
    return utterance
  }

  #becameAudible(utterance: OpenUtterance): void {
    if (!utterance.audible) this.#parts.onFirstHeard(utterance.turn)
    utterance.audible = true
  }

  #countAsHeardWhereNothingIsReported(): void {
    if (this.#parts.line.can.reportsPlayback) return
    for (const utterance of this.#open.filter((one) => one.closed)) {
      this.#becameAudible(utterance)
      this.#finishWhole(utterance)
    }
  }

  #waitNoLongerThanPlaybackTakes(): void {
    this.#overdue?.cancel()
    if (this.#open.length === 0) return
    const characters = this.#open.reduce((sum, { planned }) => sum + planned.length, 0)
    const playbackMs = characters * slowestMsPerCharacter + playbackMarginMs
    this.#overdue = this.#parts.clock.after(playbackMs, () => {
      if (this.#reports === 'awaited') this.#reports = 'missing'
      for (const utterance of this.#open.filter((one) => one.closed)) this.#finishWhole(utterance)
    })
  }

  #finishThoseHeard(): void {
    for (const utterance of this.#open) {
      if (!utterance.closed || !coversAll(utterance)) return
      this.#finishWhole(utterance)
    }
  }

  #finishWhole(utterance: OpenUtterance): void {
    this.#finish(utterance, { heard: utterance.planned.trim(), interrupted: false })
  }

  #finishCut(utterance: OpenUtterance, played: string): void {
    const heard = heardPrefix({ planned: utterance.planned, played }).trim()
    this.#finish(utterance, { heard, interrupted: heard !== utterance.planned.trim() })
  }

  #finish(utterance: OpenUtterance, ending: { heard: string; interrupted: boolean }): void {
    this.#open = this.#open.filter((one) => one !== utterance)
    this.#lastFinishedMs = this.#parts.clock.monotonicMs()
    if (this.#open.length === 0) this.#overdue?.cancel()
    const { turn, planned } = utterance
    this.#parts.onHeard({ turn, planned: planned.trim(), ...ending })
  }
}
