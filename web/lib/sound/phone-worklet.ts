import { createMicrophoneSound } from './microphone-sound.ts'
import { samplesOf } from './mu-law.ts'
import { PlaybackBuffer } from './playback-buffer.ts'
import { createResampler } from './resampler.ts'
import { telephoneRate } from './telephone-rate.ts'

// Runs beside the page, on the browser's thread for sound. Nodes with its two names are made in
// `find-browser-sound.ts`.

/** What the scope of a worklet has; TypeScript knows only that of pages. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void
declare const sampleRate: number

/** Tells the page what it hears, 20 ms at a time. */
class Microphone extends AudioWorkletProcessor {
  readonly #sound = createMicrophoneSound({ sampleRate }, (piece) => {
    this.port.postMessage(piece, [piece.sound.buffer])
  })

  process([input]: Float32Array[][]): boolean {
    const samples = input?.[0]
    if (samples) this.#sound.hear(samples)
    return true
  }
}

/** Plays what the page gives it, and forgets it at the word `clear`. */
class Loudspeaker extends AudioWorkletProcessor {
  readonly #buffer = new PlaybackBuffer(sampleRate)
  readonly #resampler = createResampler({ from: telephoneRate, to: sampleRate })

  constructor() {
    super()
    this.port.addEventListener('message', ({ data }: MessageEvent<Uint8Array | 'clear'>) => {
      if (data === 'clear') this.#buffer.clear()
      else this.#buffer.add(this.#resampler.resample(samplesOf(data)))
    })
    this.port.start()
  }

  process(_: Float32Array[][], [output]: Float32Array[][]): boolean {
    const [first, ...others] = output ?? []
    if (!first) return true
    this.#buffer.read(first)
    for (const other of others) other.set(first)
    return true
  }
}

registerProcessor('phone-microphone', Microphone)
registerProcessor('phone-loudspeaker', Loudspeaker)
