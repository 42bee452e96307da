/** What the agent says in one go: a talk cycle of the relay, or the words of a `<Say>`. */
export interface Utterance {
  /** All words known so far. */
  knownText: string
  /** The beginning of `knownText` that was played, to the end of a word. */
  playedText: string
  /** When its first sound was heard, on the pacing's clock. */
  startedAtMs: number | undefined
  readonly interruptible: Interruptible
  /** Whether what the agent says next may cut it off. */
  readonly preemptible: boolean
}

export type Interruptible = 'none' | 'dtmf' | 'speech' | 'any'

export function createUtterance(
  interruptible: Interruptible,
  { preemptible = false }: { preemptible?: boolean } = {},
): Utterance {
  return { knownText: '', playedText: '', startedAtMs: undefined, interruptible, preemptible }
}
