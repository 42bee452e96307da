import type { CallSummary, Session } from '../../../src/contract/index.ts'

/** What the phone is doing. `from` is there when the call came in to us, and is who calls. */
export type PhoneState =
  | { readonly stage: 'idle'; readonly missed?: string | undefined }
  | { readonly stage: 'incoming'; readonly callSid: string; readonly from: string }
  | { readonly stage: 'dialling' }
  | { readonly stage: 'ringing'; readonly callSid: string; readonly from?: string | undefined }
  | TalkingState
  | OverState
  | { readonly stage: 'failed'; readonly problem: string; readonly callSid: string | undefined }

export interface TalkingState {
  readonly stage: 'talking'
  readonly callSid: string
  readonly from?: string | undefined
  readonly answeredAt: Date
  /** Whether the other end wants words from the caller, or the caller's voice. */
  readonly line: 'words' | 'sound'
  /** The other end has wanted the caller's voice at some time of this call. */
  readonly wasBySound: boolean
  /** The other end speaks. */
  readonly agentSpeaking: boolean
  /** What was heard so far of what is being said at the other end. */
  readonly hearing: string
  /** What was typed so far, oldest first. */
  readonly said: readonly string[]
  /** The talk as this phone knows it, for calls of which the server tells no words. */
  readonly talk: readonly SpokenLine[]
  readonly problem?: string | undefined
  /** What was typed last and could not be heard. */
  readonly unheard?: string | undefined
}

export interface OverState extends Ending {
  readonly stage: 'over'
  readonly from?: string | undefined
  readonly seconds: number | undefined
  readonly talk: readonly SpokenLine[]
}

export interface Ending {
  readonly callSid: string
  readonly status: string
  readonly by: 'caller' | 'other'
  readonly reason?: string | undefined
}

export interface SpokenLine {
  readonly speaker: 'me' | 'other'
  readonly text: string
  readonly at: Date
}

export type OngoingState = Extract<PhoneState, { stage: 'dialling' | 'ringing' | 'talking' }>

export function isOngoing(state: PhoneState): state is OngoingState {
  return state.stage === 'dialling' || state.stage === 'ringing' || state.stage === 'talking'
}

/** Whether the other end wants to hear the caller's voice now. */
export function isBySound(state: PhoneState): boolean {
  return state.stage === 'talking' && state.line === 'sound'
}

/**
 * Whether the agent is going to want the caller's voice and does not yet: it tells who answers, and asks, where it
 * has to, whether a model may listen.
 */
export function isBeforeSound(state: PhoneState, { talksIn, channel }: WhoAnswers): boolean {
  if (talksIn === 'words' || (channel !== undefined && channel !== 'media')) return false
  return state.stage === 'talking' && state.from === undefined && !state.wasBySound
}

export interface WhoAnswers {
  /** What an agent of this installation wants of its callers. */
  readonly talksIn: Session['talksIn']
  /** What the call is carried on; absent: not known yet. */
  readonly channel: CallSummary['channel'] | undefined
}

/** The talk with one more word of the other end: the first word of an utterance begins a new line. */
export function withHeardWord(
  talk: readonly SpokenLine[],
  { text, spokenText, at }: { text: string; spokenText: string; at: Date },
): readonly SpokenLine[] {
  const last = talk.at(-1)
  const goesOn = last?.speaker === 'other' && text !== spokenText
  return goesOn
    ? [...talk.slice(0, -1), { ...last, text: spokenText }]
    : [...talk, { speaker: 'other', text: spokenText, at }]
}
