import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { FakeServer } from '../../testing/fake-server.ts'
import { openDashboard } from '../../testing/open-dashboard.tsx'

describe('the frame around every page', () => {
  it('names the business and marks where one is', async () => {
    openDashboard({ at: '/tasks' })
    expect(await screen.findByText('Harbor Street Services')).toBeDefined()
    const here = screen.getByRole('link', { name: 'Tasks' })
    expect(here.getAttribute('aria-current')).toBe('page')
  })

  it('signs out', async () => {
    const { user, server } = openDashboard()
    await user.click(await screen.findByRole('button', { name: 'Sign out' }))
    expect(await screen.findByRole('heading', { name: 'You need a sign-in link' })).toBeDefined()
    expect(server.isSignedIn).toBe(false)
  })

  it('remembers a chosen theme, and forgets it for that of the system', async () => {
    const { user } = openDashboard()
    await user.click(await screen.findByRole('radio', { name: 'Dark' }))
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expect(localStorage.getItem('theme')).toBe('dark')
    await user.click(screen.getByRole('radio', { name: 'As the system' }))
    expect(document.documentElement.dataset['theme']).toBeUndefined()
    expect(localStorage.getItem('theme')).toBeNull()
  })

  it('is walked through with the keyboard, and tells how', async () => {
    const { user } = openDashboard()
    await screen.findByRole('heading', { name: 'Talk to your agent' })
    await user.keyboard('?')
    expect(screen.getByRole('dialog', { name: 'Keyboard' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Close' }))
    await user.keyboard('gc')
    expect(await screen.findByRole('heading', { name: 'Calls' })).toBeDefined()
  })

  it('moves the focus to a page that was gone to', async () => {
    const { user } = openDashboard()
    await user.click(await screen.findByRole('link', { name: 'Contacts' }))
    await screen.findByRole('heading', { name: 'Contacts' })
    expect(document.activeElement).toBe(screen.getByRole('main'))
  })

  it('says that an address leads nowhere', async () => {
    openDashboard({ at: '/nowhere' })
    expect(
      await screen.findByRole('heading', { name: 'There is no page at this address' }),
    ).toBeDefined()
  })

  it('says when it cannot be opened, and tries again', async () => {
    const server = new FakeServer()
    server.fails('GET /api/session', { status: 503, code: 'records-away', message: 'No records.' })
    const { user } = openDashboard({ server })
    await screen.findByText('No records.')
    server.mends()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: 'Talk to your agent' })).toBeDefined()
  })
})

describe('a dashboard that could not be opened', () => {
  it('opens by itself as soon as it can', async () => {
    const server = new FakeServer()
    server.fails('GET /api/session', { status: 503, code: 'records-away', message: 'No records.' })
    openDashboard({ server })
    await screen.findByText('No records.')
    server.mends()
    expect(await screen.findByRole('heading', { name: 'Talk to your agent' })).toBeDefined()
  })
})

describe('the state of the system', () => {
  it('is asked for again with every notice, so that the two do not contradict each other', async () => {
    const server = new FakeServer()
    server.health = { status: 'degraded', reasons: ['The database does not answer.'] }
    const { tell } = openDashboard({ at: '/tasks', server })
    await screen.findByText('The database does not answer.')
    server.health = { status: 'healthy', reasons: [] }
    tell({ type: 'notice', tone: 'info', message: 'Calls are being written down again.' })
    expect(await screen.findByText('Calls are being written down again.')).toBeDefined()
    await waitFor(() => expect(screen.queryByText('The database does not answer.')).toBeNull())
  })

  it('is not mentioned while all is well', async () => {
    openDashboard({ at: '/tasks' })
    await screen.findByText('Nothing to do')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('is told with its reasons when something is wrong', async () => {
    const server = new FakeServer()
    server.health = { status: 'degraded', reasons: ['The database does not answer.'] }
    openDashboard({ server })
    expect(await screen.findByText('Calls are taken, but something is wrong')).toBeDefined()
    expect(screen.getByText('The database does not answer.')).toBeDefined()
  })

  it('is told when no calls can be taken', async () => {
    const server = new FakeServer()
    server.health = { status: 'down', reasons: [] }
    openDashboard({ server })
    expect(await screen.findByText('No calls can be taken right now')).toBeDefined()
  })

  it('shows a notice until it is dismissed', async () => {
    const { user, tell } = openDashboard()
    await screen.findByRole('heading', { name: 'Talk to your agent' })
    tell({ type: 'notice', tone: 'warning', message: 'Nothing can be written down.' })
    expect(screen.getByText('Nothing can be written down.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Dismiss this message' }))
    expect(screen.queryByText('Nothing can be written down.')).toBeNull()
  })

  it('says when live updates stay away, and that they are back', async () => {
    const { live, elapse, tell } = openDashboard()
    await screen.findByRole('heading', { name: 'Talk to your agent' })
    tell()
    live.latest.drops()
    elapse(1000)
    expect(live.sockets).toHaveLength(2)
    live.latest.drops()
    expect(await screen.findByText('Live updates are interrupted')).toBeDefined()
    elapse(2000)
    tell()
    await waitFor(() => expect(screen.queryByText('Live updates are interrupted')).toBeNull())
  })

  it('leads to the sign-in page when the live socket is refused for want of a session', async () => {
    const { live, elapse, server, tell } = openDashboard({ at: '/tasks' })
    await screen.findByText('Nothing to do')
    tell()
    server.isSignedIn = false
    live.latest.drops()
    elapse(1000)
    live.latest.drops()
    expect(await screen.findByRole('heading', { name: 'Please sign in again' })).toBeDefined()
  })
})
