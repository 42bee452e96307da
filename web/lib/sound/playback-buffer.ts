/**
 * Evens out sound that comes in real time, as networks bring it: it waits a moment before it begins, so that there
 * is some to play while the next is late. Where sound begins and ends it swells and fades, so that nothing clicks.
 */
export class PlaybackBuffer {
  readonly #waitSamples: number
  readonly #mostSamples: number
  readonly #rampSamples: number
  #held = new Float32Array()
  /** How much longer it waits; 0 while it plays. */
  #toWait: number
  #loudness = 0

  /** `sampleRate` is that of what is given and of what is taken. */
  constructor(sampleRate: number) {
    this.#waitSamples = Math.round(sampleRate * waitSeconds)
    this.#mostSamples = Math.round(sampleRate * mostSeconds)
    this.#rampSamples = Math.round(sampleRate * rampSeconds)
    this.#toWait = this.#waitSamples
  }

  /** Adds what is to be played next. When too much waits, the oldest is left out: late is worse than lost. */
  add(samples: Float32Array): void {
    const all = new Float32Array(this.#held.length + samples.length)
    all.set(this.#held)
    all.set(samples, this.#held.length)
    this.#held = all.length > this.#mostSamples ? this.#catchUp(all) : all
  }

  /** What waits is not wanted any more: it fades at once. */
  clear(): void {
    const { length } = this.#held
    // What was not begun is not heard at all.
    this.#held = this.#held.slice(0, this.#toWait > 0 ? 0 : Math.min(this.#rampSamples, length))
  }

  /** Fills it with what is to be heard now. @returns whether there was any sound. */
  read(into: Float32Array): boolean {
    into.fill(0)
    if (this.#held.length === 0) {
      this.#rest()
      return false
    }
    if (this.#isWaiting(into.length)) return false
    const count = Math.min(into.length, this.#held.length)
    for (let at = 0; at < count; at += 1) {
      this.#loudness = this.#nextLoudness(this.#held.length - at)
      into[at] = (this.#held[at] ?? 0) * this.#loudness
    }
    this.#held = this.#held.subarray(count)
    if (this.#held.length === 0) this.#rest()
    return true
  }

  #isWaiting(length: number): boolean {
    if (this.#toWait === 0) return false
    this.#toWait = Math.max(0, this.#toWait - length)
    return this.#toWait > 0
  }

  #rest(): void {
    this.#toWait = this.#waitSamples
    this.#loudness = 0
  }

  /** It swells by steps, and has faded when nothing is left. */
  #nextLoudness(left: number): number {
    const swollen = this.#loudness + 1 / this.#rampSamples
    return Math.min(1, swollen, left / this.#rampSamples)
  }

  /** The beginning goes over into what is played instead, so that it is no break. */
  #catchUp(all: Float32Array): Float32Array<ArrayBuffer> {
    const kept = all.slice(all.length - this.#waitSamples)
    for (let at = 0; at < this.#rampSamples; at += 1) {
      const share = at / this.#rampSamples
      kept[at] = (all[at] ?? 0) * (1 - share) + (kept[at] ?? 0) * share
    }
    return kept
  }
}

/** A good network is late by less. */
const waitSeconds = 0.06
/** Nobody talks with somebody who answers later than that. */
const mostSeconds = 0.4
const rampSeconds = 0.005
