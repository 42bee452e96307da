import type {
  BrowserAudio,
  BrowserPort,
  BrowserSound,
  BrowserStream,
  BrowserTrack,
} from '../lib/sound/browser-sound.ts'
import { base64Of, bytesOf } from '../lib/sound/base64.ts'

/** A browser's sound without a microphone and a loudspeaker: the test is the person, the air and the browser. */
export class FakeSound implements BrowserSound {
  readonly openMicrophone: BrowserSound['openMicrophone']
  readonly openAudio: BrowserSound['openAudio']
  readonly isSecure: boolean
  readonly tracks: FakeTrack[] = []
  readonly audios: FakeAudio[] = []
  readonly wishes: MediaStreamConstraints[] = []
  #answer: PromiseWithResolvers<BrowserStream> | undefined
  #isAsking: boolean

  constructor({
    hasMicrophone = true,
    canPlay = true,
    isSecure = true,
    asksFirst = false,
    startsAs = 'running',
  } = {}) {
    this.isSecure = isSecure
    this.#isAsking = asksFirst
    this.openMicrophone = hasMicrophone ? (wishes) => this.#open(wishes) : undefined
    this.openAudio = canPlay
      ? () => {
          const audio = new FakeAudio(startsAs)
          this.audios.push(audio)
          return audio
        }
      : undefined
  }

  /** The call's audio that is open. */
  get audio(): FakeAudio {
    const audio = this.audios.at(-1)
    if (!audio) throw new Error('No audio was opened.')
    return audio
  }

  get openTrack(): FakeTrack | undefined {
    return this.tracks.find(({ isStopped }) => !isStopped)
  }

  /** What the next attempt to open the microphone comes to. */
  fails: string | undefined

  /** The person answers the browser's question. */
  allows(): void {
    this.#isAsking = false
    this.#answer?.resolve(this.#stream())
  }

  refuses(): void {
    this.#answer?.reject(new DOMException('', 'NotAllowedError'))
  }

  /** The person speaks for 20 ms. */
  speaks(sound = new Uint8Array(160).fill(0x80), level = 0.5): void {
    this.audio.microphonePort?.tells({ sound, level })
  }

  #open(wishes: MediaStreamConstraints): Promise<BrowserStream> {
    this.wishes.push(wishes)
    const { fails } = this
    this.fails = undefined
    if (fails !== undefined) return Promise.reject(new DOMException('', fails))
    if (!this.#isAsking) return Promise.resolve(this.#stream())
    this.#answer = Promise.withResolvers()
    return this.#answer.promise
  }

  #stream(): BrowserStream {
    const track = new FakeTrack()
    this.tracks.push(track)
    return { getAudioTracks: () => [track] }
  }
}

export class FakeTrack extends EventTarget implements BrowserTrack {
  enabled = true
  isStopped = false

  stop(): void {
    this.isStopped = true
  }

  /** It is unplugged. */
  ends(): void {
    this.isStopped = true
    this.dispatchEvent(new Event('ended'))
  }
}

export class FakeAudio extends EventTarget implements BrowserAudio {
  state: string
  isBroken = false
  microphonePort: FakePort | undefined
  readonly loudspeakerPort = new FakePort()
  /** Whether the browser lets the page be heard when it asks. */
  mayResume = true

  constructor(state: string) {
    super()
    this.state = state
    this.mayResume = state === 'running'
  }

  /** What was given to the loudspeaker: sound in base64, or `clear`. */
  get played(): readonly string[] {
    return this.loudspeakerPort.posted.map((one) =>
      one instanceof Uint8Array ? base64Of(one) : String(one),
    )
  }

  becomes(state: string): void {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }

  resume(): Promise<void> {
    if (this.mayResume && this.state !== 'running') this.becomes('running')
    return Promise.resolve()
  }

  close(): Promise<void> {
    if (this.state === 'closed') return Promise.reject(new Error('It is closed already.'))
    this.becomes('closed')
    return Promise.resolve()
  }

  load(): Promise<void> {
    return Promise.resolve()
  }

  microphone(): BrowserPort {
    this.microphonePort = new FakePort()
    return this.microphonePort
  }

  loudspeaker(): BrowserPort {
    return this.loudspeakerPort
  }
}

class FakePort implements BrowserPort {
  readonly posted: unknown[] = []
  #listeners: ((event: { data: unknown }) => void)[] = []
  #isOpen = true

  addEventListener(_: 'message', listener: (event: { readonly data: unknown }) => void): void {
    this.#listeners.push(listener)
  }

  postMessage(data: unknown): void {
    this.posted.push(data)
  }

  start(): void {
    this.#isOpen = true
  }

  close(): void {
    this.#isOpen = false
  }

  tells(data: unknown): void {
    if (this.#isOpen) for (const listener of this.#listeners) listener({ data })
  }
}

/** 20 ms of sound that differs from other such pieces. */
export function aSound(byte: number): {
  readonly base64: string
  readonly bytes: Uint8Array<ArrayBuffer>
} {
  const base64 = base64Of(new Uint8Array(160).fill(byte))
  return { base64, bytes: bytesOf(base64) }
}
