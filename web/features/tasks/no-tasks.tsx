import { CircleCheckBig, ListTodo } from 'lucide-react'
import type { Task } from '../../../src/contract/index.ts'
import { EmptyState } from '../../components/empty-state.tsx'

/** Says that nothing is left to do, or that nothing was done yet. */
export function NoTasks({ status }: { status: Task['status'] }) {
  return status === 'pending' ? (
    <EmptyState icon={CircleCheckBig} title="Nothing to do">
      When a caller leaves a message or asks to be called back, it stands here until somebody has
      done it.
    </EmptyState>
  ) : (
    <EmptyState icon={ListTodo} title="Nothing done yet">
      Tasks that you mark as done are kept here with your note.
    </EmptyState>
  )
}
