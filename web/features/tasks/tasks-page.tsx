import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Task } from '../../../src/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { FilterLinks } from '../../components/filter-links.tsx'
import { ListCard } from '../../components/list-card.tsx'
import { Page } from '../../components/page.tsx'
import { failureWords } from '../../lib/failure-words.ts'
import { useServices } from '../../lib/services.tsx'
import { useCompleteTask } from './api/complete-task.ts'
import { tasksQuery } from './api/get-tasks.ts'
import { DoneDialog } from './done-dialog.tsx'
import { NoTasks } from './no-tasks.tsx'
import { TaskRow } from './task-row.tsx'

/** Messages and callbacks that calls left behind, and the way to mark them as done. */
export function TasksPage() {
  const { api } = useServices()
  const { status = 'pending' } = route.useSearch()
  const list = useInfiniteQuery(tasksQuery(api, status))
  const complete = useCompleteTask()
  const [asked, ask] = useState<Task>()
  const tasks = list.data?.pages.flatMap((page) => page.items)

  return (
    <Page title="Tasks" lead="Messages and callbacks that your agent promised to callers.">
      <div className="mb-5">
        <FilterLinks label="Show">
          <Link
            to="/tasks"
            search={{ status: undefined }}
            activeOptions={{ explicitUndefined: true }}
          >
            To do
          </Link>
          <Link to="/tasks" search={{ status: 'completed' }}>
            Done
          </Link>
        </FilterLinks>
      </div>
      {complete.isError && <NotDone error={complete.error} onDismiss={() => complete.reset()} />}
      <ListCard name="tasks" list={list} count={tasks?.length} empty={<NoTasks status={status} />}>
        <ul aria-label="Tasks" className="divide-y divide-line">
          {tasks?.map((task) => (
            <TaskRow key={task.id} task={task} onDone={ask} />
          ))}
        </ul>
      </ListCard>
      {asked && (
        <DoneDialog
          task={asked}
          onClose={() => ask(undefined)}
          onDone={(result) => {
            complete.mutate({ task: asked, result })
            ask(undefined)
          }}
        />
      )}
    </Page>
  )
}

function NotDone({ error, onDismiss }: { error: unknown; onDismiss: () => void }) {
  return (
    <div className="mb-4">
      <Banner
        tone="danger"
        title="The task is still to do: it could not be marked as done"
        onDismiss={onDismiss}
      >
        {failureWords(error)}
      </Banner>
    </div>
  )
}

const route = getRouteApi('/shell/tasks')
