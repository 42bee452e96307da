import { writeCallback, type OwedCallback } from './owed-callback.ts'
import type { TaskBook } from './task-book.ts'
import type { Transfer } from './tool.ts'
import type { ToolTurn } from './transcript.ts'

/** A caller who wanted a person, and whom nobody could take. */
export interface MissedTransfer extends Omit<OwedCallback, 'occasion' | 'reason' | 'toolCallId'> {
  readonly transfer: Transfer
}

/** Writes down that this caller is to be called back. Twice is once; never throws. */
export function writeMissedTransfer(
  taskBook: Pick<TaskBook, 'add'>,
  { transfer, ...missed }: MissedTransfer,
): Promise<ToolTurn> {
  const names = transfer.to.map(({ name }) => name).join(' or ')
  return writeCallback(taskBook, {
    ...missed,
    occasion: `missed-transfer:${names}`,
    reason: `Wanted to speak with ${names}: ${transfer.reason}`,
    toolCallId: `missed-transfer-${missed.turn}`,
  })
}
