import { assertNever } from '../../../lib/assert-never.ts'
import {
  createRecogniser,
  type Recogniser,
  type RecogniserEvent,
  type RecogniserParts,
  type RecogniserTrouble,
} from '../../../lib/speech-recogniser.ts'

/** Listens as long as it is to, utterance after utterance, and knows why it does not. */
export class Ear {
  readonly #parts: EarParts
  readonly #recogniser: Recogniser | undefined
  #state: EarState = { stage: 'closed' }
  #isWanted = false
  #emptySessions = 0
  #cancelRestart: () => void = () => undefined

  constructor(parts: EarParts) {
    this.#parts = parts
    this.#recogniser = createRecogniser({ ...parts, tell: (event) => this.#noted(event) })
    if (!this.#recogniser) this.#state = { stage: 'failed', trouble: 'unsupported' }
  }

  get state(): EarState {
    return this.#state
  }

  open(): void {
    if (this.#isWanted) return
    this.#isWanted = true
    this.#start()
  }

  /** Listens no longer, but words that were begun are still understood. */
  finish(): void {
    this.#close(() =>
      this.#state.stage === 'hearing' ? this.#recogniser?.finish() : this.#recogniser?.cancel(),
    )
  }

  /** Listens no longer, and forgets words that were begun. */
  close(): void {
    this.#recogniser?.cancel()
    this.#close(() => undefined)
  }

  /** Forgets what went wrong, so that it is tried anew. */
  forgive(): void {
    this.#emptySessions = 0
    if (this.#state.stage !== 'failed' || !this.#recogniser) return
    this.#state = { stage: 'closed' }
    if (this.#isWanted) this.#start()
  }

  #start(): void {
    if (this.#state.stage === 'failed') return
    this.#become({ stage: 'opening' })
    this.#recogniser?.start()
  }

  #close(leave: () => void): void {
    if (!this.#isWanted) return
    this.#isWanted = false
    this.#cancelRestart()
    leave()
    if (this.#state.stage !== 'failed') this.#become({ stage: 'closed' })
  }

  #noted(event: RecogniserEvent): void {
    switch (event.type) {
      case 'opened':
        this.#listening({ heardNothing: wasHeardNothing(this.#state) })
        break
      case 'hearing':
        if (this.#isWanted) this.#become({ stage: 'hearing', words: event.words })
        break
      case 'understood':
        this.#emptySessions = 0
        if (event.words !== '') this.#parts.onUnderstood(event.words)
        break
      case 'closed':
        this.#ended(event.why)
        break
      default:
        assertNever(event)
    }
  }

  /** The browser listens to one utterance at a time: the next one is a new start. */
  #ended(why: RecogniserTrouble | 'no-speech' | undefined): void {
    const heardNothing = why === 'no-speech'
    this.#emptySessions = heardNothing ? 0 : this.#emptySessions + 1
    if (why !== undefined && why !== 'no-speech') this.#fail(why)
    else if (this.#emptySessions > mostEmptySessions) this.#fail('broken')
    else if (this.#isWanted) {
      this.#listening({ heardNothing })
      this.#cancelRestart = this.#parts.after(restartMs, () => this.#recogniser?.start())
    }
  }

  #listening({ heardNothing }: { heardNothing: boolean }): void {
    if (this.#isWanted) this.#become({ stage: 'listening', heardNothing })
  }

  #fail(trouble: RecogniserTrouble): void {
    this.#become({ stage: 'failed', trouble })
  }

  #become(state: EarState): void {
    this.#state = state
    this.#parts.onChange()
  }
}

export type EarState =
  | { readonly stage: 'closed' | 'opening' }
  | { readonly stage: 'listening'; readonly heardNothing: boolean }
  | { readonly stage: 'hearing'; readonly words: string }
  | { readonly stage: 'failed'; readonly trouble: RecogniserTrouble | 'unsupported' }

export interface EarParts extends Omit<RecogniserParts, 'tell'> {
  readonly after: (waitMs: number, run: () => void) => () => void
  readonly onUnderstood: (words: string) => void
  readonly onChange: () => void
}

/** A browser that has just let the microphone go needs a moment before it takes it again. */
const restartMs = 150
/** A recogniser that ends this often without a word and without saying why does not work. */
const mostEmptySessions = 5

function wasHeardNothing(state: EarState): boolean {
  return state.stage === 'listening' && state.heardNothing
}
