import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { Task, type TaskPage } from '../../../../src/contract/index.ts'
import { useServices } from '../../../lib/services.tsx'
import { tasksQuery } from './get-tasks.ts'

/** Marks a task as done: `PATCH /api/tasks/:id`. It leaves the list at once and returns on a failure. */
export function useCompleteTask() {
  const { api } = useServices()
  const queries = useQueryClient()
  const { queryKey } = tasksQuery(api, 'pending')

  return useMutation({
    mutationFn: ({ task, result }: Completion) =>
      api.request({
        method: 'PATCH',
        path: `/api/tasks/${encodeURIComponent(task.id)}`,
        body: { status: 'completed', result },
        schema: Task,
      }),
    onMutate: async ({ task }) => {
      await queries.cancelQueries({ queryKey })
      const before = queries.getQueryData<TaskPages>(queryKey)
      queries.setQueryData<TaskPages>(queryKey, (pages) => pages && without(pages, task.id))
      return { before }
    },
    onError: (_error, _completion, context) => {
      queries.setQueryData<TaskPages>(queryKey, context?.before)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  })
}

export interface Completion {
  readonly task: Task
  readonly result: string
}

type TaskPages = InfiniteData<TaskPage, string | undefined>

function without({ pages, pageParams }: TaskPages, taskId: string): TaskPages {
  const left = pages.map((page) => ({
    ...page,
    items: page.items.filter((one) => one.id !== taskId),
  }))
  return { pages: left, pageParams }
}
