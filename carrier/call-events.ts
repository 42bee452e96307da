import type { CallState } from './call-state.ts'
import type { Utterance } from './speech/utterance.ts'

/** What happens on a leg. `atMs` is a time on the pacing's clock, without the jitter of timers. */
export type CallEvent =
  | { readonly type: 'status'; readonly state: CallState }
  | { readonly type: 'agent-speaking'; readonly on: boolean }
  | { readonly type: 'utterance-started'; readonly utterance: Utterance }
  /** `text` is the word just played, `spokenText` all that was played of the utterance. */
  | { readonly type: 'heard'; readonly text: string; readonly spokenText: string }
  | { readonly type: 'interrupted' }
  /** 20 ms of µ-law or less that the person on this leg hears from `atMs` on; nothing comes in silence. */
  | { readonly type: 'sound'; readonly sound: Buffer; readonly atMs: number }
  /** The same of what the person on this leg gives to the line. */
  | { readonly type: 'said'; readonly sound: Buffer; readonly atMs: number }
  /** How the person on this leg is to talk from now on; each leg begins with words. */
  | { readonly type: 'line'; readonly kind: 'words' | 'sound' }
  /** Something moved that a waiting test may want to look at again. */
  | { readonly type: 'stirred' }

/** Who watches a call. */
export interface CallEvents {
  publish(event: CallEvent): void
  /** @returns what takes the subscriber away again. */
  subscribe(subscriber: (event: CallEvent) => void): () => void
  /** The legs that were made for one another: what stirs one wakes who watches another. */
  readonly family: CallFamily
}

export type CallFamily = Set<(event: CallEvent) => void>

export function createCallEvents({
  family = new Set(),
  onError,
}: {
  family?: CallFamily | undefined
  /** Gets what a watcher threw, so that it hurts neither the call nor another watcher. */
  onError: (error: unknown) => void
}): CallEvents {
  const subscribers = new Set<(event: CallEvent) => void>()

  function deliver(event: CallEvent): void {
    for (const subscriber of subscribers) {
      try {
        subscriber(event)
      } catch (error) {
        onError(error)
      }
    }
  }

  family.add(deliver)
  return {
    publish(event) {
      for (const member of family) member(member === deliver ? event : { type: 'stirred' })
    },
    subscribe(subscriber) {
      subscribers.add(subscriber)
      return () => void subscribers.delete(subscriber)
    },
    family,
  }
}
