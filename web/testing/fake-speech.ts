import type {
  BrowserRecognition,
  BrowserSpeech,
  BrowserSynthesis,
  BrowserUtterance,
  BrowserVoice,
} from '../lib/browser-speech.ts'

/** A browser's speech without a microphone and a loudspeaker: the test is the person and the air. */
export class FakeSpeech implements BrowserSpeech {
  readonly Recognition: BrowserSpeech['Recognition']
  readonly Utterance: BrowserSpeech['Utterance']
  readonly synthesis: FakeSynthesis | undefined
  readonly isSecure: boolean
  readonly sessions: FakeRecognition[] = []

  constructor({ canListen = true, canSpeak = true, isSecure = true } = {}) {
    const { sessions } = this
    class Recognition extends FakeRecognition {
      constructor() {
        super()
        sessions.push(this)
      }
    }
    this.Recognition = canListen ? Recognition : undefined
    this.Utterance = canSpeak ? FakeUtterance : undefined
    this.synthesis = canSpeak ? new FakeSynthesis() : undefined
    this.isSecure = isSecure
  }

  /** The session whose microphone is open or being opened. */
  get openSession(): FakeRecognition | undefined {
    return this.sessions.find((session) => session.isOpen)
  }

  /** What is being read aloud. */
  get spoken(): FakeUtterance | undefined {
    return this.synthesis?.current
  }
}

export class FakeRecognition implements BrowserRecognition {
  readonly #events = new EventTarget()
  readonly addEventListener: BrowserRecognition['addEventListener'] = (
    type: string,
    listener: unknown,
  ) => {
    this.#events.addEventListener(type, listener as EventListener) // one of the three that are known
  }

  lang = ''
  continuous = true
  interimResults = false
  isOpen = false
  wasAborted = false

  start(): void {
    this.isOpen = true
  }

  stop(): void {
    this.isOpen = false
  }

  abort(): void {
    this.wasAborted = true
    this.ends('aborted')
  }

  opens(): void {
    this.#events.dispatchEvent(new Event('start'))
  }

  hears(words: string): void {
    this.#result(words, false)
  }

  understands(words: string): void {
    this.#result(words, true)
    this.ends()
  }

  ends(error?: string): void {
    this.isOpen = false
    if (error !== undefined)
      this.#events.dispatchEvent(Object.assign(new Event('error'), { error }))
    this.#events.dispatchEvent(new Event('end'))
  }

  #result(transcript: string, isFinal: boolean): void {
    const results = [Object.assign([{ transcript }], { isFinal })]
    this.#events.dispatchEvent(Object.assign(new Event('result'), { results }))
  }
}

export class FakeUtterance extends EventTarget implements BrowserUtterance {
  readonly words: string
  lang = ''
  voice: BrowserVoice | null = null

  constructor(words: string) {
    super()
    this.words = words
  }
}

class FakeSynthesis implements BrowserSynthesis {
  voices: BrowserVoice[] = []
  current: FakeUtterance | undefined
  readonly said: string[] = []

  getVoices(): readonly BrowserVoice[] {
    return this.voices
  }

  speak(utterance: FakeUtterance): void {
    this.current = utterance
    this.said.push(utterance.words)
    utterance.dispatchEvent(new Event('start'))
  }

  cancel(): void {
    this.#leave()?.dispatchEvent(new Event('error'))
  }

  /** What is being read aloud has been read to its end. */
  finishes(): void {
    this.#leave()?.dispatchEvent(new Event('end'))
  }

  /** There is no sound. */
  fails(): void {
    this.#leave()?.dispatchEvent(new Event('error'))
  }

  #leave(): FakeUtterance | undefined {
    const { current } = this
    this.current = undefined
    return current
  }
}
