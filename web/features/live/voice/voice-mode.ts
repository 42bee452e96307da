import type { PhoneEvent } from '../../../../src/contract/index.ts'
import type { BrowserSpeech } from '../../../lib/browser-speech.ts'
import { createSpeaker, type Speaker } from '../../../lib/speech-speaker.ts'
import { pageLanguage } from '../../../lib/page-language.ts'
import { readVoiceChoice, rememberVoiceChoice } from '../../../lib/voice-choice.ts'
import { isBySound, type PhoneState } from '../phone-state.ts'
import type { Phone } from '../phone.ts'
import { Ear, type EarState } from './ear.ts'
import { createSentences } from './sentences.ts'
import type { VoiceActivity, VoiceState } from './voice-state.ts'

/**
 * Speaks the agent's words and listens for the caller's, one at a time: a microphone that is open while
 * the agent speaks takes the agent for the caller. It works only while the page of the call is shown, and rests while
 * the line is one of sound.
 */
export class VoiceMode {
  readonly #phone: Phone
  readonly #listeners = new Set<() => void>()
  readonly #sentences = createSentences(pageLanguage)
  readonly #ear: Ear
  readonly #speaker: Speaker | undefined
  #isOn = readVoiceChoice() === 'on'
  #isMuted = false
  #isShown = false
  #isSilent = false
  /** The agent goes on for a while after it was stopped here; nobody hears that. */
  #isHushed = false
  #saidCount = 0
  #state: VoiceState

  constructor({ phone, speech, after }: VoiceModeParts) {
    this.#phone = phone
    const common = { speech, language: pageLanguage, after }
    const onUnderstood = (words: string) => phone.say(words)
    this.#ear = new Ear({ ...common, onUnderstood, onChange: () => this.#settle() })
    const onChange = ({ wasSilent }: { wasSilent: boolean }) => {
      this.#isSilent ||= wasSilent
      this.#settle()
    }
    this.#speaker = createSpeaker({ ...common, onChange })
    this.#state = this.#stateNow()
    phone.onChange(() => this.#phoneChanged())
    phone.onEvent((event) => this.#noted(event))
  }

  get state(): VoiceState {
    return this.#state
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Switches speaking and listening on or off, and remembers it for the next visit. */
  switchTo(choice: 'on' | 'off'): void {
    rememberVoiceChoice(choice)
    this.#isOn = choice === 'on'
    this.#isMuted = false
    if (!this.#isOn) this.#fallSilent()
    this.tryAgain()
  }

  /** Closes the microphone until it is opened again; the agent's voice goes on. */
  toggleMute(): void {
    if (!this.#isOn || this.#isBySound()) return
    this.#isMuted = !this.#isMuted
    this.tryAgain()
  }

  /** Stops the agent's voice and listens; what is understood next interrupts the agent. */
  interrupt(): void {
    if (this.#state.doing === 'speaking') this.#fallSilent()
  }

  /** Tries again what did not work before. */
  tryAgain(): void {
    this.#isSilent = false
    this.#ear.forgive()
    this.#settle()
  }

  /** The page of the call is shown; the returned function tells that it is shown no more. */
  show(): () => void {
    this.#isShown = true
    this.#settle()
    return () => {
      this.#isShown = false
      this.#fallSilent()
    }
  }

  #noted(event: PhoneEvent): void {
    if (event.type === 'interrupted') this.#fallSilent()
    if (event.type === 'heard') this.#speak(this.#sentences.add(event))
    if (event.type === 'agent-speaking') {
      if (event.on) this.#isHushed = false
      else this.#speak(this.#sentences.takeRest())
    }
    this.#settle()
  }

  #speak(sentences: readonly string[]): void {
    if (!this.#isActive() || !this.#hasVoice() || this.#isBySound()) return
    for (const sentence of sentences) this.#speaker?.say(sentence)
  }

  #fallSilent(): void {
    this.#isHushed = true
    this.#sentences.dropUtterance()
    this.#speaker?.stop()
    this.#settle()
  }

  #phoneChanged(): void {
    const { state } = this.#phone
    const saidCount = state.stage === 'talking' ? state.said.length : 0
    // Whatever was said, by voice or by hand, is not to be talked over.
    if (saidCount > this.#saidCount || isCutOff(state)) this.#fallSilent()
    this.#saidCount = saidCount
    this.#settle()
  }

  #isActive(): boolean {
    return this.#isOn && this.#isShown && this.#phone.state.stage === 'talking'
  }

  #isBySound(): boolean {
    return isBySound(this.#phone.state)
  }

  #hasVoice(): boolean {
    return this.#speaker !== undefined && !this.#isSilent
  }

  /** Words that wait for the end of their sentence count, or the microphone would open in between. */
  #isAgentSpeaking(): boolean {
    if (this.#speaker?.isSpeaking === true) return true
    const { state } = this.#phone
    if (state.stage !== 'talking' || this.#isHushed) return false
    return state.agentSpeaking || (this.#hasVoice() && this.#sentences.hasRest)
  }

  #settle(): void {
    const isToListen = this.#isActive() && !this.#isMuted && !this.#isBySound()
    if (!isToListen) this.#ear.close()
    else if (this.#isAgentSpeaking()) this.#ear.finish()
    else this.#ear.open()
    const state = this.#stateNow()
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }

  #stateNow(): VoiceState {
    return { ...this.#activity(), isMuted: this.#isMuted, hasVoice: this.#hasVoice() }
  }

  #activity(): VoiceActivity {
    if (!this.#isOn) return { doing: 'off' }
    if (!this.#isActive() || this.#isBySound()) return { doing: 'resting' }
    if (this.#isAgentSpeaking()) return { doing: 'speaking' }
    return this.#isMuted ? { doing: 'muted' } : activityOf(this.#ear.state)
  }
}

export interface VoiceModeParts {
  readonly phone: Phone
  readonly speech: BrowserSpeech
  readonly after: (waitMs: number, run: () => void) => () => void
}

/** A goodbye of the agent is spoken to its end, also when the line is gone by then. */
function isCutOff(state: PhoneState): boolean {
  if (state.stage === 'talking') return false
  return !(state.stage === 'over' && state.by === 'other' && state.status === 'completed')
}

function activityOf(ear: EarState): VoiceActivity {
  switch (ear.stage) {
    case 'closed':
    case 'opening':
      return { doing: 'opening' }
    case 'listening':
      return { doing: 'listening', heardNothing: ear.heardNothing }
    case 'hearing':
      return { doing: 'hearing', words: ear.words }
    case 'failed':
      return { doing: 'stopped', trouble: ear.trouble }
  }
}
