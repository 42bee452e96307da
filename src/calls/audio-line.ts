import type { LeavingReason } from './caller-line.ts'
import type { Sound } from './sound.ts'

/**
 * How the caller is reached in sound. Sound given to the line is played in order, in real time, after what was
 * given before. Positions are milliseconds of sound given since the line opened, so that they only grow.
 * An implementer must send nothing after `end`, `leave` or the line's close (a late call is ignored), tell
 * `line-closed` exactly once and as its last event, tell `played` for every `tellWhenPlayed` that was not
 * cleared, in order and once, and never throw from these verbs.
 */
export interface AudioLine {
  /** Adds to what is being played. */
  play(sound: Sound): void
  /** Tells `played` once everything given so far has been played; at once when nothing is left to play. */
  tellWhenPlayed(): void
  /**
   * Drops what has not been played yet.
   * @returns up to where the caller has heard, as exactly as the line can tell. What is given next begins there.
   */
  clear(): number
  /** Up to where sound was given. */
  readonly givenMs: number
  /** Up to where the caller has heard, as exactly as the line can tell now; never more than was given. */
  readonly playedMs: number
  /**
   * Takes the caller off this line, because the call ends or goes on elsewhere: the carrier is asked to ask us
   * what comes next. What has not been played is cut.
   */
  end(): void
  /** Lets go of the line and not of the call: another process has it, or will be asked to go on with it. */
  leave(why: LeavingReason): void
}

/** What a line tells. `heard` comes fifty times a second for each call, and so has no event of its own. */
export interface AudioLineListener {
  /** The caller's sound, in order; silence comes as well. */
  heard(sound: Sound): void
  receive(event: AudioLineEvent): void
}

export type AudioLineEvent =
  | { readonly type: 'key-pressed'; readonly key: string }
  /** Everything up to this position has been played. */
  | { readonly type: 'played'; readonly throughMs: number }
  /** The network lost some of the caller's sound. */
  | { readonly type: 'sound-lost'; readonly lostMs: number }
  | { readonly type: 'line-closed'; readonly by: 'caller' | 'agent' | 'fault' }
