import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { aTask } from '../../testing/builders.ts'
import { FakeServer } from '../../testing/fake-server.ts'
import { openDashboard } from '../../testing/open-dashboard.tsx'

function openTasks(tasks: FakeServer['tasks'], at = '/tasks') {
  const server = new FakeServer()
  server.tasks = tasks
  return openDashboard({ at, server })
}

async function rows() {
  const list = await screen.findByRole('list', { name: 'Tasks' })
  return within(list).getAllByRole('listitem')
}

describe('the tasks', () => {
  it('tell whom to call back, why, until when, and on which number', async () => {
    openTasks([aTask({ urgency: 'urgent' })])
    const [task] = await rows()
    expect(task?.textContent).toMatch(/Call back Maria Alvarez.*Urgent.*Her boiler is leaking/)
    expect(task?.textContent).toContain('Due tomorrow')
    const number = screen.getByRole('link', { name: '(555) 014-2201' })
    expect(number.getAttribute('href')).toBe('tel:+15550142201')
    expect(screen.getByRole('link', { name: 'See the call' })).toBeDefined()
  })

  it('say what is overdue', async () => {
    openTasks([aTask({ scheduledFor: '2026-03-02T14:30:00.000Z' })])
    expect((await rows())[0]?.textContent).toMatch(/Overdue: today.*\(1 hour ago\)/)
  })

  it('are marked as done after one question, with a note', async () => {
    const joe = aTask({ number: 2, name: 'Joe', type: 'message' })
    const { user, server } = openTasks([aTask(), joe])
    await user.click(await screen.findByRole('button', { name: 'Mark done: Maria Alvarez' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Mark as done?' }))
    await user.type(dialog.getByRole('textbox'), 'Comes by on Friday.')
    await user.click(dialog.getByRole('button', { name: 'Done' }))
    await waitFor(async () => expect(await rows()).toHaveLength(1))
    expect(server.requests).toContain(`PATCH /api/tasks/${aTask().id}`)
    await user.click(screen.getByRole('link', { name: 'Done' }))
    expect(await screen.findByText('Comes by on Friday.')).toBeDefined()
  })

  it('stay to do when the question is cancelled', async () => {
    const { user, server } = openTasks([aTask()])
    await user.click(await screen.findByRole('button', { name: /Mark done/ }))
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(server.requests.filter((request) => request.startsWith('PATCH'))).toEqual([])
  })

  it('come back with a word when the server could not mark them', async () => {
    const { user, server } = openTasks([aTask()])
    server.fails('PATCH', { status: 503, code: 'records-away', message: 'No records.' })
    await user.click(await screen.findByRole('button', { name: /Mark done/ }))
    await user.click(screen.getByRole('button', { name: 'Done' }))
    expect((await screen.findByRole('alert')).textContent).toContain('No records.')
    expect(await rows()).toHaveLength(1)
  })

  it('leave the list before the server has answered', async () => {
    const { user, server } = openTasks([aTask()])
    server.fails('PATCH', 'silent')
    await user.click(await screen.findByRole('button', { name: /Mark done/ }))
    await user.click(screen.getByRole('button', { name: 'Done' }))
    expect(await screen.findByRole('heading', { name: 'Nothing to do' })).toBeDefined()
  })

  it('that are done are kept apart', async () => {
    openTasks([aTask()], '/tasks?status=completed')
    expect(await screen.findByRole('heading', { name: 'Nothing done yet' })).toBeDefined()
  })
})
