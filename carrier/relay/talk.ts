import type { Pacing } from '../pacing.ts'
import type { Sound, Speaker } from '../speech/speaker.ts'
import { createUtterance } from '../speech/utterance.ts'
import type { Interruptible, Utterance } from '../speech/utterance.ts'
import { createTalkCycle } from './talk-cycle.ts'
import type { TalkCycle } from './talk-cycle.ts'

/**
 * The agent's half of a relay session: talk cycles, spoken one after the other, sentence by sentence, and
 * sounds between them. A cycle is the tokens up to the one with `last`. An interruption silences everything
 * queued and drops the rest of the cycle that was still being sent.
 */
export interface Talk {
  greet(text: string): void
  add(token: Token): TokenFate
  /** Plays a sound, or keys, after what is queued. */
  play(sound: Sound, manner: TalkManner): void
  /**
   * Stops what is being said, and tells `report` how far it had come, before the silence.
   * @returns false when the agent was silent.
   */
  interrupt(report: (interruption: Interruption) => void): boolean
  /** The utterance that is heard now, or is about to be; nothing when the agent is silent. */
  current(): Utterance | undefined
  /** Whether tokens came whose `last` has not. */
  isUnfinished(): boolean
  /** What the caller would have heard next. */
  unheardText(): string
  stop(): void
}

/** How something may be cut off; where it does not say, as the session's attributes do. */
export interface TalkManner {
  readonly interruptible: Interruptible | undefined
  readonly preemptible: boolean | undefined
}

export interface Token extends TalkManner {
  readonly text: string
  readonly last: boolean
}

/** What became of a token. `ended-nothing`: it would close an answer that the interruption had left closed. */
export type TokenFate = 'spoken' | 'dropped' | 'ended-interrupted-cycle' | 'ended-nothing'

export interface Interruption {
  readonly utteranceUntilInterrupt: string
  readonly durationUntilInterruptMs: number
}

export interface TalkParts {
  readonly pacing: Pacing
  readonly speaker: Speaker
  readonly idleFlushMs: number
  readonly interruptible: Interruptible
  readonly preemptible: boolean
  readonly greetingInterruptible: Interruptible
  /** Whether what was queued behind an interrupted answer is still heard. */
  readonly queueSurvivesInterruption: boolean
}

export function createTalk(parts: TalkParts): Talk {
  const { pacing, speaker } = parts
  /** The cycle whose `last` has not come yet. */
  let open: TalkCycle | undefined
  /** An interrupted answer is closed, and no other has begun: there is nothing to end. */
  let nothingToEnd = false

  function current(): Utterance | undefined {
    const waits = open !== undefined && open.waitingText().trim() !== ''
    return speaker.current() ?? (waits ? open?.utterance : undefined)
  }

  function stop(): void {
    speaker.stop()
    open?.drop()
  }

  /** What is said later cuts off what may be cut off. */
  function preempt(): void {
    speaker.drop(({ preemptible }) => preemptible)
  }

  function silence(utterance: Utterance): void {
    if (!parts.queueSurvivesInterruption) return stop()
    speaker.drop((queued) => queued === utterance)
    if (open?.utterance === utterance) open.drop()
  }

  function beginCycle(manner: TalkManner): TalkCycle {
    preempt()
    return createTalkCycle({ ...parts, utterance: utteranceIn(manner, parts) })
  }

  return {
    greet(text) {
      const utterance = createUtterance(parts.greetingInterruptible)
      utterance.knownText = text
      speaker.enqueue(utterance, text)
    },
    add({ text, last, ...manner }) {
      if (open === undefined && text === '' && last && nothingToEnd) return 'ended-nothing'
      open ??= beginCycle(manner)
      const fate = fateOf(open, { text, last })
      nothingToEnd = fate !== 'spoken'
      open.add(text)
      if (!last) return fate
      open.close()
      open = undefined
      return fate
    },
    play(sound, manner) {
      preempt()
      speaker.enqueueSound(utteranceIn(manner, parts), sound)
    },
    interrupt(report) {
      const utterance = current()
      if (utterance === undefined) return false
      report(interruptionOf(utterance, pacing.monotonicMs()))
      silence(utterance)
      nothingToEnd = open === undefined
      return true
    },
    current,
    isUnfinished: () => open !== undefined,
    unheardText: () => speaker.unheardText() + (open?.waitingText() ?? ''),
    stop,
  }
}

function utteranceIn(
  { interruptible, preemptible }: TalkManner,
  usual: Pick<TalkParts, 'interruptible' | 'preemptible'>,
): Utterance {
  return createUtterance(interruptible ?? usual.interruptible, {
    preemptible: preemptible ?? usual.preemptible,
  })
}

function fateOf(
  cycle: TalkCycle,
  { text, last }: { readonly text: string; readonly last: boolean },
): TokenFate {
  if (!cycle.isDropped()) return 'spoken'
  return text === '' && last ? 'ended-interrupted-cycle' : 'dropped'
}

function interruptionOf(utterance: Utterance, nowMs: number): Interruption {
  const startedMs = utterance.startedAtMs ?? nowMs
  return {
    utteranceUntilInterrupt: utterance.playedText.trim(),
    durationUntilInterruptMs: Math.round(nowMs - startedMs),
  }
}
