/** What of the browser's sound is there. The interfaces name only the members that are used here. */
export interface BrowserSound {
  /** Missing in old browsers, and in pages that are not secure. */
  readonly openMicrophone: ((wishes: MediaStreamConstraints) => Promise<BrowserStream>) | undefined
  /** Missing where a browser cannot run a worklet. */
  readonly openAudio: (() => BrowserAudio) | undefined
  /** Browsers give the microphone only to pages of https or of this machine. */
  readonly isSecure: boolean
}

export interface BrowserStream {
  getAudioTracks(): readonly BrowserTrack[]
}

export interface BrowserTrack {
  enabled: boolean
  stop(): void
  addEventListener(type: 'ended', listener: () => void): void
}

/** A way for sound to and from this machine. */
export interface BrowserAudio {
  /** `suspended` until the browser lets the page be heard, and when it pauses a page nobody looks at. */
  readonly state: string
  resume(): Promise<void>
  close(): Promise<void>
  addEventListener(type: 'statechange', listener: () => void): void
  /** Makes the two nodes below possible. @throws when the browser cannot run them. */
  load(): Promise<void>
  /** A node that posts what the stream hears. */
  microphone(stream: BrowserStream): BrowserPort
  /** A node that plays what is posted to it. */
  loudspeaker(): BrowserPort
}

export type BrowserPort = Pick<MessagePort, 'postMessage' | 'start' | 'close'> & {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
}
