import type { CallerLine, LeavingReason, LineEvent } from '../../calls/caller-line.ts'
import type { Clock } from '../../lib/clock.ts'

/**
 * A caller on the carrier's `<Gather>`: each request brings what the caller did, and its answer takes along
 * what the agent says. Nothing is said in between, and nobody tells what was played.
 */
export interface GatherLine {
  readonly line: CallerLine
  /** These words go out, or have gone out, without being taken. */
  goesOut(words: string): void
  /** These words are to go out before any other. */
  beginWith(words: string): void
  /** What the caller did. Whatever went out before was played by then. */
  received(event: LineEvent): void
  /** The carrier has played what went out, and asks for more. */
  partWasPlayed(): void
  /** What the agent has said and nobody has taken yet, in order. */
  readonly waiting: readonly SpokenPart[]
  /** Takes these words along in an answer. */
  take(): string
  /** The agent has said all it wants to say for now. */
  readonly isCallersTurn: boolean
  /** The agent has ended the call, or nobody is there any more. */
  readonly isEnding: boolean
  /** Why the agent has let go of the call, which is not over. */
  readonly leftBecause: LeavingReason | undefined
  closed(by: 'caller' | 'agent' | 'fault'): void
  /** Settles when it is the caller's turn, or the call ends; or after so long. */
  untilAllIsSaid(withinMs: number): Promise<void>
}

export interface SpokenPart {
  readonly text: string
  readonly last: boolean
}

export interface GatherLineParts {
  readonly clock: Clock
  readonly onEvent: (event: LineEvent) => void
}

/** No voice of a carrier reads out more than 25 characters a second. */
const fastestMsPerCharacter = 40

export function createGatherLine(parts: GatherLineParts): GatherLine {
  return new WaitingLine(parts)
}

class WaitingLine implements GatherLine {
  readonly line: CallerLine
  leftBecause: LeavingReason | undefined
  readonly #parts: GatherLineParts
  #waiting: readonly SpokenPart[] = []
  #state: 'agents-turn' | 'callers-turn' | 'ending' | 'closed' = 'agents-turn'
  /** What went out since the caller did something, and from when on it can have been played. */
  #playing = { characters: 0, sinceMs: 0 }
  #stirred = Promise.withResolvers<void>()

  constructor(parts: GatherLineParts) {
    this.#parts = parts
    this.line = {
      can: { bargeIn: false, reportsPlayback: false, reportsSilence: true },
      say: (part) => this.#say(part),
      listen: () => this.#become('callers-turn'),
      end: () => this.#become('ending'),
      leave: (why) => this.#leave(why),
    }
  }

  get waiting(): readonly SpokenPart[] {
    return this.#waiting
  }

  get isCallersTurn(): boolean {
    return this.#state === 'callers-turn'
  }

  get isEnding(): boolean {
    return this.#state === 'ending' || this.#state === 'closed'
  }

  goesOut(words: string): void {
    const { characters, sinceMs } = this.#playing
    const beganMs = characters === 0 ? this.#parts.clock.monotonicMs() : sinceMs
    this.#playing = { characters: characters + words.trim().length, sinceMs: beganMs }
  }

  beginWith(words: string): void {
    if (words === '') return
    this.#waiting = [{ text: words, last: true }, ...this.#waiting]
  }

  received(event: LineEvent): void {
    if (this.#state === 'closed') return
    this.#doubtPlayback()
    this.#become('agents-turn')
    this.#parts.onEvent(event)
  }

  partWasPlayed(): void {
    this.#playing = { characters: 0, sinceMs: 0 }
  }

  take(): string {
    const words = this.#waiting.map(({ text, last }) => (last ? `${text} ` : text)).join('')
    this.#waiting = []
    this.goesOut(words)
    return words.trim()
  }

  closed(by: 'caller' | 'agent' | 'fault'): void {
    if (this.#state === 'closed') return
    const isOurs = this.#state === 'ending' && by === 'caller'
    this.#waiting = []
    this.#become('closed')
    this.#parts.onEvent({ type: 'line-closed', by: isOurs ? 'agent' : by })
  }

  /** Between two requests there is nothing to let go of: the next one finds nobody here. */
  #leave(why: LeavingReason): void {
    if (this.#state === 'closed') return
    this.leftBecause = why
    this.#waiting = []
    this.#become('closed')
    this.#parts.onEvent({ type: 'line-closed', by: 'agent' })
  }

  async untilAllIsSaid(withinMs: number): Promise<void> {
    if (withinMs <= 0) return
    const tooLate = Promise.withResolvers<'too late'>()
    const timer = this.#parts.clock.after(withinMs, () => tooLate.resolve('too late'))
    while (this.#state === 'agents-turn') {
      const waited = await Promise.race([this.#stirred.promise, tooLate.promise])
      if (waited === 'too late') break
    }
    timer.cancel()
  }

  #say(part: SpokenPart): void {
    if (!this.isEnding) this.#waiting = [...this.#waiting, part]
  }

  #doubtPlayback(): void {
    const { characters, sinceMs } = this.#playing
    const playedMs = Math.round(this.#parts.clock.monotonicMs() - sinceMs)
    this.partWasPlayed()
    if (characters === 0 || playedMs >= characters * fastestMsPerCharacter) return
    const detail = `${characters} characters went out, and the caller was heard ${playedMs} ms later`
    this.#parts.onEvent({ type: 'playback-doubted', detail })
  }

  #become(state: 'agents-turn' | 'callers-turn' | 'ending' | 'closed'): void {
    if (this.#state !== 'closed' && (this.#state !== 'ending' || state === 'closed')) {
      this.#state = state
    }
    this.#stir()
  }

  #stir(): void {
    this.#stirred.resolve()
    this.#stirred = Promise.withResolvers<void>()
  }
}
