/**
 * Which processes of this installation take calls. Time is the book's own, so that no two clocks have to
 * agree.
 */
export interface InstanceBook {
  /** This one takes calls; said again every few seconds, or it counts as gone. */
  isThere(instanceId: string): Promise<void>
  /** This one takes none any more. */
  isGone(instanceId: string): Promise<void>
  /** Whether any other has said within `withinMs` that it takes calls. */
  hasAnother(instanceId: string, withinMs: number): Promise<boolean>
}
