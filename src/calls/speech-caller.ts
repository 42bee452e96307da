import type { Clock } from '../lib/clock.ts'
import { createNamedTimers, type NamedTimers } from './named-timers.ts'
import { isBackChannel, isCourtesy } from './speech-back-channel.ts'
import type { SpeechEvent } from './speech-brain.ts'
import type { WordsOfCaller } from './speech-caller-words.ts'

/** Listens to what the caller does with their voice, and judges whether it was something said. */
export interface CallerSpeech {
  receive(event: CallerEvent): void
  /** The model that listened is gone. @returns whether the caller was in the middle of something. */
  sessionLost(): boolean
  stop(): void
  /** Settles when nothing is undecided. */
  decided(): Promise<void>
  /** The caller makes a sound like speech. */
  readonly isSpeaking: boolean
  /** The caller does, or did and it is not known yet whether it was anything. */
  readonly isUndecided: boolean
}

export type CallerEvent = Extract<SpeechEvent, { readonly utterance: string }>

/**
 * How something said is taken now. `as-said`: at once; `maybe-noise`: it stopped the agent, and may have been a
 * cough or a sign of listening; `maybe-courtesy`: it was said over words after which the call ends.
 */
export type Judgement = 'as-said' | 'maybe-noise' | 'maybe-courtesy'

export interface Said {
  readonly utterance: string
  /** When it ended, on the monotonic clock. */
  readonly endedMs: number
}

export interface CallerSpeechParts {
  readonly clock: Clock
  readonly judgement: () => Judgement
  /** The agent was heard to ask something: a yes is an answer, and no sign of listening. */
  readonly hasAgentAsked: () => boolean
  readonly onSpeaking: (isSpeaking: boolean) => void
  /** Something was said that is to be answered. `before`: what was said shortly before it, and not judged yet. */
  readonly onSaid: (said: Said, before: readonly Said[]) => void
  /** It was nothing, or nothing that asks for an answer. */
  readonly onNothing: (what: 'noise' | 'courtesy' | 'unfinished', said: Said) => void
  /** The words of something said. `false`: it was taken for nothing. */
  readonly onWords: (utterance: string, words: WordsOfCaller) => boolean
  /** What was taken for nothing has words after all. */
  readonly onSaidAfterAll: (text: string, language: string | undefined) => void
}

export function createCallerSpeech(parts: CallerSpeechParts): CallerSpeech {
  return new HeardCaller(parts)
}

/** Nobody says anything that matters in less, but for words that are waited for. */
const shortestSpeechMs = 600
/** Whether it was a noise is known when its words come; after this long it was one. */
const wordsOfNoiseWithinMs = 1_200
/** Nobody speaks for longer than this without a pause. */
const longestSpeechMs = 30_000
/** What ended is whole within this long, where it is anything. */
const wholeWithinMs = 4_000
/** Words that come later than this belong to nothing that goes on. */
const mostForgotten = 8

interface Utterance {
  readonly name: string
  readonly startedMs: number
  stoppedMs: number | undefined
  isFinished: boolean
  words: WordsOfCaller | undefined
}

class HeardCaller implements CallerSpeech {
  readonly #parts: CallerSpeechParts
  readonly #timers: NamedTimers<'unfinished' | 'words'>
  /** Not judged yet, in order. */
  #open: readonly Utterance[] = []
  /** Taken for nothing because no words had come. */
  #forgotten: readonly string[] = []
  #decision: PromiseWithResolvers<void> | undefined

  constructor(parts: CallerSpeechParts) {
    this.#parts = parts
    this.#timers = createNamedTimers(parts.clock)
  }

  get isSpeaking(): boolean {
    return this.#open.some(({ stoppedMs }) => stoppedMs === undefined)
  }

  get isUndecided(): boolean {
    return this.#open.length > 0
  }

  async decided(): Promise<void> {
    if (!this.isUndecided) return
    this.#decision ??= Promise.withResolvers<void>()
    await this.#decision.promise
  }

  receive(event: CallerEvent): void {
    this.#take(event)
    if (!this.isUndecided) this.#decision?.resolve()
  }

