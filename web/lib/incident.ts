/** Something that got in the way of a call, and what came of it. */
export interface Incident {
  readonly seq: number
  readonly at: string
  readonly about: 'brain' | 'line' | 'records'
  readonly words: string
  /** What a machine said about it; empty for nothing. */
  readonly detail: string
  /** It is over, or never hindered anybody. */
  readonly isMended: boolean
}
