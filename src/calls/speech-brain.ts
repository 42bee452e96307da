import type { Agent } from '../agents/agent.ts'
import type { BrainUsage, CallerFacts, ToolOffer } from './brain.ts'
import type { Sound } from './sound.ts'
import type { ToolResult } from './tool.ts'
import type { TranscriptTurn } from './transcript.ts'

/**
 * A model that listens and speaks by itself. One session is one stretch of a call: it hears the caller all the
 * time, and speaks when it is asked to.
 */
export interface SpeechBrain {
  /** For the record of a call: which brain answered, such as `openai-realtime`. */
  readonly name: string
  /** Begins to open a session, at once and without waiting. Never throws: what fails is told as `lost`. */
  open(request: SpeechRequest): SpeechSession
}

export interface SpeechRequest {
  readonly agent: Agent
  readonly caller: CallerFacts
  /** What was said in this call before: the session goes on from there, and greets nobody. */
  readonly transcript: readonly TranscriptTurn[]
  readonly tools: readonly ToolOffer[]
  readonly now: Date
}

/**
 * One stretch of a call with a speech model.
 * An implementer must: never have two answers at once, whatever it is asked (what is asked meanwhile waits for
 * the end of the present one, in order); tell events of one answer in order, `answer-started` first and
 * `answer-ended` exactly once and last; tell nothing of an answer after `cutOff` but its `answer-ended`; tell
 * `lost` at most once and nothing after it; tell nothing after `close`; and never throw from these verbs. Asked
 * for something after it is lost or closed, it does nothing.
 */
export interface SpeechSession {
  /** From now on everything is told here. What has happened before is told first, in order. */
  attach(listener: SpeechListener): void
  /**
   * The caller's sound, in order and whole. What comes before the session is ready is kept, five seconds at
   * least, and reaches the model first.
   */
  hear(sound: Sound): void
  /** The caller's words that did not come as sound, such as keys: they are part of the conversation. */
  read(words: string): void
  /**
   * The agent's turn: the model answers what it has heard and read. `instruction`: what this answer is to do
   * beyond that, in plain words.
   */
  answer(how?: { readonly instruction?: string }): void
  /**
   * The house says exactly these words, in the agent's voice. An answer like any other, whose events name
   * `saying`; the model does not remember it (see `remember`).
   */
  say(said: { readonly saying: string; readonly words: string }): void
  /** The caller hears no more of this answer than so many milliseconds of its sound, and nobody else does. */
  cutOff(answer: string, heardMs: number): void
  /** The agent said this, as far as the caller heard it, without the model: words of the house, mostly. */
  remember(text: string): void
  /** What was taken for something said was nothing: it is no part of the conversation. */
  forget(utterance: string): void
  /** What came of a tool call. All calls of an answer are told before the next answer is asked for. */
  toolDone(done: { readonly toolCallId: string; readonly result: ToolResult }): void
  close(): void
}

export interface SpeechListener {
  /** The next piece of an answer's sound. */
  spoke(answer: string, sound: Sound): void
  receive(event: SpeechEvent): void
}

/** `utterance` and `answer` are names that the session gives, each once. */
export type SpeechEvent =
  /** The model hears the caller from now on. Once. */
  | { readonly type: 'ready' }
  /** The caller began, or ended, to make a sound like speech. `agoMs`: how long before this event, in sound. */
  | { readonly type: 'caller-started'; readonly utterance: string; readonly agoMs: number }
  | { readonly type: 'caller-stopped'; readonly utterance: string; readonly agoMs: number }
  /** What the caller said is whole, and stands in the conversation in this order. */
  | { readonly type: 'caller-finished'; readonly utterance: string }
  /**
   * What the caller said, in words; later than the rest, and in no certain order. `text` is `undefined` where it
   * could not be made out, and empty where it was no words.
   */
  | {
      readonly type: 'caller-words'
      readonly utterance: string
      readonly text: string | undefined
      readonly language: string | undefined
    }
  | { readonly type: 'answer-started'; readonly answer: string; readonly saying?: string }
  /** More of the answer's words; they may come before or after their sound. */
  | { readonly type: 'answer-words'; readonly answer: string; readonly text: string }
  | {
      readonly type: 'tool-call'
      readonly answer: string
      readonly toolCallId: string
      readonly tool: string
      /** As the model wrote them; a string where that was no JSON. */
      readonly arguments: unknown
    }
  | { readonly type: 'answer-ended'; readonly answer: string; readonly reason: SpokenAnswerEnd }
  | { readonly type: 'used'; readonly usage: SpeechUsage }
  /** Something went wrong that the session survives. In words, for the owner; never the caller's. */
  | { readonly type: 'trouble'; readonly detail: string }
  /** The session will end by itself before long, and is best replaced in the next pause. */
  | { readonly type: 'ageing' }
  /** The session is over, and its model hears nothing. */
  | { readonly type: 'lost'; readonly reason: SpeechLoss; readonly detail: string }

/**
 * `tools`: it asked for tools, whose results it waits for; `cut-off`: by `cutOff`; `too-long`: it ran into its
 * limit; `failed`: the model could not.
 */
export type SpokenAnswerEnd = 'finished' | 'tools' | 'cut-off' | 'too-long' | 'refused' | 'failed'

/**
 * `refused`: another session of this brain would be refused as well (a wrong key, no credit, an unknown model);
 * `broken`: the connection; `expired`: it lasted as long as sessions may; `never-ready`: it did not come up in
 * time.
 */
export type SpeechLoss = 'refused' | 'broken' | 'expired' | 'never-ready'

/** What one answer, or one transcription, comes to. Sound and text have prices of their own. */
export interface SpeechUsage extends BrainUsage {
  readonly audio: {
    /** Of the input tokens that no cache had, those of sound; and so on. */
    readonly inputTokens: number
    readonly cacheReadTokens: number
    readonly outputTokens: number
  }
  /** Sound that was written down, where that is billed by time. */
  readonly transcribedSeconds: number
}
