/**
 * The frames of one direction of one call: what was sent, and what came of it. Numbers begin with 0 and have no
 * gaps, so that whatever is missing at the end is known to be.
 */
export class FrameLedger {
  readonly #sentMs = new Float64Array(remembered)
  readonly #isFree = new Uint8Array(remembered)
  /** Numbers below `#next` that have not come and had to. */
  readonly #missing = new Set<number>()
  #sent = 0
  #next = 0
  #disordered = 0

  /**
   * A frame leaves now.
   * @param isFree nobody has to pass it on, such as sound that nobody wants to hear any more.
   * @returns its number.
   */
  send(atMs: number, isFree = false): number {
    const number = this.#sent
    this.#sentMs[number % remembered] = atMs
    this.#isFree[number % remembered] = isFree ? 1 : 0
    this.#sent += 1
    return number
  }

  /** @returns how long it took, in milliseconds; `undefined`: it had come before, or was never sent. */
  receive(number: number, atMs: number): number | undefined {
    if (number >= this.#sent || number < this.#sent - remembered) return this.#astray()
    if (number < this.#next) {
      this.#disordered += 1
      if (!this.#missing.delete(number)) return undefined
    } else {
      for (let gap = this.#next; gap < number; gap += 1) this.#noteMissing(gap)
      this.#next = number + 1
    }
    return atMs - this.sentMs(number)
  }

  sentMs(number: number): number {
    return this.#sentMs[number % remembered] ?? 0
  }

  get sent(): number {
    return this.#sent
  }

  /** What came of the frames below this number, which have had their time to arrive. */
  close(below: number): FrameCounts {
    let lost = [...this.#missing].filter((number) => number < below).length
    for (let number = this.#next; number < below; number += 1) lost += this.#isDue(number)
    return { sent: below, lost, disordered: this.#disordered }
  }

  #noteMissing(number: number): void {
    if (this.#isDue(number) === 1) this.#missing.add(number)
  }

  #isDue(number: number): number {
    return this.#isFree[number % remembered] === 1 ? 0 : 1
  }

  #astray(): undefined {
    this.#disordered += 1
    return undefined
  }
}

export interface FrameCounts {
  readonly sent: number
  readonly lost: number
  /** Came after a later one, twice, or without ever having been sent. */
  readonly disordered: number
}

/** Twenty seconds of the caller's; what comes later than that counts as lost. */
const remembered = 1024
