import type { BrainEvent, BrainSwitch } from './brain.ts'
import type { Thought } from './think.ts'

export type BrainUsed = Extract<BrainEvent, { type: 'used' }>

/** Which brains had a part in an answer, as far as is known by now. */
export interface BrainsAsked {
  note(thought: Thought): void
  read(): {
    /** The brain that said the last words of the answer. */
    readonly brain: string
    readonly switches: readonly BrainSwitch[]
    readonly used: readonly BrainUsed[]
  }
}

/** `asked`: the brain that is asked first, in each round of the answer. */
export function createBrainsAsked(asked: string): BrainsAsked {
  const switches: BrainSwitch[] = []
  const used: BrainUsed[] = []
  let atWork = asked
  let spoke = asked
  return {
    note(thought) {
      if (thought.type === 'used') used.push(thought)
      if (thought.type === 'words') spoke = atWork
      if (thought.type === 'tool-finished') atWork = asked
      if (thought.type !== 'switched') return
      atWork = thought.to
      switches.push(thought)
    },
    read: () => ({ brain: spoke, switches, used }),
  }
}
