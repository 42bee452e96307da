import type { Task } from '../../../src/contract/index.ts'
import { distanceWords, timeWordsWithin } from '../../lib/time-words.ts'

/** Until when a task is to be done. A message has no hour of its own: it is as old as its call. */
export function dueWords(task: Task, now: Date): DueWords {
  if (task.type === 'message') {
    return { words: `Taken ${timeWordsWithin(task.createdAt, now)}`, isOverdue: false }
  }
  const due = new Date(task.scheduledFor)
  const isNear = Math.abs(due.getTime() - now.getTime()) < 12 * 3_600_000
  const distance = isNear ? ` (${distanceWords(task.scheduledFor, now)})` : ''
  const at = timeWordsWithin(task.scheduledFor, now) + distance
  const isOverdue = due < now
  return { words: isOverdue ? `Overdue: ${at}` : `Due ${at}`, isOverdue }
}

export interface DueWords {
  readonly words: string
  readonly isOverdue: boolean
}
