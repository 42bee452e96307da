/** Changes the rate of sound that comes in pieces of any length: each goes on where the last one ended. */
export interface Resampler {
  /** @returns what can be made of the sound so far; a millisecond or so waits for what follows. */
  resample(samples: Float32Array): Float32Array
}

/** Rates are in samples a second, and whole numbers. */
export interface Rates {
  readonly from: number
  readonly to: number
}

export function createResampler(rates: Rates): Resampler {
  return rates.from === rates.to ? { resample: (samples) => samples } : new SincResampler(rates)
}

/** Waves of a sinc on either side: more are more exact, and later. */
const waves = 16
/** How steeply what the lower rate cannot hold is taken away: some 60 dB of it. */
const kaiserBeta = 6
/** What remains, of the half of the lower rate: the rest is where the filter falls. */
const passed = 0.88

class SincResampler implements Resampler {
  /** Out of so many samples in, this many come out. */
  readonly #up: number
  readonly #down: number
  /** What each sample in counts, for each place between two of them where one out can lie. */
  readonly #weights: readonly Float32Array[]
  readonly #taps: number
  #waiting: Float32Array
  #place = 0

  constructor({ from, to }: Rates) {
    const common = greatestCommonDivisor(from, to)
    this.#up = to / common
    this.#down = from / common
    const cutoff = Math.min(1, to / from) * passed
    const half = Math.ceil(waves / cutoff)
    this.#taps = half * 2
    this.#weights = Array.from({ length: this.#up }, (_, place) =>
      weightsAt(place / this.#up, { half, cutoff }),
    )
    this.#waiting = new Float32Array(half - 1)
  }

  resample(samples: Float32Array): Float32Array {
    const sound = new Float32Array(this.#waiting.length + samples.length)
    sound.set(this.#waiting)
    sound.set(samples, this.#waiting.length)
    const made = new Float32Array(Math.ceil((sound.length * this.#up) / this.#down) + 1)
    let at = 0
    let count = 0
    while (at + this.#taps <= sound.length) {
      made[count] = weighed(sound, { at, weights: this.#weights[this.#place] })
      count += 1
      this.#place += this.#down
      at += Math.floor(this.#place / this.#up)
      this.#place %= this.#up
    }
    this.#waiting = sound.slice(at)
    return made.subarray(0, count)
  }
}

function weighed(
  sound: Float32Array,
  { at, weights = new Float32Array() }: { at: number; weights: Float32Array | undefined },
): number {
  let sum = 0
  for (let tap = 0; tap < weights.length; tap += 1) {
    sum += (sound[at + tap] ?? 0) * (weights[tap] ?? 0)
  }
  return sum
}

/** For a sample that lies `between` (0 to 1) the one in the middle and the next. They add up to one. */
function weightsAt(between: number, { half, cutoff }: { half: number; cutoff: number }) {
  const weights = Float32Array.from({ length: half * 2 }, (_, tap) => {
    const distance = tap - (half - 1) - between
    return sinc(distance * cutoff) * kaiser(distance / half)
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function kaiser(x: number): number {
  return Math.abs(x) > 1 ? 0 : bessel(kaiserBeta * Math.sqrt(1 - x * x)) / bessel(kaiserBeta)
}

/** The modified Bessel function of the first kind, of order zero. */
function bessel(x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-9; k += 1) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other)
}
