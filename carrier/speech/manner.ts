/** How something is said, where recognition makes a difference of it. */
export interface Manner {
  /** How sure recognition is of the words, from 0 to 1. Only `<Gather>` passes it on. */
  readonly confidence?: number
}
