import type { BrowserRecognition, BrowserSpeech, RecognitionResult } from './browser-speech.ts'

/** Turns what a person says into words, one utterance each time it is started. */
export interface Recogniser {
  start(): void
  /** Listens no longer; what was said so far is still understood. */
  finish(): void
  /** Listens no longer; nothing more is told. */
  cancel(): void
}

export type RecogniserEvent =
  /** The microphone is open. */
  | { readonly type: 'opened' }
  /** What seems to be said so far. */
  | { readonly type: 'hearing'; readonly words: string }
  | { readonly type: 'understood'; readonly words: string }
  /** Follows on each start, also when nothing was understood. */
  | { readonly type: 'closed'; readonly why: RecogniserTrouble | 'no-speech' | undefined }

export type RecogniserTrouble =
  | 'refused'
  | 'not-secure'
  | 'no-microphone'
  | 'no-service'
  | 'network'
  | 'broken'

/** A recogniser over the browser's own; `undefined` where the browser has none. */
export function createRecogniser({ speech, language, tell }: RecogniserParts) {
  const { Recognition, isSecure } = speech
  if (!Recognition) return undefined
  let current: BrowserRecognition | undefined

  const open = (): void => {
    const recognition = new Recognition()
    const isCurrent = () => recognition === current
    current = recognition
    let why: RecogniserTrouble | 'no-speech' | undefined
    Object.assign(recognition, { lang: language, continuous: false, interimResults: true })
    recognition.addEventListener('start', () => {
      if (isCurrent()) tell({ type: 'opened' })
    })
    recognition.addEventListener('result', (result) => {
      if (isCurrent()) tell(eventOf(result))
    })
    recognition.addEventListener('error', ({ error }) => {
      why = troubleOf(error, isSecure)
    })
    recognition.addEventListener('end', () => {
      if (!isCurrent()) return
      current = undefined
      tell({ type: 'closed', why })
    })
    recognition.start()
  }

  const recogniser: Recogniser = {
    start() {
      if (!current) open()
    },
    finish: () => current?.stop(),
    cancel() {
      const ended = current
      current = undefined
      ended?.abort()
    },
  }
  return recogniser
}

export interface RecogniserParts {
  readonly speech: Pick<BrowserSpeech, 'Recognition' | 'isSecure'>
  readonly language: string
  readonly tell: (event: RecogniserEvent) => void
}

function eventOf({ results }: RecognitionResult): RecogniserEvent {
  const parts = Array.from(results)
  const words = parts
    .map((part) => part[0]?.transcript.trim() ?? '')
    .join(' ')
    .trim()
  return { type: parts.every((part) => part.isFinal) ? 'understood' : 'hearing', words }
}

function troubleOf(error: string, isSecure: boolean): RecogniserTrouble | 'no-speech' | undefined {
  if (error === 'not-allowed' && !isSecure) return 'not-secure'
  return error === 'aborted' ? undefined : (troubles[error] ?? 'broken')
}

const troubles: Record<string, RecogniserTrouble | 'no-speech' | undefined> = {
  'no-speech': 'no-speech',
  'not-allowed': 'refused',
  'audio-capture': 'no-microphone',
  'service-not-allowed': 'no-service',
  'language-not-supported': 'no-service',
  network: 'network',
}
