import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { FakeServer } from '../../testing/fake-server.ts'
import { openDashboard } from '../../testing/open-dashboard.tsx'

function strangersServer(): FakeServer {
  const server = new FakeServer()
  server.isSignedIn = false
  return server
}

const redeeming = 'POST /api/session'

describe('a one-time link', () => {
  it('signs in by a click and not by being opened', async () => {
    const { user, server } = openDashboard({
      at: '/sign-in#token=good',
      server: strangersServer(),
    })
    const button = await screen.findByRole('button', { name: 'Sign in' })
    expect(server.requests).not.toContain(redeeming)
    await user.click(button)
    expect(await screen.findByRole('heading', { name: 'Talk to your agent' })).toBeDefined()
    expect(server.requests).toContain(redeeming)
  })

  it('leads to the page that was asked for before', async () => {
    const { user } = openDashboard({
      at: '/sign-in?from=%2Fcontacts#token=good',
      server: strangersServer(),
    })
    await user.click(await screen.findByRole('button', { name: 'Sign in' }))
    expect(await screen.findByRole('heading', { name: 'Contacts' })).toBeDefined()
  })

  it('never leads to another site', async () => {
    const { user, address } = openDashboard({
      at: '/sign-in?from=%2F%2Fevil.example%2F#token=good',
      server: strangersServer(),
    })
    await user.click(await screen.findByRole('button', { name: 'Sign in' }))
    await screen.findByRole('heading', { name: 'Talk to your agent' })
    expect(address()).toBe('/')
  })

  it.each([
    { code: 'link-used', title: 'This link was used already' },
    { code: 'link-expired', title: 'This link has expired' },
    { code: 'link-unknown', title: 'This link does not sign in' },
  ])('that is refused as $code is explained, with the way to a fresh one', async (refusal) => {
    const server = strangersServer()
    server.linkRefusal = { status: 410, code: refusal.code, message: 'No.' }
    const { user } = openDashboard({ at: '/sign-in#token=bad', server })
    await user.click(await screen.findByRole('button', { name: 'Sign in' }))
    expect(await screen.findByRole('heading', { name: refusal.title })).toBeDefined()
    expect(screen.getByText('npm run sign-in')).toBeDefined()
  })

  it('can be tried again after too many attempts', async () => {
    const server = strangersServer()
    server.linkRefusal = { status: 429, code: 'too-many-requests', message: 'No.' }
    const { user } = openDashboard({ at: '/sign-in#token=good', server })
    await user.click(await screen.findByRole('button', { name: 'Sign in' }))
    expect(await screen.findByText('Too many attempts')).toBeDefined()
    server.linkRefusal = undefined
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(await screen.findByRole('heading', { name: 'Talk to your agent' })).toBeDefined()
  })

  it('says when the server cannot be reached', async () => {
    const server = strangersServer()
    server.fails(redeeming, 'unreachable')
    const { user } = openDashboard({ at: '/sign-in#token=good', server })
    await user.click(await screen.findByRole('button', { name: 'Sign in' }))
    expect(await screen.findByText('The server did not answer')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeDefined()
  })
})

describe('without a link', () => {
  it('tells how to get one', async () => {
    openDashboard({ at: '/sign-in', server: strangersServer() })
    expect(await screen.findByRole('heading', { name: 'You need a sign-in link' })).toBeDefined()
    expect(screen.getByText('npm run sign-in')).toBeDefined()
  })

  it('sends whoever is not signed in from any page to the sign-in page', async () => {
    const { address } = openDashboard({ at: '/tasks', server: strangersServer() })
    expect(await screen.findByRole('heading', { name: 'Please sign in again' })).toBeDefined()
    expect(address()).toBe('/sign-in?from=%2Ftasks')
  })

  it('sends there also when the session ends in the middle of work', async () => {
    const server = new FakeServer()
    const { user } = openDashboard({ at: '/tasks', server })
    await screen.findByText('Nothing to do')
    server.isSignedIn = false
    await user.click(screen.getByRole('link', { name: 'Contacts' }))
    expect(await screen.findByRole('heading', { name: 'Please sign in again' })).toBeDefined()
  })
})
