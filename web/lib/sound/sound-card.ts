import type {
  BrowserAudio,
  BrowserPort,
  BrowserSound,
  BrowserStream,
  BrowserTrack,
} from './browser-sound.ts'
import type { SpokenPiece } from './microphone-sound.ts'
import { microphoneTrouble, type SoundTrouble } from './sound-trouble.ts'

/** A loudspeaker and a microphone for one call. Both are let go of when it is closed, whatever is under way. */
export class SoundCard {
  readonly #parts: SoundCardParts
  #audio: BrowserAudio | undefined
  #loaded: Promise<SoundTrouble | undefined>
  #loudspeaker: BrowserPort | undefined
  #microphone: BrowserPort | undefined
  #track: BrowserTrack | undefined
  #isClosed = false
  /** A browser that lets the page be heard needs a moment for it too. */
  #isStarting = true

  constructor(parts: SoundCardParts) {
    this.#parts = parts
    this.#loaded = this.#load()
  }

  /** The browser holds the sound back, until somebody touches the page or looks at it again. */
  get isPaused(): boolean {
    const state = this.#audio?.state
    if (this.#loudspeaker === undefined || this.#isStarting) return false
    return state !== 'running' && state !== 'closed'
  }

  /** Resolves when sound can be played, with why it cannot. */
  get loaded(): Promise<SoundTrouble | undefined> {
    return this.#loaded
  }

  /** Opens the microphone, for which the browser may ask. Resolves when it hears, with why it does not. */
  async openMicrophone(): Promise<SoundTrouble | undefined> {
    const trouble = await this.#loaded
    if (trouble) return trouble
    const { openMicrophone, isSecure } = this.#parts.sound
    if (!openMicrophone) return isSecure ? 'unsupported' : 'not-secure'
    try {
      return this.#listen(await openMicrophone(wishes))
    } catch (error) {
      return microphoneTrouble(error)
    }
  }

  /** One that is muted hears nothing, and the browser shows that it does not listen. */
  mute(isMuted: boolean): void {
    if (this.#track) this.#track.enabled = !isMuted
  }

  play(sound: Uint8Array): void {
    this.#loudspeaker?.postMessage(sound)
  }

  /** Falls silent at once. */
  clear(): void {
    this.#loudspeaker?.postMessage('clear')
  }

  /** Asks the browser to be heard again. */
  async resume(): Promise<void> {
    try {
      await this.#audio?.resume()
    } catch {
      // It stays paused, and says so by its state.
    }
  }

  close(): void {
    this.#isClosed = true
    this.#track?.stop()
    this.#microphone?.close()
    this.#loudspeaker?.close()
    void this.#closeAudio()
  }

  async #load(): Promise<SoundTrouble | undefined> {
    const { openAudio, isSecure } = this.#parts.sound
    if (!openAudio) return isSecure ? 'unsupported' : 'not-secure'
    try {
      const audio = openAudio()
      this.#audio = audio
      audio.addEventListener('statechange', () => this.#parts.onChange())
      await audio.load()
      if (this.#isClosed) return undefined
      this.#loudspeaker = audio.loudspeaker()
      void this.resume()
      this.#parts.after(startMs, () => {
        this.#isStarting = false
        this.#parts.onChange()
      })
      return undefined
    } catch {
      return 'broken'
    }
  }

  #listen(stream: BrowserStream): SoundTrouble | undefined {
    const [track] = stream.getAudioTracks()
    if (!track || !this.#audio) return 'no-microphone'
    // Whoever was asked may have taken longer than the call.
    if (this.#isClosed) {
      track.stop()
      return undefined
    }
    this.#track = track
    track.addEventListener('ended', () => this.#parts.onLost())
    const port = this.#audio.microphone(stream)
    this.#microphone = port
    // The worklet is our own and posts nothing else.
    port.addEventListener('message', ({ data }) => this.#parts.onSpoken(data as SpokenPiece))
    port.start()
    return undefined
  }

  async #closeAudio(): Promise<void> {
    try {
      await this.#audio?.close()
    } catch {
      // It was closed already.
    }
  }
}

export interface SoundCardParts {
  readonly sound: BrowserSound
  readonly after: (waitMs: number, run: () => void) => () => void
  /** Told of each 20 ms that the microphone hears. */
  readonly onSpoken: (piece: SpokenPiece) => void
  /** The microphone was taken away. */
  readonly onLost: () => void
  /** `isPaused` may have changed. */
  readonly onChange: () => void
}

const startMs = 700

const wishes: MediaStreamConstraints = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
}
