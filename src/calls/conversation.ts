import type { Clock, Timer } from '../lib/clock.ts'
import type { Answer } from './answer.ts'
import { createTurnAnswerer, type TurnAnswerer, type TurnAnswererParts } from './answer-turns.ts'
import type { CallerLine, LineEvent } from './caller-line.ts'
import { endOfCall } from './end-of-call.ts'
import { createSpeaker, type Speaker, type Utterance } from './speak.ts'
import { createTurnStopwatch, type TurnStopwatch } from './turn-stopwatch.ts'
import { createTurnTaking, type TurnTaking } from './turn-taking.ts'

/** Joins a caller's line and a brain into one conversation, and writes down what happens in it. */
export interface Conversation {
  /** What the caller's line reports. Events after `line-closed` are ignored. */
  receive(event: LineEvent): void
  /** Settles when the line has closed and all is written down, or cannot be. Never rejects. */
  readonly ended: Promise<void>
}

export interface ConversationParts extends Omit<
  TurnAnswererParts,
  'speaker' | 'onToolStarted' | 'onAnswered'
> {
  readonly line: CallerLine
  readonly clock: Clock
  /** What the line is already saying when the conversation begins. */
  readonly opening: Opening
}

export interface Opening {
  /** Who is speaking, and that it is a machine: said again when it was not heard to its end. */
  readonly notice: string
  /** The notice and the greeting, as they are spoken. */
  readonly words: string
}

export function createConversation(parts: ConversationParts): Conversation {
  return new LineConversation(parts)
}

/** A cough is not followed by words; whoever fell in to say something has said it by then. */
const nothingSaidAfterMs = 4_000

class LineConversation implements Conversation {
  readonly #parts: ConversationParts
  readonly #turns: TurnTaking
  readonly #speaker: Speaker
  readonly #answerer: TurnAnswerer
  readonly #stopwatches = new Map<number, TurnStopwatch>()
  readonly #over = Promise.withResolvers<void>()
  #noticeHeard = false
  #silence: Timer | undefined
  #speechEndedMs: number | undefined

  constructor(parts: ConversationParts) {
    const { clock, line, live, opening, recorder } = parts
    this.#parts = parts
    this.#turns = createTurnTaking((phase) => {
      recorder.phase = phase
      live.phaseBecame(phase)
    })
    this.#speaker = createSpeaker({
      line,
      clock,
      onFirstHeard: (turn) => this.#becameAudible(turn),
      onHearing: ({ heard, ...utterance }) => live.hearingAgent({ ...utterance, text: heard }),
      onHeard: (utterance) => this.#wasHeard(utterance),
    })
    this.#answerer = createTurnAnswerer({
      ...parts,
      speaker: this.#speaker,
      onToolStarted: (turn) => this.#turns.agentBegan(turn, 'using-tool'),
      onAnswered: (turn, answer) => this.#answered(turn, answer),
    })
    this.#speaker.alreadySpeaking(0, opening.words)
  }

  get ended(): Promise<void> {
    return this.#over.promise
  }

  receive(event: LineEvent): void {
    if (!this.#turns.isOver) this.#reactTo(event)
  }

  #reactTo(event: LineEvent): void {
    switch (event.type) {
      case 'caller-spoke':
        return this.#callerSpoke(event)
      case 'caller-interrupted':
        return this.#callerInterrupted(event.heardText)
      case 'playback-started':
        return this.#speaker.playbackStarted()
      case 'playback-advanced':
        return this.#speaker.playbackAdvanced(event.text)
      case 'playback-finished':
        return this.#speaker.playbackFinished()
      case 'line-closed':
        return void this.#lineClosed(event.by)
      default:
        this.#note(event)
    }
  }

  #note(event: LineEvent): void {
    if (event.type === 'caller-stopped-speaking') {
      this.#speechEndedMs = this.#parts.clock.monotonicMs()
    }
    if (event.type === 'key-pressed') {
      void this.#parts.recorder.record({ kind: 'key-pressed', payload: { key: event.key } })
    }
  }

  #callerSpoke({ text, language }: Extract<LineEvent, { type: 'caller-spoke' }>): void {
    const { clock, live, opening, recorder } = this.#parts
    if (this.#turns.callerSpoke(text) === 'ignore') return
    this.#silence?.cancel()
    const { turn } = this.#turns
    const stopwatch = createTurnStopwatch(clock, { turn, speechEndedMs: this.#speechEndedMs })
    this.#speechEndedMs = undefined
    this.#stopwatches.set(turn, stopwatch)
    live.heardCaller({ speaker: 'caller', turn, text, at: clock.now() })
    const callerWords = recorder.record({ kind: 'caller-said', payload: { turn, text, language } })
    const mustIntroduce = !this.#noticeHeard && !this.#speaker.isSpeaking
    const firstSay = mustIntroduce ? `${opening.notice} ` : ''
    this.#answerer.answer({ turn, stopwatch, callerWords, firstSay })
  }

  #callerInterrupted(heardText: string): void {
    // An interruption can arrive after the words that caused it; their answer is not what was cut.
    const { turn } = this.#turns
    if (this.#speaker.pending.some((utterance) => utterance.turn === turn)) {
      this.#turns.callerInterrupted()
      this.#answerer.giveUp()
    }
    this.#speaker.interrupted(heardText)
    this.#silence?.cancel()
    this.#silence = this.#parts.clock.after(nothingSaidAfterMs, () => {
      this.#turns.callerStayedSilent()
      this.#whenAllIsSaid()
    })
  }

  #becameAudible(turn: number): void {
    this.#stopwatches.get(turn)?.wordsHeard()
    this.#turns.agentBegan(turn, 'speaking')
  }

  #wasHeard({ heard: text, turn, planned, interrupted }: Utterance): void {
    const { clock, live, opening, recorder } = this.#parts
    live.heardAgent({ speaker: 'agent', turn, text, planned, interrupted, at: clock.now() })
    void recorder.record({ kind: 'agent-heard', payload: { turn, text, planned, interrupted } })
    if (!this.#noticeHeard && text.includes(opening.notice)) {
      this.#noticeHeard = true
      void recorder.record({ kind: 'notice-heard', payload: { text: opening.notice } })
    }
    const stopwatch = this.#stopwatches.get(turn)
    if (stopwatch) void recorder.record({ kind: 'turn-measured', payload: stopwatch.read() })
    this.#stopwatches.delete(turn)
    this.#whenAllIsSaid()
  }

  #answered(turn: number, { hangUp }: Answer): void {
    if (hangUp) this.#turns.endAfter(turn)
    this.#whenAllIsSaid()
  }

  #whenAllIsSaid(): void {
    if (this.#speaker.isSpeaking || this.#answerer.isAnswering) return
    this.#turns.agentFellSilent()
    if (this.#turns.mayEnd()) this.#parts.line.end()
  }

  async #lineClosed(by: 'caller' | 'agent' | 'fault'): Promise<void> {
    const { call, clock, live, recorder } = this.#parts
    this.#silence?.cancel()
    this.#turns.lineClosed()
    this.#answerer.giveUp()
    this.#speaker.stop()
    // What a tool has begun for the caller belongs to the call, also when the caller did not wait.
    await this.#answerer.settled()
    recorder.phase = undefined
    const end = endOfCall({ by, turns: live.turns, call: call(), now: clock.now() })
    live.ended(end)
    await recorder.record({ kind: 'ended', payload: end })
    this.#over.resolve()
  }
}