  #take(event: CallerEvent): void {
    const nowMs = this.#parts.clock.monotonicMs()
    switch (event.type) {
      case 'caller-started':
        this.#known(event.utterance, nowMs - event.agoMs)
        this.#timers.start('unfinished', longestSpeechMs, () => this.#giveUpUnfinished())
        return this.#parts.onSpeaking(true)
      case 'caller-stopped':
        this.#known(event.utterance, nowMs - event.agoMs).stoppedMs = nowMs - event.agoMs
        this.#timers.start('unfinished', wholeWithinMs, () => this.#giveUpUnfinished())
        return this.#parts.onSpeaking(false)
      case 'caller-finished':
        return this.#finished(this.#known(event.utterance, nowMs))
      case 'caller-words':
        return this.#words(event.utterance, event)
    }
  }

  sessionLost(): boolean {
    const wasSpeaking = this.isUndecided
    this.#open = []
    this.#forgotten = []
    this.stop()
    this.#decision?.resolve()
    return wasSpeaking
  }

  stop(): void {
    this.#timers.cancelAll()
  }

  #known(name: string, startedMs: number): Utterance {
    const known = this.#open.find((one) => one.name === name)
    if (known) return known
    const fresh = { name, startedMs, stoppedMs: undefined, isFinished: false, words: undefined }
    this.#open = [...this.#open, fresh]
    return fresh
  }

  #finished(utterance: Utterance): void {
    utterance.stoppedMs ??= this.#parts.clock.monotonicMs()
    utterance.isFinished = true
    if (this.#open.every(({ isFinished }) => isFinished)) this.#timers.cancel('unfinished')
    this.#judge(utterance, { isLast: false })
  }

  #words(name: string, words: WordsOfCaller): void {
    const open = this.#open.find((one) => one.name === name)
    if (open) {
      open.words = words
      if (open.isFinished) this.#judge(open, { isLast: false })
      return
    }
    if (this.#parts.onWords(name, words)) return
    const { text = '', language } = words
    if (!this.#forgotten.includes(name)) return
    this.#forgotten = this.#forgotten.filter((one) => one !== name)
    if (!isBackChannel(text)) this.#parts.onSaidAfterAll(text, language)
  }

  /** `isLast`: its words are not waited for any more. */
  #judge(utterance: Utterance, { isLast }: { isLast: boolean }): void {
    const judgement = this.#parts.judgement()
    const isShort = lastedMs(utterance) < shortestSpeechMs
    if (isClear(judgement, { isShort })) return this.#wasSaid(utterance)
    if (!utterance.words && !isLast) return this.#waitForWords()
    const what = judgement === 'maybe-noise' ? 'noise' : 'courtesy'
    const text = utterance.words?.text
    const isNothing = what === 'noise' ? this.#isNoise(text) : isOnlyCourtesy(text, { isShort })
    if (isNothing) this.#wasNothing(utterance, what)
    else this.#wasSaid(utterance)
  }

  #isNoise(text: string | undefined): boolean {
    if (text === undefined || text.trim() === '') return true
    return isBackChannel(text) && !this.#parts.hasAgentAsked()
  }

  #waitForWords(): void {
    this.#timers.start('words', wordsOfNoiseWithinMs, () => {
      for (const one of this.#open.filter(({ isFinished }) => isFinished)) {
        if (this.#open.includes(one)) this.#judge(one, { isLast: true })
      }
    })
  }

  #wasSaid(utterance: Utterance): void {
    const at = this.#open.indexOf(utterance)
    const before = this.#open.slice(0, at).filter(({ isFinished }) => isFinished)
    const gone = new Set([...before, utterance])
    this.#open = this.#open.filter((one) => !gone.has(one))
    this.#parts.onSaid(saidOf(utterance), before.map(saidOf))
    for (const { name, words } of gone) if (words) this.#parts.onWords(name, words)
  }

  #wasNothing(utterance: Utterance, what: 'noise' | 'courtesy'): void {
    this.#open = this.#open.filter((one) => one !== utterance)
    const { name, words } = utterance
    if (!words) this.#forgotten = [...this.#forgotten, name].slice(-mostForgotten)
    this.#parts.onNothing(what, saidOf(utterance))
    if (words) this.#parts.onWords(name, words)
  }

  /** It began, and never became anything. */
  #giveUpUnfinished(): void {
    const unfinished = this.#open.filter(({ isFinished }) => !isFinished)
    this.#open = this.#open.filter(({ isFinished }) => isFinished)
    for (const one of unfinished) this.#parts.onNothing('unfinished', saidOf(one))
  }
}

function isClear(judgement: Judgement, { isShort }: { isShort: boolean }): boolean {
  return judgement === 'as-said' || (judgement === 'maybe-noise' && !isShort)
}

/** What could not be made out is no courtesy, unless it was too short for anything else. */
function isOnlyCourtesy(text: string | undefined, { isShort }: { isShort: boolean }): boolean {
  return text === undefined ? isShort : isCourtesy(text)
}

function lastedMs({ startedMs, stoppedMs = startedMs }: Utterance): number {
  return stoppedMs - startedMs
}

function saidOf({ name, startedMs, stoppedMs = startedMs }: Utterance): Said {
  return { utterance: name, endedMs: stoppedMs }
}
