import { base64Of, bytesOf } from '../../../lib/sound/base64.ts'
import type { BrowserSound } from '../../../lib/sound/browser-sound.ts'
import type { SpokenPiece } from '../../../lib/sound/microphone-sound.ts'
import { SoundCard } from '../../../lib/sound/sound-card.ts'
import { hasAgreedToMicrophone, rememberMicrophoneAgreed } from '../../../lib/microphone-choice.ts'
import { isBySound } from '../phone-state.ts'
import type { Phone } from '../phone.ts'
import type { MicrophoneState, SoundState } from './sound-state.ts'

/**
 * Gives the caller's voice to a line of sound and plays the agent's. The microphone is open from when the line wants
 * to hear the caller until it does not, also while another page of the dashboard is looked at, as a telephone's is.
 */
export class SoundMode {
  readonly #phone: Phone
  readonly #parts: Pick<SoundModeParts, 'sound' | 'after'>
  readonly #listeners = new Set<() => void>()
  readonly #levelListeners = new Set<(level: number) => void>()
  #card: SoundCard | undefined
  #microphone: MicrophoneState = off
  #hasAgreed = hasAgreedToMicrophone()
  #silentPieces = 0
  #state: SoundState = { ...off, isPaused: false }

  constructor({ phone, ...parts }: SoundModeParts) {
    this.#phone = phone
    this.#parts = parts
    phone.onChange(() => this.#phoneChanged())
    phone.onSound((piece) => this.#play(piece))
    phone.onEvent(({ type }) => {
      if (type === 'interrupted') this.#card?.clear()
    })
  }

  get state(): SoundState {
    return this.#state
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Told of the loudness of each 20 ms that is spoken, from 0 to 1. */
  onLevel(listener: (level: number) => void): () => void {
    this.#levelListeners.add(listener)
    return () => this.#levelListeners.delete(listener)
  }

  /** The person knows where the sound goes, and wants to speak; it is remembered for the next call. */
  agree(): void {
    this.#hasAgreed = true
    rememberMicrophoneAgreed()
    this.tryAgain()
  }

  toggleMute(): void {
    const { doing } = this.#microphone
    if (doing !== 'open' && doing !== 'muted') return
    const isMuted = doing === 'open'
    this.#card?.mute(isMuted)
    this.#tellLevel(0)
    this.#become(isMuted ? { doing: 'muted' } : hearing)
  }

  /** Tries again what did not work before. */
  tryAgain(): void {
    const { doing } = this.#microphone
    if (doing !== 'stopped' && doing !== 'asking') return
    this.#card?.close()
    this.#begin()
  }

  /** Lets the agent be heard again where the browser has paused the page. */
  resume(): void {
    if (this.#state.isPaused) void this.#card?.resume()
  }

  #phoneChanged(): void {
    const isByVoice = isBySound(this.#phone.state)
    if (isByVoice === (this.#card !== undefined)) return
    if (isByVoice) this.#begin()
    else this.#end()
  }

  #begin(): void {
    const card: SoundCard = new SoundCard({
      ...this.#parts,
      onSpoken: (piece) => this.#spoken(piece),
      onLost: () => this.#becomeOf(card, { doing: 'stopped', trouble: 'lost' }),
      onChange: () => this.#becomeOf(card, this.#microphone),
    })
    this.#card = card
    void this.#open(card)
  }

  /** Without a microphone the agent is heard all the same. */
  async #open(card: SoundCard): Promise<void> {
    this.#become(this.#hasAgreed ? { doing: 'opening' } : { doing: 'asking' })
    const trouble = await (this.#hasAgreed ? card.openMicrophone() : card.loaded)
    if (card !== this.#card) return
    this.#silentPieces = 0
    if (trouble) this.#become({ doing: 'stopped', trouble })
    else this.#become(this.#hasAgreed ? hearing : this.#microphone)
  }

  #end(): void {
    this.#card?.close()
    this.#card = undefined
    this.#become(off)
  }

  #play(sound: string): void {
    if (!this.#card) return
    try {
      this.#card.play(bytesOf(sound))
    } catch {
      // What is no sound is not heard.
    }
  }

  #spoken({ sound, level }: SpokenPiece): void {
    if (this.#microphone.doing !== 'open') return
    this.#phone.speak(base64Of(sound))
    this.#tellLevel(level)
    this.#silentPieces = level < quietest ? this.#silentPieces + 1 : 0
    const hearsNothing = this.#silentPieces > longestSilencePieces
    if (hearsNothing !== this.#microphone.hearsNothing)
      this.#become({ doing: 'open', hearsNothing })
  }

  #tellLevel(level: number): void {
    for (const listener of this.#levelListeners) listener(level)
  }

  /** What happens to the sound of a call that is over, or to what was tried before, is of no interest. */
  #becomeOf(card: SoundCard, microphone: MicrophoneState): void {
    if (card === this.#card) this.#become(microphone)
  }

  #become(microphone: MicrophoneState): void {
    const isPaused = this.#card?.isPaused === true
    if (microphone === this.#microphone && isPaused === this.#state.isPaused) return
    this.#microphone = microphone
    this.#state = { ...microphone, isPaused }
    for (const listener of this.#listeners) listener()
  }
}

export interface SoundModeParts {
  readonly phone: Phone
  readonly sound: BrowserSound
  readonly after: (waitMs: number, run: () => void) => () => void
}

const off: MicrophoneState = { doing: 'off' }
const hearing: MicrophoneState = { doing: 'open', hearsNothing: false }

/** A room is louder, however quiet it is. */
const quietest = 0.0005
/** Ten seconds. */
const longestSilencePieces = 500
