/** What of the browser's own speech is there. The interfaces name only the members that are used here. */
export interface BrowserSpeech {
  readonly Recognition: (new () => BrowserRecognition) | undefined
  readonly synthesis: BrowserSynthesis | undefined
  readonly Utterance: (new (words: string) => BrowserUtterance) | undefined
  /** Browsers give the microphone only to pages of https or of this machine. */
  readonly isSecure: boolean
}

export interface BrowserRecognition {
  lang: string
  continuous: boolean
  interimResults: boolean
  addEventListener(type: 'start' | 'end', listener: () => void): void
  addEventListener(type: 'result', listener: (event: RecognitionResult) => void): void
  addEventListener(type: 'error', listener: (event: RecognitionError) => void): void
  start(): void
  /** Listens no longer, and still tells what was understood. */
  stop(): void
  /** Listens no longer, and forgets what was said. */
  abort(): void
}

export interface RecognitionResult {
  readonly results: ArrayLike<
    ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }
  >
}

export interface RecognitionError {
  readonly error: string
}

export interface BrowserSynthesis {
  getVoices(): readonly BrowserVoice[]
  speak(utterance: BrowserUtterance): void
  cancel(): void
}

export interface BrowserUtterance {
  lang: string
  voice: BrowserVoice | null
  addEventListener(type: 'start' | 'end' | 'error', listener: () => void): void
}

export interface BrowserVoice {
  readonly name: string
  readonly lang: string
  readonly default: boolean
  /** `false` when the words are sent to the maker of the voice. */
  readonly localService: boolean
}

/** The speech of this browser; Chrome, Edge and Safari name the recognition with a prefix. */
export function findBrowserSpeech(): BrowserSpeech {
  const { SpeechRecognition, webkitSpeechRecognition, speechSynthesis, SpeechSynthesisUtterance } =
    globalThis as unknown as Partial<SpeechGlobals> // each of them is missing somewhere
  return {
    Recognition: SpeechRecognition ?? webkitSpeechRecognition,
    synthesis: speechSynthesis,
    Utterance: SpeechSynthesisUtterance,
    isSecure: globalThis.isSecureContext,
  }
}

interface SpeechGlobals {
  readonly SpeechRecognition: new () => BrowserRecognition
  readonly webkitSpeechRecognition: new () => BrowserRecognition
  readonly speechSynthesis: BrowserSynthesis
  readonly SpeechSynthesisUtterance: new (words: string) => BrowserUtterance
}
